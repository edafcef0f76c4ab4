import { type JsonObject, type JsonValue } from '@bureau/contracts';
import fc from 'fast-check';
import { type RecordDraft } from './entities-api';
import { mergePatch } from './merge-patch';

const DRAFT: RecordDraft = {
  name: 'nginx',
  description: null,
  status: 'active',
  type: null,
  metadata: { size: 1 },
};

/** RFC 7396, as the server applies it. */
function apply(target: JsonValue | undefined, patch: JsonValue): JsonValue {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) return patch;
  const base = typeof target === 'object' && target !== null && !Array.isArray(target) ? target : {};
  const kept = Object.entries(base).filter(([key]) => !(key in patch));
  const written = Object.entries(patch).filter(([, value]) => value !== null);
  return Object.fromEntries([
    ...kept,
    ...written.map(([key, value]) => [key, apply(base[key], value)]),
  ]) as JsonObject;
}

/** Without nulls inside: a merge patch cannot store those. */
const json = fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.parse(JSON.stringify(value)) as JsonValue);
const metadata = fc
  .dictionary(fc.string({ minLength: 1, maxLength: 4 }), json)
  .map((value) => withoutNulls(value));

function withoutNulls(value: JsonObject): JsonObject {
  const kept = Object.entries(value).filter(([key, part]) => part !== null && key !== '__proto__');
  return Object.fromEntries(
    kept.map(([key, part]) => [
      key,
      typeof part === 'object' && part !== null && !Array.isArray(part) ? withoutNulls(part) : part,
    ]),
  );
}

describe('mergePatch', () => {
  it('is empty when nothing changed, whatever the order of the keys', () => {
    const other = { ...DRAFT, metadata: { b: 1, a: { y: 1, x: 2 } } };
    expect(mergePatch(other, { ...other, metadata: { a: { x: 2, y: 1 }, b: 1 } })).toEqual({});
  });

  it('names only what changed, and removed keys as null', () => {
    const to: RecordDraft = { ...DRAFT, description: 'A server', metadata: { section: 'web' } };
    expect(mergePatch(DRAFT, to)).toEqual({
      description: 'A server',
      metadata: { size: null, section: 'web' },
    });
    expect(mergePatch(to, DRAFT)).toEqual({ description: null, metadata: { size: 1, section: null } });
  });

  it('says which keys went away inside objects', () => {
    const from = { ...DRAFT, metadata: { a: { x: 1, y: 2 } } };
    expect(mergePatch(from, { ...DRAFT, metadata: { a: { x: 1 } } })).toEqual({
      metadata: { a: { y: null } },
    });
  });

  it('leads from any metadata to any other', () => {
    fc.assert(
      fc.property(metadata, metadata, (from, to) => {
        const patch = mergePatch({ ...DRAFT, metadata: from }, { ...DRAFT, metadata: to });
        expect(apply(from, patch['metadata'] ?? {})).toEqual(to);
      }),
    );
  });
});
