import { type Entity, type JsonObject } from '@bureau/contracts';
import { columnsOf, learnPaths, offeredColumns, usualColumns, valueAt } from './record-columns';

const record = (metadata: JsonObject): Entity => ({
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
  const seen = learnPaths(new Map(), [
    record({ section: 'web', size: 640, maintainer: { team: 'infra', since: 2020 } }),
    record({ size: 1, active: true, tags: ['a'], homepage: null }),
  ]);

  it('offer each path of the metadata once, by what it holds', () => {
    const offered = offeredColumns(seen).filter(({ id }) => id.startsWith('metadata.'));
    expect(offered.map(({ id, label, kind }) => [id, label, kind])).toEqual([
      ['metadata.section', 'Section', 'text'],
      ['metadata.size', 'Size', 'number'],
      ['metadata.maintainer.team', 'Maintainer team', 'text'],
      ['metadata.maintainer.since', 'Maintainer since', 'number'],
      ['metadata.active', 'Active', 'boolean'],
      ['metadata.tags', 'Tags', 'json'],
    ]);
  });

  it('are learnt from page to page, and stay when the page goes', () => {
    expect(learnPaths(seen, [record({ section: 'net' })])).toBe(seen);
    const more = learnPaths(seen, [record({ size: 'large', homepage: 'x', 'a.b': 1 })]);
    expect(more.get('size')).toBe('text');
    expect([...more.keys()].slice(-1)).toEqual(['homepage']);
  });

  it('begin with status, a grouping, a number and the last change', () => {
    const records = ['web', 'net', 'web', 'net', 'web', 'mail'].map((section, place) =>
      record({ homepage: `https://example.org/${place}`, section, priority: 'optional', size: place }),
    );
    expect(usualColumns(records)).toEqual(['status', 'metadata.section', 'metadata.size', 'updated_at']);
    expect(usualColumns([])).toEqual(['status', 'updated_at']);
  });

  it('stand in the order of the view, with paths that no row has yet', () => {
    const columns = columnsOf(['updated_at', 'metadata.later', 'status', 'nothing'], offeredColumns(seen));
    expect(columns.map(({ id }) => id)).toEqual(['updated_at', 'metadata.later', 'status']);
  });

  it('read fields and paths', () => {
    const nginx = record({ maintainer: { team: 'infra' }, constructor: 1 });
    expect(valueAt(nginx, 'name')).toBe('nginx');
    expect(valueAt(nginx, 'metadata.maintainer.team')).toBe('infra');
    expect(valueAt(nginx, 'metadata.maintainer.team.lead')).toBeUndefined();
    expect(valueAt(record({}), 'metadata.constructor')).toBeUndefined();
  });
});
