import fc from 'fast-check';
import { canonical, type HashedItem, payloadHash } from './payload-hash';

const ITEM: HashedItem = {
  operation: 'update',
  entity_id: 1,
  base_version: 2,
  changes: [{ field: 'metadata', from: { a: 1, b: 2 }, to: { b: 3, a: 4 } }],
};

describe('payloadHash', () => {
  it('does not depend on the order of keys', () => {
    const other = { ...ITEM, changes: [{ field: 'metadata', from: { b: 2, a: 1 }, to: { a: 4, b: 3 } }] };
    expect(payloadHash([other])).toBe(payloadHash([ITEM]));
  });

  it.each<[string, Partial<HashedItem>]>([
    ['operation', { operation: 'create' }],
    ['record', { entity_id: 2 }],
    ['version', { base_version: 3 }],
    ['field', { changes: [{ field: 'name', from: 'a', to: 'b' }] }],
    ['value', { changes: [{ field: 'metadata', from: { a: 1, b: 2 }, to: { b: 3, a: 5 } }] }],
    ['start', { changes: [{ field: 'metadata', from: { a: 0, b: 2 }, to: { b: 3, a: 4 } }] }],
  ])('is another for another %s', (_, change) => {
    expect(payloadHash([{ ...ITEM, ...change }])).not.toBe(payloadHash([ITEM]));
  });

  it('is another where an item is left out, or stands elsewhere', () => {
    const second = { ...ITEM, entity_id: 7 };
    const hashes = [[ITEM, second], [second, ITEM], [ITEM], []].map(payloadHash);
    expect(new Set(hashes).size).toBe(4);
  });
});

describe('canonical', () => {
  it('is JSON of the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const json = JSON.parse(JSON.stringify(value)) as Parameters<typeof canonical>[0];
        expect(JSON.parse(canonical(json))).toEqual(json);
      }),
    );
  });
});
