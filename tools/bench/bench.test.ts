import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { StepList } from '../workspace/step-list.ts';
import { readArguments } from './arguments.ts';
import { runSlice } from './load/slice.ts';
import { openOffice, type Office } from './office/office.ts';
import { compareAnswers } from './records/compare-answers.ts';
import { gatherMaterial } from './records/material.ts';
import { recordProduct } from './records/record-product.ts';
import { RequestMaker } from './records/requests.ts';
import { LIMIT_SERVER, startDelayed } from './records/suite.ts';

const SIZE = { records: 3_000, audit_rows: 3_000 };
const QUIET = new StepList({ write: () => true });

describe('the arguments of the benchmark', () => {
  it('name suites, a text, a delay', () => {
    const read = readArguments(['records', '--quick', '--only', 'GET', '--plant-delay=5']);
    assert.deepEqual(
      [read.suites.map(({ name }) => name), read.quick, read.only, read.plantedDelay],
      [['records'], true, 'GET', 5],
    );
    assert.ok(readArguments([]).suites.length > 1);
  });

  it('are refused in a sentence', () => {
    assert.throws(() => readArguments(['nothing']), /nothing to measure called “nothing”/);
    assert.throws(() => readArguments(['--plant-delay=soon']), /whole milliseconds/);
    assert.throws(() => readArguments(['--slow']), /--slow/);
  });
});

/** The real product and the limit on a small seed: what is measured does the same work, and a delay shows. */
describe('the benchmark', () => {
  let office: Office;
  before(async () => {
    office = await openOffice({ size: SIZE, ephemeral: true, steps: QUIET });
  });
  after(() => office.close());

  it('compares servers that answer alike, and notices a product that became slower', async () => {
    const recording = await recordProduct(office, 1_003);
    assert.deepEqual(
      Object.entries(recording.templates).map(([name, { round_trips }]) => [name, round_trips]),
      [...['get', 'list', 'list_after', 'create', 'replace', 'status'].map((name) => [name, 1])],
    );
    const limit = await office.startScript('bench-limit', LIMIT_SERVER, { BENCH_RECORDED: recording.file });
    const [api, delayed] = [await office.startApi(), await startDelayed(office, 20)];
    const material = await gatherMaterial(office, api.url);
    await compareAnswers(office.databaseUrl, `${limit.url}/limit`, api.url, material);
    const maker = new RequestMaker(material);
    const measure = (target: typeof api) =>
      runSlice(target, maker.next('get'), { connections: 1, seconds: 0.5 });
    const slow = await measure(delayed);
    assert.ok((await measure(api)).requests > 0);
    assert.ok(slow.p50 > 20, `a request of the delayed product took ${slow.p50} ms`);
    await Promise.all([limit.stop(), api.stop(), delayed.stop()]);
  });
});
