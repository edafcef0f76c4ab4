import { COMMON_ERROR_CODES, PERMISSIONS, ROLE_PERMISSIONS, STEP_UP_METHODS } from '@bureau/contracts';
import { type OpenAPIObject } from '@nestjs/swagger';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
type Parameter = NonNullable<Operation['parameters']>[number];
type Schema = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>[string];

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** RFC 9457, as every error of the API is. */
const PROBLEM: Schema = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'code', 'request_id'],
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string', examples: Object.keys(COMMON_ERROR_CODES) } as Schema,
    request_id: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'code', 'detail'],
        properties: {
          pointer: { type: 'string', description: 'JSON pointer into the body, or query/<name>.' },
          code: { type: 'string' },
          detail: { type: 'string' },
        },
      },
    },
    current_version: { type: 'integer', description: '412 only: the version that the resource has now.' },
    methods: {
      type: 'array',
      items: { type: 'string', enum: [...STEP_UP_METHODS] },
      description: 'STEP_UP_REQUIRED only: how this person can show again who they are.',
    },
  },
};

const IDEMPOTENCY_KEY: Parameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  schema: { type: 'string', minLength: 1, maxLength: 255 },
  description:
    'The request happens once under this key, for 24 hours; repeated, it answers as it did with Idempotent-Replayed: true.',
};

const IF_MATCH: Parameter = {
  name: 'If-Match',
  in: 'header',
  required: false,
  schema: { type: 'string' },
  description: 'The ETag of the version that was read; 412 where the resource has another by now.',
};

/** What holds for every operation is written once and not at each route: errors, keys, versions, the permissions. */
export function addConventions(document: OpenAPIObject): OpenAPIObject {
  const components = document.components ?? {};
  document.components = { ...components, schemas: { ...components.schemas, Problem: PROBLEM } };
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of METHODS) {
      const operation = item[method];
      if (operation) completeOperation(operation, method, path);
    }
  }
  const roles = Object.fromEntries(
    Object.entries(ROLE_PERMISSIONS).map(([role, set]) => [role, [...set].sort()]),
  );
  return Object.assign(document, { 'x-permissions': PERMISSIONS, 'x-roles': roles });
}

function completeOperation(operation: Operation, method: (typeof METHODS)[number], path: string): void {
  const added = [
    ...(method === 'post' && !path.includes('/auth/') ? [IDEMPOTENCY_KEY] : []),
    ...(['put', 'patch', 'delete'].includes(method) && path.includes('{id}') ? [IF_MATCH] : []),
  ];
  operation.parameters = [...(operation.parameters ?? []), ...added];
  operation.responses = {
    ...operation.responses,
    default: {
      description: 'A problem (RFC 9457).',
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  };
}
