import { type JsonObject, type JsonValue } from '@bureau/contracts';
import fc from 'fast-check';
import { isJsonObject } from '../proposal/record-fields';
import { revertValue } from './three-way';

const scalar = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constantFrom('a', 'b'), fc.boolean());
const key = fc.constantFrom('k', 'l', 'm');
const object: fc.Arbitrary<JsonObject> = fc.letrec<{ value: JsonValue; object: JsonObject }>((tie) => ({
  value: fc.oneof({ maxDepth: 2 }, scalar, fc.array(scalar, { maxLength: 2 }), tie('object')),
  object: fc.dictionary(key, tie('value'), { maxKeys: 3, noNullPrototype: true }),
})).object;

describe('revertValue', () => {
  it('restores what nobody touched', () => {
    fc.assert(
      fc.property(object, object, (before, after) =>
        expect(revertValue(before, after, after)).toEqual(before),
      ),
    );
  });

  it('changes nothing where the change itself changed nothing', () => {
    fc.assert(fc.property(object, object, (same, now) => expect(revertValue(same, same, now)).toEqual(now)));
  });

  it('keeps every value that people changed since, at any depth', () => {
    fc.assert(
      fc.property(object, object, object, (before, after, now) => {
        const reverted = revertValue(before, after, now);
        expect(isJsonObject(reverted)).toBe(true);
        expect(lostEdits(before, after, now, reverted as JsonObject)).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });

  it('takes back every value that the change made and nobody touched since', () => {
    fc.assert(
      fc.property(object, object, object, (before, after, now) => {
        const reverted = revertValue(before, after, now) as JsonObject;
        for (const name of Object.keys({ ...before, ...after })) {
          const untouched = JSON.stringify(now[name]) === JSON.stringify(after[name]);
          if (untouched) expect(reverted[name]).toEqual(before[name]);
        }
      }),
    );
  });

  it('takes a key out of an object that the change made, and keeps the one that somebody added', () => {
    expect(revertValue(undefined, { a: 1 }, { a: 1, b: 2 })).toEqual({ b: 2 });
    expect(revertValue(undefined, { a: 1 }, { a: 1 })).toBeUndefined();
  });

  it('keeps a list that was changed since as a whole', () => {
    expect(revertValue(['a'], ['a', 'b'], ['a', 'b', 'c'])).toEqual(['a', 'b', 'c']);
  });
});

/** Paths of leaves that people wrote since the change, and that are not there after it was taken back. */
function lostEdits(
  before: JsonObject,
  after: JsonObject,
  now: JsonObject,
  reverted: JsonObject,
  path = '',
): string[] {
  return Object.keys(now).flatMap((name) => {
    const at = `${path}/${name}`;
    const [b, a, n, r] = [before[name], after[name], now[name], reverted[name]];
    if (JSON.stringify(n) === JSON.stringify(a)) return [];
    if (isJsonObject(a) && isJsonObject(n) && (b === undefined || isJsonObject(b))) {
      return isJsonObject(r) ? lostEdits(b ?? {}, a, n, r, at) : [at];
    }
    return JSON.stringify(r) === JSON.stringify(n) ? [] : [at];
  });
}
