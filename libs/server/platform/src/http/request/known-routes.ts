import { type FastifyInstance } from 'fastify';

interface KnownRoute {
  pattern: RegExp;
  methods: string[];
}

/** Remembers every route, so that a known address with another method answers 405 and not 404. */
export class KnownRoutes {
  private readonly routes: KnownRoute[] = [];

  /** Must run before the routes are added. */
  observe(fastify: FastifyInstance): void {
    fastify.addHook('onRoute', ({ url, method }) => {
      if (url.includes('*')) return;
      this.routes.push({ pattern: patternOf(url), methods: [method].flat() });
    });
  }

  /** Methods that the address knows; empty where there is no such address. */
  methodsFor(url: string): string[] {
    const path = url.split('?', 1)[0] ?? url;
    const methods = this.routes.filter(({ pattern }) => pattern.test(path)).flatMap((route) => route.methods);
    return [...new Set(methods)].sort();
  }
}

function patternOf(url: string): RegExp {
  const parts = url
    .split('/')
    .map((part) => (part.startsWith(':') ? '[^/]+' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')));
  return new RegExp(`^${parts.join('/')}$`);
}
