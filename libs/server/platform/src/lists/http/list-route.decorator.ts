import { applyDecorators, Get } from '@nestjs/common';
import { ApiQuery } from '@nestjs/swagger';
import { fieldsOf, operatorsOf, type ListColumn, type ListDefinition } from '../list-definition';
import { DEFAULT_LIMIT, MAX_LIMIT } from '../parse-list-query';
import { sortableFields } from '../parse-sort';

/** `GET` of a list, with its paging, sorting and every filter in the OpenAPI document. */
export function ListRoute(definition: ListDefinition, path = ''): MethodDecorator {
  const columns = Object.entries(definition.columns).filter(([, column]) => column.filter !== false);
  return applyDecorators(
    Get(path),
    ...pagingParameters(definition),
    ...(definition.flags ?? []).map((flag) =>
      ApiQuery({ name: flag, required: false, schema: { type: 'boolean' } }),
    ),
    ...columns.map(([field, column]) =>
      ApiQuery({
        name: field,
        required: false,
        schema: schemaOf(column),
        description: describeFilter(field, column),
      }),
    ),
    ...Object.keys(definition.json ?? {}).map((field) =>
      ApiQuery({
        name: `${field}.{path}`,
        required: false,
        schema: { type: 'string' },
        description: `A value inside ${field}, also as ${field}.{path}[op]; a JSON number, true, false or null where it is one, else text.`,
      }),
    ),
  );
}

function pagingParameters(definition: ListDefinition): MethodDecorator[] {
  const sort = sortableFields(definition).join(', ');
  return [
    ApiQuery({
      name: 'limit',
      required: false,
      schema: { type: 'integer', minimum: 1, maximum: MAX_LIMIT, default: DEFAULT_LIMIT },
    }),
    ApiQuery({
      name: 'cursor',
      required: false,
      schema: { type: 'string' },
      description: 'From the Link header of another page: rel next, prev, first or last.',
    }),
    ApiQuery({
      name: 'sort',
      required: false,
      schema: { type: 'string', default: definition.sort ?? '-id' },
      description: `Comma list, - for descending, of ${sort}${definition.search ? ', and relevance together with q' : ''}.`,
    }),
    ApiQuery({
      name: 'fields',
      required: false,
      schema: { type: 'string' },
      description: `Answers with these fields only, and always with id and version: a comma list of ${fieldsOf(definition).join(', ')}.`,
    }),
    ...(definition.includes
      ? [
          ApiQuery({
            name: 'include',
            required: false,
            schema: { type: 'string' },
            description: `Adds to each row: a comma list of ${definition.includes.join(', ')}.`,
          }),
        ]
      : []),
    ApiQuery({
      name: 'count',
      required: false,
      schema: { type: 'string', enum: ['exact', 'capped'] },
      description: 'Adds X-Total-Count; capped stops at 10000 and writes 10000+ then.',
    }),
    ...(definition.search
      ? [
          ApiQuery({
            name: 'q',
            required: false,
            schema: { type: 'string', maxLength: 200 },
            description: 'Every word, prefixes too.',
          }),
        ]
      : []),
  ];
}

function describeFilter(field: string, column: ListColumn): string {
  return `Also ${field}[op] with op one of ${operatorsOf(column).join(', ')}.`;
}

function schemaOf(column: ListColumn): { type: string; enum?: string[]; format?: string } {
  if (column.values) return { type: 'string', enum: [...column.values] };
  switch (column.type) {
    case 'int':
    case 'bigint':
      return { type: 'integer' };
    case 'boolean':
      return { type: 'boolean' };
    case 'timestamptz':
      return { type: 'string', format: 'date-time' };
    default:
      return { type: 'string' };
  }
}
