import { type Entity } from '@bureau/contracts';
import { offeredColumns, shownColumns } from './record-columns';

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

  it('begin with status, two metadata keys and the last change', () => {
    expect(shownColumns(null, offered)).toEqual([
      'status',
      'metadata.section',
      'metadata.size',
      'updated_at',
    ]);
  });

  it('follow the choice, in the order of the list, without what is gone', () => {
    expect(shownColumns(['updated_at', 'metadata.gone', 'type'], offered)).toEqual(['type', 'updated_at']);
    expect(shownColumns([], offered)).toEqual([]);
  });
});
