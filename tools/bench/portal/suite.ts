import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { BUILD_DIR } from '../../workspace/paths.ts';
import { Refusal } from '../../workspace/refusal.ts';
import type { Measurement } from '../report/measurement.ts';

const KILOBYTE = 1_000;
const SCRIPTS = /<(?:script[^>]*\bsrc|link[^>]*\brel="modulepreload"[^>]*\bhref)="([^"]+\.js)"/g;

/** JavaScript that a browser fetches before the portal shows anything, compressed as its server sends it. */
export function measurePortal(report: (measurement: Measurement) => void): Promise<Measurement[]> {
  const folder = join(BUILD_DIR, 'portal', 'browser');
  const page = join(folder, 'index.html');
  if (!existsSync(page)) throw new Refusal('The portal is not built: run npm run build first.');
  const files = new Set([...readFileSync(page, 'utf8').matchAll(SCRIPTS)].map(([, name]) => name ?? ''));
  const sizes = [...files].map(
    (name) => brotliCompressSync(readFileSync(join(folder, name))).length / KILOBYTE,
  );
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const measurement: Measurement = {
    operation: 'Portal: initial JavaScript, compressed',
    unit: 'kB',
    ratio: { low: total, estimate: total, high: total },
    bar: { kind: 'at_most', goal: 150, floor: 220 },
    figures: { files: files.size },
  };
  report(measurement);
  return Promise.resolve([measurement]);
}
