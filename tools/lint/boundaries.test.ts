import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { resolve } from 'node:path';
import { createProjectGraphAsync } from '@nx/devkit';
import { ESLint } from 'eslint';

const ROOT = resolve(import.meta.dirname, '../..');

/**
 * A canary for the lint rules: code that breaks one must be reported. The boundaries rule is silent without a cached
 * project graph, so a green `nx lint` alone would prove nothing.
 */
describe('the lint rules', () => {
  let eslint: ESLint;

  before(async () => {
    process.chdir(ROOT);
    await createProjectGraphAsync();
    eslint = new ESLint({ cwd: ROOT });
  });

  /** Rules that the code breaks when it stands at this path. */
  async function broken(path: string, code: string): Promise<(string | null)[]> {
    const [result] = await eslint.lintText(code, { filePath: `${ROOT}/${path}` });
    return (result?.messages ?? []).map(({ ruleId }) => ruleId);
  }

  const FORBIDDEN = [
    ['a server feature that imports another', 'libs/server/audit/src/canary.ts', '@bureau/entities'],
    ['a portal feature that imports another', 'libs/portal/audit/src/canary.ts', '@bureau/portal-agents'],
    ['a portal library that imports the server', 'libs/portal/core/src/canary.ts', '@bureau/platform'],
    ['a server library that imports the portal', 'libs/server/platform/src/canary.ts', '@bureau/portal-core'],
    ['the platform that imports a feature', 'libs/server/platform/src/canary.ts', '@bureau/auth'],
    ['presentational parts that import the core', 'libs/portal/ui/src/canary.ts', '@bureau/portal-core'],
    ['contracts that import the server', 'libs/shared/contracts/src/canary.ts', '@bureau/platform'],
  ] as const;
  for (const [what, path, target] of FORBIDDEN) {
    it(`report ${what}`, async () => {
      const rules = await broken(path, `import * as other from '${target}';\nexport const canary = other;\n`);
      assert.ok(
        rules.includes('@nx/enforce-module-boundaries'),
        `reported: ${rules.join(', ') || 'nothing'}`,
      );
    });
  }

  it('allow what the architecture allows', async () => {
    const code = (target: string) => `import * as other from '${target}';\nexport const canary = other;\n`;
    assert.deepEqual(await broken('libs/server/agents/src/canary.ts', code('@bureau/entities')), []);
    assert.deepEqual(await broken('libs/server/audit/src/canary.ts', code('@bureau/platform')), []);
  });

  it('report `any`, and the environment read outside of the configuration', async () => {
    const any = await broken('libs/server/audit/src/canary.ts', 'export const canary: any = 1;\n');
    assert.ok(any.includes('@typescript-eslint/no-explicit-any'));
    const environment = await broken(
      'libs/server/audit/src/canary.ts',
      'export const canary = process.env;\n',
    );
    assert.ok(environment.includes('no-restricted-syntax'));
  });
});
