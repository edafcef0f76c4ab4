import { type AuditIntegrity, type AuditVerification } from '@bureau/contracts';
import { countOf, numberText } from '@bureau/portal-ui';

/** "12,431 rows verified at 09:14; nothing was altered", or why nobody can say so. */
export function integritySentence({ last, sealed_rows }: AuditIntegrity, now: Date): string {
  if (!last) return `${countOf(sealed_rows, 'row')} sealed, and not verified yet`;
  const when = momentText(new Date(last.finished_at ?? last.created_at), now);
  if (last.status === 'failed') return `The verification ${when} broke off. ${last.error ?? ''}`.trimEnd();
  return last.intact
    ? `${countOf(last.rows, 'row')} verified ${when}; nothing was altered`
    : `The audit log was altered: found ${when}`;
}

/** "Verifying: 4,200 of 12,431 rows". */
export function progressText({ status, rows }: AuditVerification, sealedRows: number): string {
  return status === 'queued'
    ? 'Verifying …'
    : `Verifying: ${numberText(Math.min(rows, sealedRows))} of ${countOf(sealedRows, 'row')}`;
}

/** The first bad row or seal, and how much more there is. */
export function findingText({ findings, finding_count }: AuditVerification): string {
  const others = finding_count - 1;
  const rest = others > 0 ? ` ${countOf(others, 'more finding')}.` : '';
  return `${findings[0]?.detail ?? ''}${rest}`;
}

/** "at 09:14" today, else "on 21 Nov 2026 at 09:14", in the reader's zone. */
function momentText(at: Date, now: Date): string {
  const time = at.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  const today = at.toDateString() === now.toDateString();
  return today ? `at ${time}` : `on ${at.toLocaleDateString('en-GB', { dateStyle: 'medium' })} at ${time}`;
}
