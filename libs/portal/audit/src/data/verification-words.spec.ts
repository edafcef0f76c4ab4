import { anIntegrity, aVerification } from '../testing/a-verification';
import { findingText, integritySentence, progressText } from './verification-words';

const NOW = new Date(2026, 10, 22, 18, 0);
const at = (day: number) => new Date(2026, 10, day, 9, 14).toISOString();

describe('a verification in words', () => {
  it('says how much was verified, and when', () => {
    const last = aVerification({ rows: 12_431, finished_at: at(22) });
    expect(integritySentence(anIntegrity({ last }), NOW)).toBe(
      '12,431 rows verified at 09:14; nothing was altered',
    );
    const earlier = aVerification({ rows: 1, finished_at: at(21) });
    expect(integritySentence(anIntegrity({ last: earlier }), NOW)).toBe(
      '1 row verified on 21 Nov 2026 at 09:14; nothing was altered',
    );
  });

  it('says what is not known', () => {
    expect(integritySentence(anIntegrity({ sealed_rows: 1, last: null }), NOW)).toBe(
      '1 row sealed, and not verified yet',
    );
    const failed = aVerification({ status: 'failed', intact: null, error: 'No.', finished_at: at(22) });
    expect(integritySentence(anIntegrity({ last: failed }), NOW)).toBe(
      'The verification at 09:14 broke off. No.',
    );
  });

  it('says how far it has come', () => {
    expect(progressText(aVerification({ status: 'queued' }), 9)).toBe('Verifying …');
    expect(progressText(aVerification({ status: 'running', rows: 4_200 }), 12_431)).toBe(
      'Verifying: 4,200 of 12,431 rows',
    );
  });

  it('names the first bad row and counts the others', () => {
    const finding = { kind: 'row_changed', seal_seq: 1, row_id: 7, detail: 'Row 7 was changed.' } as const;
    const altered = aVerification({ intact: false, findings: [finding], finding_count: 1 });
    expect(findingText(altered)).toBe('Row 7 was changed.');
    expect(findingText({ ...altered, finding_count: 3 })).toBe('Row 7 was changed. 2 more findings.');
  });
});
