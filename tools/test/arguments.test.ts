import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readArguments } from './arguments.ts';

describe('the arguments of npm test', () => {
  it('mean every stage that no other runs when there are none', () => {
    const { stages, pg, nx } = readArguments([]);
    assert.deepEqual(
      stages.map(({ name }) => name),
      ['lint', 'typecheck', 'unit', 'int', 'e2e'],
    );
    assert.deepEqual([pg, nx], [undefined, []]);
  });

  it('name a stage, a PostgreSQL and arguments for Nx', () => {
    const { stages, pg, nx } = readArguments(['int', '--pg=15', '-p', 'auth']);
    assert.deepEqual(
      stages.map(({ name }) => name),
      ['int'],
    );
    assert.deepEqual([pg, nx], [15, ['-p', 'auth']]);
  });

  it('are refused when they name what is not there', () => {
    assert.throws(() => readArguments(['smoke']), {
      message: 'There is no test stage “smoke”: use one of lint, typecheck, unit, int, e2e, security.',
    });
    assert.throws(() => readArguments(['int', '--pg=9']), { message: '--pg takes 15, 16, 17 or 18.' });
  });
});
