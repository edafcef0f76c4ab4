import { mergeEdits, withMine } from './edit-conflict';
import { type RecordDraft } from './entities-api';

const ORIGINAL: RecordDraft = {
  name: 'nginx',
  description: null,
  status: 'active',
  type: 'software',
  metadata: { size: 1 },
};

describe('mergeEdits', () => {
  it('keeps what only one of us changed', () => {
    const mine = { ...ORIGINAL, name: 'nginx-core' };
    const theirs = { ...ORIGINAL, status: 'draft' as const };
    const { draft, conflicts } = mergeEdits(ORIGINAL, mine, theirs);
    expect(conflicts).toEqual([]);
    expect(draft).toEqual({ ...ORIGINAL, name: 'nginx-core', status: 'draft' });
  });

  it('asks about a field that we changed differently, and proposes theirs until answered', () => {
    const mine = { ...ORIGINAL, description: 'Mine' };
    const theirs = { ...ORIGINAL, description: 'Theirs' };
    const { draft, conflicts } = mergeEdits(ORIGINAL, mine, theirs);
    expect(conflicts).toEqual([
      { field: 'description', path: ['description'], original: null, mine: 'Mine', theirs: 'Theirs' },
    ]);
    expect(draft.description).toBe('Theirs');
    expect(withMine(draft, conflicts).description).toBe('Mine');
  });

  it('asks nothing where we wrote the same', () => {
    const both = { ...ORIGINAL, metadata: { size: 2 } };
    expect(mergeEdits(ORIGINAL, both, { ...both, name: 'x' })).toEqual({
      draft: { ...both, name: 'x' },
      conflicts: [],
    });
  });

  it('goes into the metadata: only the value that collides is asked for', () => {
    const original = { ...ORIGINAL, metadata: { size: 1, price: { net: 1, tax: 7 }, gone: true } };
    const mine = { ...original, metadata: { size: 2, price: { net: 3, tax: 7 }, note: 'x' } };
    const theirs = { ...original, metadata: { size: 1, price: { net: 2, tax: 19 }, gone: true } };
    const { draft, conflicts } = mergeEdits(original, mine, theirs);
    expect(conflicts).toEqual([
      { field: 'metadata.price.net', path: ['metadata', 'price', 'net'], original: 1, mine: 3, theirs: 2 },
    ]);
    expect(draft.metadata).toEqual({ size: 2, price: { net: 2, tax: 19 }, note: 'x' });
    expect(withMine(draft, conflicts).metadata).toEqual({ size: 2, price: { net: 3, tax: 19 }, note: 'x' });
  });

  it('asks where one of us took away what the other changed', () => {
    const mine = { ...ORIGINAL, metadata: {} };
    const theirs = { ...ORIGINAL, metadata: { size: 5 } };
    const { draft, conflicts } = mergeEdits(ORIGINAL, mine, theirs);
    expect(conflicts).toMatchObject([{ field: 'metadata.size', original: 1, mine: undefined, theirs: 5 }]);
    expect(draft.metadata).toEqual({ size: 5 });
    expect(withMine(draft, conflicts).metadata).toEqual({});
  });
});
