import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runNx } from '../build/nx.ts';
import { DIST, LOG_DIR } from '../workspace/paths.ts';
import type { Stage } from './stages.ts';
import { tallyRun, type Tally } from './tally.ts';

const REPORTS = join(DIST, 'test-results');

/**
 * Runs one stage over all projects that have its target. Reports of earlier runs are deleted first; Nx puts those of
 * projects that have not changed back from its cache.
 *
 * @param env for the tests, beside our own environment
 * @param nxArguments passed on as they are
 */
export async function runStage(
  stage: Stage,
  env: NodeJS.ProcessEnv,
  nxArguments: readonly string[],
): Promise<Tally> {
  deleteReports(stage.target);
  const run = await runNx(['run-many', '-t', stage.target, `--parallel=${stage.parallel}`, ...nxArguments], {
    log: join(LOG_DIR, `test-${stage.name}.log`),
    env,
  });
  return tallyRun(run, stage.target, stage.counting, (project) =>
    readJson(reportFile(project, stage.target)),
  );
}

function reportFile(project: string, target: string): string {
  return join(REPORTS, `${project}-${target}.json`);
}

function deleteReports(target: string): void {
  mkdirSync(REPORTS, { recursive: true });
  for (const file of readdirSync(REPORTS)) {
    if (file.endsWith(`-${target}.json`)) rmSync(join(REPORTS, file));
  }
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
