import { type Entity } from '@bureau/contracts';
import { offeredColumns, shownColumns, usualColumns } from './record-columns';

const record = (metadata: Entity['metadata']): Entity => ({
  id: 1,
  name: 'nginx',
  description: null,
  status: 'active',
  type: null,
  metadata,
  owner_id: null,
  version: 1,
  created_at: '2026-01-01T00:00:00.000Z',
  updated_at: '2026-01-01T00:00:00.000Z',
});

describe('record columns', () => {
  const offered = offeredColumns([record({ section: 'web', size: 640 }), record({ size: 1, homepage: 'x' })]);

  it('offer each metadata key once, with numbers as numbers', () => {
    const fromMetadata = offered.filter(({ id }) => id.startsWith('metadata.'));
    expect(fromMetadata.map(({ id, label, numeric }) => [id, label, numeric])).toEqual([
      ['metadata.section', 'Section', false],
      ['metadata.size', 'Size', true],
      ['metadata.homepage', 'Homepage', false],
    ]);
  });

  it('begin with status, a grouping, a number and the last change', () => {
    const records = ['web', 'net', 'web', 'net', 'web', 'mail'].map((section, place) =>
      record({ homepage: `https://example.org/${place}`, section, priority: 'optional', size: place }),
    );
    expect(usualColumns(records)).toEqual(['status', 'metadata.section', 'metadata.size', 'updated_at']);
    expect(usualColumns([])).toEqual(['status', 'updated_at']);
  });

  it('follow the choice, in the order of the list, without what is gone', () => {
    const usual = ['status', 'updated_at'];
    expect(shownColumns(null, usual, offered)).toEqual(usual);
    expect(shownColumns(['updated_at', 'metadata.gone', 'type'], usual, offered)).toEqual([
      'type',
      'updated_at',
    ]);
    expect(shownColumns([], usual, offered)).toEqual([]);
  });
});
