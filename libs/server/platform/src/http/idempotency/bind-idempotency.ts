import { type INestApplication, RequestMethod } from '@nestjs/common';
import { INTERCEPTORS_METADATA, METHOD_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner, ModulesContainer, Reflector } from '@nestjs/core';
import { IDEMPOTENCY, type IdempotencyMode } from './idempotency.decorator';
import { IdempotencyInterceptor } from './idempotency.interceptor';

type Handlers = Record<string, (...args: unknown[]) => unknown>;

/**
 * Puts the interceptor before every POST that neither refuses keys nor claims them in its write, and before nothing else:
 * at each request of every route it would cost more than the rest of the way. Before the routes are made.
 */
export function bindIdempotency(app: INestApplication): void {
  const interceptor = app.get(IdempotencyInterceptor);
  const reflector = new Reflector();
  for (const { controllers } of app.get(ModulesContainer).values()) {
    for (const { metatype } of controllers.values()) {
      if (typeof metatype !== 'function') continue;
      for (const handler of postsOf(metatype.prototype as Handlers)) {
        const mode = reflector.getAllAndOverride<IdempotencyMode | undefined>(IDEMPOTENCY, [
          handler,
          metatype,
        ]);
        if (mode !== 'ignored' && mode !== 'in_write') bind(handler, interceptor);
      }
    }
  }
}

function postsOf(handlers: Handlers) {
  return new MetadataScanner()
    .getAllMethodNames(handlers)
    .flatMap((name) => handlers[name] ?? [])
    .filter((handler) => Reflect.getMetadata(METHOD_METADATA, handler) === RequestMethod.POST);
}

function bind(handler: object, interceptor: IdempotencyInterceptor): void {
  const bound = (Reflect.getMetadata(INTERCEPTORS_METADATA, handler) ?? []) as unknown[];
  // Another application of this process, as in tests, may have put its own there.
  const others = bound.filter((one) => !(one instanceof IdempotencyInterceptor));
  Reflect.defineMetadata(INTERCEPTORS_METADATA, [...others, interceptor], handler);
}
