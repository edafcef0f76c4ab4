import { type JsonObject } from '@bureau/contracts';
import { allowsOthers, type SchemaField, schemaFields } from './schema-fields';
import { controlText, readControl } from './schema-values';

const SCHEMA: JsonObject = {
  type: 'object',
  required: ['sku'],
  additionalProperties: false,
  $defs: { money: { type: 'number', minimum: 0, title: 'Money' } },
  properties: {
    price: { $ref: '#/$defs/money', title: 'Net price' },
    stock: { type: ['integer', 'null'], maximum: 10 },
    sold: { type: 'boolean' },
    state: { enum: ['new', 'used', 3] },
    since: { type: 'string', format: 'date' },
    seen_at: { type: 'string', format: 'date-time' },
    tags: { type: 'array', items: { type: 'string' } },
    sizes: { type: 'array', items: { type: 'number' } },
    parts: { type: 'array', items: { type: 'object' } },
    sku: { type: 'string', title: 'SKU', description: 'As on the label.' },
    notes: { type: 'string', maxLength: 4000, 'x-order': 1 },
  },
};

const field = (key: string): SchemaField => {
  const found = schemaFields(SCHEMA).find((each) => each.key === key);
  if (!found) throw new Error(key);
  return found;
};

describe('the fields of a schema', () => {
  it('are drawn by their types, what is asked for first, then what is required', () => {
    expect(schemaFields(SCHEMA).map(({ key, kind }) => `${key}: ${kind}`)).toEqual([
      'notes: long-text',
      'sku: text',
      'price: number',
      'stock: integer',
      'sold: boolean',
      'state: choice',
      'since: date',
      'seen_at: time',
      'tags: list',
      'sizes: list',
      'parts: json',
    ]);
    expect(field('sku')).toMatchObject({ label: 'SKU', hint: 'As on the label.', required: true });
    expect(field('price')).toMatchObject({ label: 'Net price', least: 0, required: false });
    expect(field('seen_at').label).toBe('Seen at');
  });

  it('are none where a schema says nothing, however odd it is', () => {
    expect(schemaFields({})).toEqual([]);
    expect(schemaFields({ properties: 7, required: 'all' })).toEqual([]);
    expect(schemaFields({ properties: { a: true, b: { $ref: '#/nowhere' } } })).toMatchObject([
      { key: 'a', kind: 'json' },
      { key: 'b', kind: 'json' },
    ]);
    expect(schemaFields({ properties: { a: { $ref: '#/properties/a' } } })).toHaveLength(1);
    expect([allowsOthers(SCHEMA), allowsOthers({})]).toEqual([false, true]);
  });

  it.each([
    ['sku', '007', '007'],
    ['price', '1,204.5', 1204.5],
    ['stock', '7', 7],
    ['sold', 'false', false],
    ['state', '3', 3],
    ['since', '2026-11-22', '2026-11-22'],
    ['tags', 'web\n\n mail ', ['web', 'mail']],
    ['sizes', '1\n2.5', [1, 2.5]],
    ['parts', '[{"a": 1}]', [{ a: 1 }]],
    ['sku', '  ', undefined],
  ])('read %s typed as %j', (key, text, value) => {
    expect(readControl(field(key), text)).toEqual({ value });
  });

  it.each([
    ['price', 'much', 'Type a number'],
    ['price', '-1', 'At least 0'],
    ['stock', '1.5', 'whole number'],
    ['stock', '11', 'At most 10'],
    ['sizes', '1\nx', 'one number in each line'],
    ['parts', '[{', 'Type JSON'],
  ])('say what is wrong with %s typed as %j', (key, text, detail) => {
    expect(readControl(field(key), text)).toEqual({ error: expect.stringContaining(detail) });
  });

  it('show what they read', () => {
    expect(controlText(field('tags'), ['a', 'b'])).toBe('a\nb');
    expect(controlText(field('parts'), [{ a: 1 }])).toContain('"a": 1');
    expect(controlText(field('price'), 'a text')).toBe('a text');
    const at = '2026-11-22T09:14:00.000Z';
    expect(readControl(field('seen_at'), controlText(field('seen_at'), at))).toEqual({ value: at });
  });
});
