import { type JsonObject, type ProblemField } from '@bureau/contracts';
import { MetadataSchema } from './metadata-schema';

const SERVER: JsonObject = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  required: ['rack', 'owner'],
  additionalProperties: false,
  properties: {
    rack: { type: 'integer', minimum: 1, maximum: 42, title: 'Rack', 'x-order': 1 },
    owner: { $ref: '#/$defs/person' },
    code: { type: 'string', pattern: '^[A-Z]{2}-\\d+$' },
    since: { type: 'string', format: 'date' },
    tier: { enum: ['gold', 'silver'] },
    tags: { type: 'array', items: { type: 'string' }, uniqueItems: true, maxItems: 10 },
  },
  $defs: {
    person: { type: 'object', required: ['mail'], properties: { mail: { type: 'string', format: 'email' } } },
  },
};

function schemaOf(schema: JsonObject): MetadataSchema {
  const result = MetadataSchema.of(schema);
  if ('problems' in result) throw new Error(JSON.stringify(result.problems));
  return result.schema;
}

function refusal(schema: unknown): ProblemField[] {
  const result = MetadataSchema.of(schema as JsonObject);
  return 'problems' in result ? result.problems : [];
}

describe('a schema of metadata', () => {
  const schema = schemaOf(SERVER);
  const good = { rack: 4, owner: { mail: 'ana@example.org' } };

  it('lets conforming metadata through', () => {
    expect(schema.problemsOf(good)).toEqual([]);
    expect(
      schema.problemsOf({ ...good, code: 'AB-1', since: '2026-11-22', tier: 'gold', tags: ['a', 'b'] }),
    ).toEqual([]);
  });

  it.each<[JsonObject, string, string]>([
    [{ owner: good.owner }, '/metadata/rack', 'rack is required.'],
    [{ ...good, rack: '4' }, '/metadata/rack', 'rack must be integer.'],
    [{ ...good, rack: 43 }, '/metadata/rack', 'rack must be <= 42.'],
    [{ ...good, owner: {} }, '/metadata/owner/mail', 'owner.mail is required.'],
    [{ ...good, owner: { mail: 'x' } }, '/metadata/owner/mail', 'owner.mail must match format "email".'],
    [{ ...good, code: 'ab' }, '/metadata/code', 'code must match pattern "^[A-Z]{2}-\\d+$".'],
    [{ ...good, since: '2026-02-30' }, '/metadata/since', 'since must match format "date".'],
    [{ ...good, tier: 'lead' }, '/metadata/tier', 'tier must be one of gold, silver.'],
    [{ ...good, 'a/b': 1 }, '/metadata/a~1b', 'There is no field a~1b in this type.'],
    [
      { ...good, tags: ['a', 'a'] },
      '/metadata/tags',
      'tags must NOT have duplicate items (items ## 1 and 0 are identical).',
    ],
  ])('names what is wrong in %j', (metadata, pointer, detail) => {
    expect(schema.problemsOf(metadata)).toMatchObject([{ pointer, detail }]);
  });

  it('names everything that is wrong at once, and only the first thing where there is much of it', () => {
    expect(schema.problemsOf({ rack: 0, tier: 1 }).map(({ pointer }) => pointer)).toEqual([
      '/metadata/owner',
      '/metadata/rack',
      '/metadata/tier',
    ]);
    const large = Object.fromEntries(Array.from({ length: 3_000 }, (_, n) => [`field-${n}`, n]));
    expect(schema.problemsOf(large)).toHaveLength(1);
  });

  it.each<[string, unknown]>([
    ['another type than an object', { type: 'array' }],
    ['another dialect', { $schema: 'http://json-schema.org/draft-07/schema#' }],
    ['an unknown keyword', { propertys: {} }],
    ['a keyword of the wrong kind', { properties: [] }],
    ['a reference to elsewhere', { $ref: 'https://example.org/schema' }],
    ['a file', { properties: { a: { $ref: 'file:///etc/passwd' } } }],
    ['a reference that leads nowhere', { $ref: '#/$defs/none' }],
    ['a reference in a circle', { properties: { a: { $ref: '#' } } }],
    ['definitions in a circle', { $defs: { a: { $ref: '#/$defs/b' }, b: { $ref: '#/$defs/a' } } }],
    ['an identifier of its own', { $id: 'https://example.org/x' }],
    ['an unknown format', { properties: { a: { format: 'colour' } } }],
    [
      'a pattern that could backtrack for ever with a back-reference',
      { properties: { a: { pattern: '(a)\\1' } } },
    ],
    ['a pattern of fields with look-around', { patternProperties: { '(?=a)': {} } }],
    ['unique items without an end', { properties: { a: { type: 'array', uniqueItems: true } } }],
    ['one that is too large', { description: 'x'.repeat(70_000) }],
    [
      'one that is too deep',
      Array.from({ length: 40 }).reduce((inner) => ({ properties: { a: inner } }), {}),
    ],
    [
      'one that doubles at each definition',
      {
        $ref: '#/$defs/d0',
        $defs: Object.fromEntries(
          Array.from({ length: 20 }, (_, n) => [
            `d${n}`,
            n === 19 ? {} : { allOf: [{ $ref: `#/$defs/d${n + 1}` }, { $ref: `#/$defs/d${n + 1}` }] },
          ]),
        ),
      },
    ],
  ])('refuses %s', (_, wrong) => {
    const problems = refusal(wrong);
    expect(problems).not.toEqual([]);
    expect(problems[0]?.pointer.startsWith('/schema')).toBe(true);
  });

  it('is not held up by a text made for its pattern', () => {
    const trap = schemaOf({ properties: { a: { type: 'string', pattern: '^(a+)+$' } } });
    expect(trap.problemsOf({ a: `${'a'.repeat(9_000)}!` })).toHaveLength(1);
  });
});
