import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { type ListDefinition } from '../list-definition';
import { type ListQuery, type RawQuery } from '../list-query';
import { parseListQuery } from '../parse-list-query';

/** The request's query string as a checked list query of the given resource; 400 where it is none. */
export const ListRequest = createParamDecorator(
  (definition: ListDefinition, context: ExecutionContext): ListQuery => {
    return parseListQuery(definition, context.switchToHttp().getRequest<FastifyRequest>().query as RawQuery);
  },
);
