import { type ChangeSetItem, type FieldChange, type JsonObject, type JsonValue } from '@bureau/contracts';
import fc from 'fast-check';
import { planItem } from '../proposal/plan-item';
import { type RecordSnapshot } from '../proposal/planned-item';
import { isJsonObject, parseField, type RecordValues, writeField } from '../proposal/record-fields';
import { toBatchItem } from './batch-items';

const scalar = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constantFrom('a', 'b'), fc.boolean());
const value: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue; object: JsonObject }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    scalar,
    fc.constant(null),
    fc.array(scalar, { maxLength: 2 }),
    tie('object'),
  ),
  object: fc.dictionary(fc.constantFrom('k', 'l', 'm'), tie('value'), { maxKeys: 3, noNullPrototype: true }),
})).value;
const path = fc
  .array(fc.constantFrom('k', 'l', 'm'), { minLength: 1, maxLength: 3 })
  .map((keys) => `metadata.${keys.join('.')}`);

/** RFC 7396, as PostgreSQL applies it in the product. */
function mergePatch(target: JsonValue | undefined, patch: JsonValue): JsonValue {
  if (!isJsonObject(patch)) return patch;
  const start: JsonObject = isJsonObject(target) ? target : {};
  return Object.entries(patch).reduce<JsonObject>((result, [key, inner]) => {
    const { [key]: old, ...others } = result;
    return inner === null ? others : { ...others, [key]: mergePatch(old, inner) };
  }, start);
}

function item(changes: FieldChange[], operation: ChangeSetItem['operation'] = 'update'): ChangeSetItem {
  return {
    id: 1,
    operation,
    entity_id: 9,
    entity_name: 'X',
    base_version: 3,
    changes,
    reason: null,
    evidence: null,
    decision: null,
  };
}

function record(metadata: JsonObject): RecordSnapshot {
  return {
    id: 9,
    name: 'X',
    description: null,
    status: 'active',
    type: null,
    metadata,
    version: 3,
    deleted_at: null,
  };
}

describe('toBatchItem', () => {
  it('writes into metadata exactly what was planned, objects replaced and not mixed', () => {
    const metadata = value.filter(isJsonObject).map(withoutNull);
    fc.assert(
      fc.property(metadata, path, path, value, value, (start, first, second, a, b) => {
        fc.pre(!first.startsWith(second) && !second.startsWith(first));
        const snapshot = record(start);
        const changes = [
          { field: first, to: a },
          { field: second, to: b },
        ];
        const plan = planItem({ operation: 'update', entity_id: 9, changes }, snapshot);
        fc.pre(plan.outcome === 'planned');
        const planned = plan.outcome === 'planned' ? plan.item.changes : [];
        const { merge } = toBatchItem(item(planned), 0, 1) as { merge: { metadata?: JsonValue } };
        const expected = planned.reduce<RecordValues>((result, change) => {
          const at = parseField(change.field);
          return at ? writeField(result, at, change.to) : result;
        }, snapshot);
        expect(mergePatch(start, merge.metadata ?? {})).toEqual(expected.metadata);
      }),
      { numRuns: 2_000 },
    );
  });

  it('replaces whole columns', () => {
    const changes = [
      { field: 'status', from: 'active', to: 'inactive' },
      { field: 'metadata', from: { a: 1 }, to: { b: 2 } },
    ];
    expect(toBatchItem(item(changes), 4, 1)).toEqual({
      n: 4,
      operation: 'update',
      id: 9,
      base_version: 3,
      patch: { status: 'inactive', metadata: { b: 2 } },
      merge: {},
    });
  });

  it('gives a new record to its requester', () => {
    const changes = [
      { field: 'name', from: null, to: 'New' },
      { field: 'metadata.a.b', from: null, to: 1 },
    ];
    const { patch, id } = toBatchItem({ ...item(changes, 'create'), entity_id: null }, 0, 42);
    expect({ patch, id }).toEqual({
      patch: { name: 'New', metadata: { a: { b: 1 } }, owner_id: 42 },
      id: null,
    });
  });

  it('refuses to write a relation as a record', () => {
    expect(() => toBatchItem(item([], 'relate'), 0, 1)).toThrow('no write of a record');
  });
});

function withoutNull(object: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(object)
      .filter(([, inner]) => inner !== null)
      .map(([key, inner]) => [key, isJsonObject(inner) ? withoutNull(inner) : inner]),
  );
}
