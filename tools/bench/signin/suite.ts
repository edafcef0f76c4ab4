import { hash } from '@node-rs/argon2';
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { runSlice, type LoadRequest, type NextRequest, type Slice } from '../load/slice.ts';
import { withClient } from '../office/databases.ts';
import type { Office, RunningTarget } from '../office/office.ts';
import type { Person } from '../office/people.ts';
import { PEOPLE } from '../office/seed-sql.ts';
import { gatherMaterial } from '../records/material.ts';
import { RequestMaker } from '../records/requests.ts';
import type { Measurement, SuiteOptions } from '../report/measurement.ts';
import { median, pairedRatio } from '../statistics/interval.ts';

/** People who sign in at the same moment. */
const AT_ONCE = 32;
/** Everybody else's work meanwhile: far below what the product can do, so that waiting shows and not the queue. */
const OTHERS = { connections: 8, rate: 160 };
const LEAD_MS = 300;
/** A p99 needs some hundreds of requests. */
const SLICE_SECONDS = { quick: 2.5, full: 5 };
/** As the product stores passwords: what a sign-in must compute is the point of this. */
const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** How long other requests wait while 32 people sign in at once, compared with nobody signing in. */
export async function measureSignIn(
  office: Office,
  options: SuiteOptions,
  report: (measurement: Measurement) => void,
): Promise<Measurement[]> {
  const password = randomBytes(18).toString('base64url');
  await givePasswords(office, password);
  const api = await office.startApi();
  try {
    const maker = new RequestMaker(await gatherMaterial(office, api.url));
    const others = maker.next('get');
    const seconds = options.quick ? SLICE_SECONDS.quick : SLICE_SECONDS.full;
    const signIns = new SignIns(office.people, password);
    await runSlice(api, others, { connections: 32, seconds: options.warmUpSeconds });
    await runSlice(api, signIns.next, { connections: AT_ONCE, seconds: 1 });
    await untilDrained(api, signIns.next());
    const idle: Slice[] = [];
    const storm: Slice[] = [];
    const speed: Slice[] = [];
    for (let round = 0; round < Math.ceil(options.rounds / 2); round++) {
      const quiet = () => runSlice(api, others, { ...OTHERS, seconds }).then((slice) => idle.push(slice));
      const loud = async () => {
        const [signed, slice] = await duringStorm(api, signIns.next, others, seconds);
        storm.push(slice);
        speed.push(signed);
      };
      for (const slice of options.random() < 0.5 ? [quiet, loud] : [loud, quiet]) await slice();
    }
    const p99 = (slices: Slice[]) => slices.map((slice) => slice.p99);
    const measurement: Measurement = {
      operation: `${AT_ONCE} sign-ins at once: p99 of other requests`,
      unit: '× with nobody signing in',
      ratio: pairedRatio(p99(storm), p99(idle)),
      bar: { kind: 'at_most', goal: 2, floor: 4 },
      figures: {
        idle_p99_ms: median(p99(idle)),
        storm_p99_ms: median(p99(storm)),
        sign_ins_per_second: median(speed.map(({ rate }) => rate)),
      },
    };
    report(measurement);
    return [measurement];
  } finally {
    await api.stop();
  }
}

async function duringStorm(
  api: RunningTarget,
  signIns: NextRequest,
  others: NextRequest,
  seconds: number,
): Promise<[Slice, Slice]> {
  const storm = runSlice(api, signIns, { connections: AT_ONCE, seconds: seconds + (2 * LEAD_MS) / 1_000 });
  await sleep(LEAD_MS);
  const slice = runSlice(api, others, { ...OTHERS, seconds });
  const both = await Promise.all([storm, slice]);
  await untilDrained(api, signIns(0));
  return both;
}

/** Sign-ins of connections that were closed are still being worked on; whoever comes behind them sees their end. */
async function untilDrained(api: RunningTarget, { path, ...init }: LoadRequest): Promise<void> {
  const response = await fetch(api.url + path, init);
  await response.body?.cancel();
}

/** Everybody in turn, each with the right password. */
class SignIns {
  private turn = 0;
  private readonly bodies: readonly string[];

  constructor(people: readonly Person[], password: string) {
    this.bodies = people.map((_, i) => JSON.stringify({ email: emailOf(i + 1), password }));
  }

  readonly next = (): LoadRequest => ({
    method: 'POST',
    path: '/api/v1/auth/login',
    headers: { 'content-type': 'application/json', 'user-agent': 'bench' },
    body: this.bodies[this.turn++ % this.bodies.length] as string,
  });
}

function emailOf(n: number): string {
  return `bench-${n}@bureau.example`;
}

async function givePasswords(office: Office, password: string): Promise<void> {
  const hashed = await hash(password, ARGON2);
  await withClient(office.databaseUrl, async (client) => {
    await client.query('update users set hashed_password = $1 where email = any($2)', [
      hashed,
      Array.from({ length: PEOPLE }, (_, i) => emailOf(i + 1)),
    ]);
  });
}
