import type { Interval } from '../statistics/interval.ts';
import { judge, type Verdict } from '../statistics/verdict.ts';
import type { Measurement } from './measurement.ts';

const MARKS: Readonly<Record<Verdict, string>> = { met: '✓', missed: '✗', inconclusive: '?' };

/** What became of a measurement's bar: its goal, or its floor where only that is checked. Null where it has none. */
export function verdictOf({ ratio, bar }: Measurement, quick: boolean): Verdict | null {
  return bar && judge(ratio, bar.kind, quick ? bar.floor : bar.goal);
}

/** One line for the screen: `✓ GET /entities/{id}   0.82 (0.80–0.84) of LIMIT, goal ≥ 0.80`. */
export function describeMeasurement(measurement: Measurement, quick: boolean): string {
  const verdict = verdictOf(measurement, quick);
  const { operation, ratio, unit, cpu } = measurement;
  const mark = verdict === null ? ' ' : MARKS[verdict];
  const said = verdict === 'inconclusive' ? ', inconclusive' : '';
  const processor = cpu ? `; processor ${show(cpu)}` : '';
  return `${mark} ${operation.padEnd(46)} ${show(ratio)} ${unit}${describeBar(measurement, quick)}${said}${processor}`;
}

/** The measurements as a table in Markdown, for the documentation. */
export function markdownTable(measurements: readonly Measurement[], quick: boolean): string {
  const rows = measurements.map((one) => {
    const verdict = verdictOf(one, quick);
    const figures = Object.entries(one.figures).map(
      ([name, value]) => `${name.replaceAll('_', ' ')} ${rounded(value)}`,
    );
    const cells = [
      one.operation,
      `${show(one.ratio)} ${one.unit}`,
      describeBar(one, quick).replace(/^, /, '') || '–',
      verdict ?? '–',
      one.cpu ? show(one.cpu) : '–',
      figures.join(', '),
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return [
    '| Operation | Ratio (95 % interval) | Bar | Verdict | Processor time, LIMIT ÷ Bureau | Medians |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

function describeBar({ bar }: Measurement, quick: boolean): string {
  if (!bar) return '';
  const sign = bar.kind === 'at_least' ? '≥' : '≤';
  return `, ${quick ? 'floor' : 'goal'} ${sign} ${quick ? bar.floor : bar.goal}`;
}

function show({ low, estimate, high }: Interval): string {
  return `${estimate.toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)})`;
}

function rounded(value: number): string {
  return value >= 100 ? Math.round(value).toString() : value.toFixed(value >= 10 ? 1 : 2);
}
