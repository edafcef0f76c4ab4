import { type VerificationReport } from '@bureau/audit';

const WHOLE = new Intl.NumberFormat('en');

/** A verification's result for people: one line, or the first bad row and how many more there are. */
export function describeVerification(report: VerificationReport, signaturesChecked: boolean): string {
  const [first] = report.findings;
  if (first) {
    const others = report.finding_count - 1;
    return `ALTERED: ${first.detail}${others > 0 ? ` ${count(others, 'more finding')}.` : ''}`;
  }
  const parts = [
    `${count(report.rows, 'row')} in ${count(report.seals, 'seal')} verified against ${count(report.checkpoints, 'checkpoint')}`,
    ...((report.checkpoints_from ?? 1) > 1 ? [`from seal ${report.checkpoints_from} on`] : []),
    ...(signaturesChecked ? [] : ['signatures NOT checked, since there is no key']),
    ...(report.erased_rows > 0
      ? [`in ${WHOLE.format(report.erased_rows)} of them what names a person was erased`]
      : []),
    ...(report.dropped_rows > 0
      ? [`${count(report.dropped_rows, 'row')} of dropped months by their seals alone`]
      : []),
    ...(report.pending_rows > 0 ? [`${count(report.pending_rows, 'row')} not sealed yet`] : []),
  ];
  const dropped = report.dropped_months.map(
    ({ month, rows, dropped_at, reason }) =>
      `\nDropped on ${dropped_at.slice(0, 10)}: ${month}, ${count(rows, 'row')}. ${reason}`,
  );
  return `${parts.join(', ')}; nothing was altered.${dropped.join('')}`;
}

function count(value: number, one: string): string {
  return `${WHOLE.format(value)} ${one}${value === 1 ? '' : 's'}`;
}
