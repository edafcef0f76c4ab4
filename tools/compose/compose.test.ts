import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { securityHeaders } from '../portal-server/security-headers.ts';
import { ROOT } from '../workspace/paths.ts';

interface ComposeService {
  readonly image?: string;
  readonly build?: { readonly dockerfile: string; readonly target?: string };
  readonly command?: readonly string[];
  readonly ports?: readonly string[];
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly environment?: Record<string, string>;
  readonly depends_on?: Record<string, { readonly condition: string }>;
}

const FILE = join(ROOT, 'docker-compose.yml');
const SECRETS = { POSTGRES_PASSWORD: 'a', REDIS_PASSWORD: 'b', JWT_SECRET: 'c' };
const { services } = parse(readFileSync(FILE, 'utf8'), { merge: true }) as {
  services: Record<string, ComposeService>;
};
const compose = spawnSync('docker-compose', ['version']).status === 0;

/** What docker-compose makes of the file, undefined where the system has none. */
function config(env: Record<string, string>): { status: number | null; stderr: string } | undefined {
  if (!compose) return undefined;
  return spawnSync('docker-compose', ['-f', FILE, 'config', '-q'], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...env },
  });
}

describe('docker-compose.yml', () => {
  it('is understood by docker-compose', () => {
    const result = config(SECRETS);
    assert.equal(result?.status ?? 0, 0, result?.stderr);
    assert.deepEqual(Object.keys(services).toSorted(), [
      'api',
      'migrate',
      'portal',
      'postgres',
      'redis',
      'worker',
    ]);
  });

  it('asks for every secret by name', () => {
    const text = readFileSync(FILE, 'utf8');
    for (const secret of Object.keys(SECRETS)) {
      assert.ok(text.includes(`\${${secret}:?`), secret);
      const result = config({ ...SECRETS, [secret]: '' });
      assert.notEqual(result?.status ?? 1, 0, `${secret} may be left out`);
    }
  });

  it('publishes the portal and nothing else', () => {
    const published = Object.entries(services).filter(([, { ports }]) => ports !== undefined);
    assert.deepEqual(
      published.map(([name]) => name),
      ['portal'],
    );
  });

  it('watches over everything that lasts', () => {
    const unwatched = Object.entries(services).filter(([, { healthcheck }]) => healthcheck === undefined);
    assert.deepEqual(
      unwatched.map(([name]) => name),
      ['migrate'],
    );
  });

  it('starts each thing after what it needs', () => {
    const conditions = (name: string) =>
      Object.fromEntries(
        Object.entries(services[name]?.depends_on ?? {}).map(([key, { condition }]) => [key, condition]),
      );
    assert.deepEqual(conditions('migrate'), { postgres: 'service_healthy', redis: 'service_healthy' });
    assert.equal(conditions('api').migrate, 'service_completed_successfully');
    assert.equal(conditions('worker').migrate, 'service_completed_successfully');
    assert.deepEqual(conditions('portal'), { api: 'service_healthy' });
  });

  it('keeps what Redis holds, and lets it evict nothing', () => {
    const command = (services.redis?.command ?? []).join(' ');
    assert.match(command, /--appendonly yes/);
    assert.match(command, /--maxmemory-policy noeviction/);
  });
});

describe('the images', () => {
  const dockerfiles = [...new Set(Object.values(services).flatMap(({ build }) => build?.dockerfile ?? []))];

  it('exist, with the stages that are asked for', () => {
    for (const { build } of Object.values(services)) {
      if (!build) continue;
      const text = readFileSync(join(ROOT, build.dockerfile), 'utf8');
      if (build.target) assert.match(text, new RegExp(`^FROM \\S+ AS ${build.target}$`, 'm'));
      for (const [, source] of text.matchAll(/^COPY (?!--from)(\S+) \S+$/gm)) {
        assert.ok(source && existsSync(join(ROOT, source)), `${build.dockerfile} copies ${source}`);
      }
    }
  });

  it('stand on Node 24 and run as nobody in particular', () => {
    assert.deepEqual(dockerfiles.toSorted(), ['docker/portal.Dockerfile', 'docker/server.Dockerfile']);
    for (const file of dockerfiles) {
      const text = readFileSync(join(ROOT, file), 'utf8');
      assert.match(text, /^FROM node:24-/m);
      assert.match(text, /^USER node$|^FROM nginxinc\/nginx-unprivileged:/m);
    }
  });
});

describe('docker/security-headers.conf', () => {
  it('sends what the portal server sends', () => {
    const text = readFileSync(join(ROOT, 'docker', 'security-headers.conf'), 'utf8');
    const sent = [...text.matchAll(/^add_header (\S+) (?:"([^"]*)"|(\S+)) always;$/gm)];
    const headers = Object.fromEntries(
      sent.map(([, name = '', quoted, plain]) => [name.toLowerCase(), quoted ?? plain]),
    );
    assert.deepEqual(headers, securityHeaders('$request_id'));
  });
});
