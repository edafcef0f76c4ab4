import { existsSync, rmSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { rolldown, type InputOptions, type OutputOptions } from 'rolldown';
import { BUILD_DIR, ROOT } from '../workspace/paths.ts';
import { buildStamp } from './build-stamp.ts';

/** The server processes, each with the entries that it may have; an entry is built when its source exists. */
export const SERVER_APPS = { api: ['main', 'setup'], worker: ['main', 'verify-audit'] } as const;
export type ServerApp = keyof typeof SERVER_APPS;

/** Sources of the workspace and the compiler's own helpers go into the bundle; packages stay in node_modules. */
const BUNDLED = ['@bureau/', '@oxc-project/runtime'];

export interface ServerBundle {
  readonly input: InputOptions;
  readonly output: OutputOptions;
  readonly folder: string;
}

/**
 * How a server process is put together: one ES module per entry. The project's tsconfig gives the import names and
 * asks for the metadata that Nest's decorators need.
 *
 * @param parent the folder of all builds
 */
export function serverBundle(app: ServerApp, parent = BUILD_DIR): ServerBundle {
  const sources = join(ROOT, 'apps', app, 'src');
  const entries = SERVER_APPS[app].filter((entry) => existsSync(join(sources, `${entry}.ts`)));
  const folder = join(parent, app);
  return {
    folder,
    input: {
      cwd: ROOT,
      input: Object.fromEntries(entries.map((entry) => [entry, join(sources, `${entry}.ts`)])),
      platform: 'node',
      tsconfig: join(ROOT, 'apps', app, 'tsconfig.json'),
      external: (id) =>
        !id.startsWith('.') && !isAbsolute(id) && !BUNDLED.some((name) => id.startsWith(name)),
      transform: {
        target: 'node24',
        define: { __BUREAU_BUILD__: JSON.stringify(buildStamp()) },
      },
    },
    output: {
      dir: folder,
      format: 'esm',
      entryFileNames: '[name].mjs',
      chunkFileNames: 'shared-[hash].mjs',
      sourcemap: true,
      keepNames: true,
    },
  };
}

/**
 * Builds a server process into <parent>/<app>, dist/apps by default, replacing what was there.
 *
 * @throws with the compiler's messages when the sources do not build
 */
export async function buildServer(app: ServerApp, parent = BUILD_DIR): Promise<void> {
  const { input, output, folder } = serverBundle(app, parent);
  rmSync(folder, { recursive: true, force: true });
  const bundle = await rolldown(input);
  try {
    await bundle.write(output);
  } finally {
    await bundle.close();
  }
}
