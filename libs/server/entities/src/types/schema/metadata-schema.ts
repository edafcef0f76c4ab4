import { type JsonObject, type ProblemField } from '@bureau/contracts';
import { Ajv2020, type ErrorObject, type Options, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats, { type FormatName } from 'ajv-formats';
import { LinearPattern } from '../pattern/linear-pattern';
import { schemaLimitProblems } from './schema-limits';

/** Formats that are checked; any other is refused rather than ignored. */
export const FORMATS: readonly FormatName[] = [
  'date',
  'time',
  'date-time',
  'duration',
  'email',
  'hostname',
  'ipv4',
  'ipv6',
  'uri',
  'uuid',
];
/** Above this, only the first thing wrong is named: finding all of them could take long. */
const MAX_BYTES_FOR_ALL = 16_384;
const MAX_ERRORS = 50;

const OPTIONS: Options = {
  strict: true,
  strictTypes: false,
  strictRequired: false,
  strictTuples: false,
  allowMatchingProperties: true,
  // Patterns come from people; see LinearPattern. The code is for stand-alone validators, of which there are none.
  code: { regExp: Object.assign((source: string) => new LinearPattern(source), { code: 'null' }) },
};

/** A checked schema of metadata, ready to be used. */
export class MetadataSchema {
  private readonly first: ValidateFunction;
  private all: ValidateFunction | null = null;

  private constructor(private readonly schema: JsonObject) {
    this.first = compiler(false).compile(schema);
  }

  /** The schema, or what is wrong with it, with pointers into `/schema`. */
  static of(schema: JsonObject): { schema: MetadataSchema } | { problems: ProblemField[] } {
    const limits = schemaLimitProblems(schema);
    if (limits.length > 0) return { problems: limits };
    const ajv = compiler(true);
    if (ajv.validateSchema(schema) !== true)
      return { problems: (ajv.errors ?? []).slice(0, MAX_ERRORS).map((error) => fieldOf(error, '/schema')) };
    try {
      return { schema: new MetadataSchema(schema) };
    } catch (error) {
      const detail = error instanceof Error ? error.message : 'The schema cannot be used.';
      return { problems: [{ pointer: '/schema', code: 'SCHEMA_INVALID', detail }] };
    }
  }

  /** What of the metadata does not conform, with pointers into `/metadata`; nothing where all of it does. */
  problemsOf(metadata: JsonObject): ProblemField[] {
    if (this.first(metadata)) return [];
    let errors = this.first.errors ?? [];
    if (Buffer.byteLength(JSON.stringify(metadata)) <= MAX_BYTES_FOR_ALL) {
      this.all ??= compiler(true).compile(this.schema);
      this.all(metadata);
      errors = this.all.errors ?? errors;
    }
    return errors.slice(0, MAX_ERRORS).map((error) => fieldOf(error, '/metadata'));
  }
}

function compiler(allErrors: boolean): Ajv2020 {
  const ajv = new Ajv2020({ ...OPTIONS, allErrors });
  // Where a form or a table shows the field; it says nothing about values.
  ajv.addKeyword({ keyword: 'x-order', schemaType: 'number' });
  addFormats.default(ajv, { formats: [...FORMATS], keywords: false });
  return ajv;
}

/** The error at the place that somebody would look at: the missing or needless field itself. */
function fieldOf(
  { instancePath, keyword, params, message = 'is not valid' }: ErrorObject,
  root: string,
): ProblemField {
  const { missingProperty, additionalProperty, unevaluatedProperty } = params as Record<string, unknown>;
  const key = missingProperty ?? additionalProperty ?? unevaluatedProperty;
  const inner = typeof key === 'string' ? `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}` : '';
  const pointer = `${root}${instancePath}${inner}`;
  const name = pointer.slice(root.length + 1).replaceAll('/', '.') || root.slice(1);
  return {
    pointer,
    code: `SCHEMA_${keyword.replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase()}`,
    detail: sentence(name, keyword, params as Record<string, unknown>, message),
  };
}

function sentence(name: string, keyword: string, params: Record<string, unknown>, message: string): string {
  if (keyword === 'required') return `${name} is required.`;
  if (keyword === 'additionalProperties' || keyword === 'unevaluatedProperties')
    return `There is no field ${name} in this type.`;
  if (keyword === 'enum')
    return `${name} must be one of ${(params['allowedValues'] as unknown[]).map(String).join(', ').slice(0, 300)}.`;
  if (keyword === 'const') return `${name} must be ${JSON.stringify(params['allowedValue']).slice(0, 300)}.`;
  return `${name} ${message}.`;
}
