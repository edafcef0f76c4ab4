import { ACCESS, type Access } from '@bureau/platform';
import { type INestApplicationContext, RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner, ModulesContainer, Reflector } from '@nestjs/core';

/** One route of an application, as its controller declares it. */
export interface DeclaredRoute {
  method: string;
  /** With its parameters, below the API's prefix: `/entities/:id`. */
  path: string;
  /** `EntitiesController.get` */
  handler: string;
  /** What it asks of its caller; undefined where it does not say, so that nobody is let in. */
  access: Access | undefined;
  /** What else its handler says of itself, by the key of the decorator. */
  metadata(key: symbol): unknown;
}

type Handlers = Record<string, (...args: unknown[]) => unknown>;

/** Every route of an application with what it asks: read from Nest itself, so that none can be missed. */
export function routeInventory(app: INestApplicationContext): DeclaredRoute[] {
  const modules = [...app.get(ModulesContainer, { strict: false }).values()];
  const controllers = new Set(
    modules.flatMap(({ controllers }) => [...controllers.values()].map(({ metatype }) => metatype)),
  );
  return [...controllers].flatMap((controller) =>
    typeof controller === 'function' ? routesOf(controller) : [],
  );
}

function routesOf(controller: { name: string; prototype: unknown }): DeclaredRoute[] {
  const reflector = new Reflector();
  const handlers = controller.prototype as Handlers;
  return new MetadataScanner().getAllMethodNames(handlers).flatMap((name) => {
    const handler = handlers[name];
    if (!handler || !Reflect.hasMetadata(METHOD_METADATA, handler)) return [];
    const access = reflector.getAllAndOverride<Access | undefined>(ACCESS, [handler, controller as never]);
    const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as number] ?? 'GET';
    return pathsOf(controller, handler).map((path) => ({
      method,
      path,
      handler: `${controller.name}.${name}`,
      access,
      metadata: (key: symbol): unknown => Reflect.getMetadata(key, handler),
    }));
  });
}

function pathsOf(controller: object, handler: object): string[] {
  const bases = [Reflect.getMetadata(PATH_METADATA, controller) as string | string[]].flat();
  const ends = [Reflect.getMetadata(PATH_METADATA, handler) as string | string[]].flat();
  return bases.flatMap((base) =>
    ends.map((end) => `/${base}/${end}`.replace(/\/+/g, '/').replace(/(.)\/$/, '$1')),
  );
}
