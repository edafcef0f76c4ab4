import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DIST, ROOT } from '../../workspace/paths.ts';
import type { Machine } from './machine.ts';
import type { Measurement } from './measurement.ts';
import { markdownTable, verdictOf } from './table.ts';

const DOCUMENT = join(ROOT, 'docs', 'performance.md');

/** @returns the file that the results stand in as JSON */
export function writeResults(
  suite: string,
  measurements: readonly Measurement[],
  machine: Machine,
  quick: boolean,
): string {
  const folder = join(DIST, 'bench');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${suite}${quick ? '-quick' : ''}.json`);
  const rows = measurements.map((one) => ({ ...one, verdict: verdictOf(one, quick) }));
  writeFileSync(file, `${JSON.stringify({ suite, quick, machine, measurements: rows }, null, 2)}\n`);
  return file;
}

/** Puts the table of a full run into docs/performance.md, between the marks of its suite. */
export function writeDocument(suite: string, measurements: readonly Measurement[], machine: Machine): void {
  const text = readFileSync(DOCUMENT, 'utf8');
  writeFileSync(
    DOCUMENT,
    placeTable(text, suite, `${provenance(machine)}\n\n${markdownTable(measurements, false)}`),
  );
}

/**
 * Replaces what stands between `<!-- bench:<suite> -->` and `<!-- /bench:<suite> -->`.
 *
 * @throws where the document has no such marks
 */
export function placeTable(document: string, suite: string, content: string): string {
  const [from, to] = [`<!-- bench:${suite} -->`, `<!-- /bench:${suite} -->`];
  const [start, end] = [document.indexOf(from), document.indexOf(to)];
  if (start < 0 || end < start)
    throw new Error(`docs/performance.md has no place for ${suite}: ${from} … ${to}`);
  return `${document.slice(0, start + from.length)}\n\n${content}\n\n${document.slice(end)}`;
}

function provenance({ build, finished_at, processor, cores, memory_gib, node, load }: Machine): string {
  const day = finished_at.slice(0, 10);
  return `Build ${build}, ${day}; ${cores} × ${processor}, ${memory_gib} GiB, Node ${node}; load before ${load.before}, after ${load.after}.`;
}
