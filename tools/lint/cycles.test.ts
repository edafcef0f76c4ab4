import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, it } from 'node:test';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractTsConfig from 'dependency-cruiser/config-utl/extract-ts-config';

const ROOT = resolve(import.meta.dirname, '../..');

/** Import cycles below these folders, each as its files. */
async function cyclesBelow(base: string, folders: string[]): Promise<string[]> {
  const { output } = await cruise(
    folders,
    {
      baseDir: base,
      validate: true,
      ruleSet: { forbidden: [{ name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } }] },
      tsConfig: { fileName: join(ROOT, 'tsconfig.base.json') },
      doNotFollow: { path: 'node_modules' },
      exclude: { path: '(^|/)(node_modules|dist)/' },
    },
    undefined,
    { tsConfig: extractTsConfig(join(ROOT, 'tsconfig.base.json')) },
  );
  const { summary } = output as ICruiseResult;
  assert.ok(summary.totalCruised > 0, 'no file was read');
  return summary.violations.map(({ from, cycle }) =>
    [from, ...(cycle ?? []).map(({ name }) => name)].join(' → '),
  );
}

describe('imports', () => {
  it('have no cycles, also within a library', async () => {
    assert.deepEqual(await cyclesBelow(ROOT, ['apps', 'libs', 'tools', 'database']), []);
  });

  it('are reported where they run in a circle', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bureau-cycle-'));
    try {
      writeFileSync(join(folder, 'a.ts'), `import { b } from './b';\nexport const a = () => b;\n`);
      writeFileSync(join(folder, 'b.ts'), `import { a } from './a';\nexport const b = () => a;\n`);
      assert.notDeepEqual(await cyclesBelow(folder, ['.']), []);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
