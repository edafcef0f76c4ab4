import { mergeEdits, withFields } from './edit-conflict';
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
    expect(conflicts).toEqual([{ field: 'description', original: null, mine: 'Mine', theirs: 'Theirs' }]);
    expect(draft.description).toBe('Theirs');
    expect(withFields(draft, mine, ['description']).description).toBe('Mine');
  });

  it('asks nothing where we wrote the same', () => {
    const both = { ...ORIGINAL, metadata: { size: 2 } };
    expect(mergeEdits(ORIGINAL, both, { ...both, name: 'x' })).toEqual({
      draft: { ...both, name: 'x' },
      conflicts: [],
    });
  });
});
