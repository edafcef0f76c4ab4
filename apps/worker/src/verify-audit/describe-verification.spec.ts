import { type VerificationReport } from '@bureau/audit';
import { describeVerification } from './describe-verification';

const INTACT: VerificationReport = {
  intact: true,
  rows: 12_431,
  seals: 57,
  pending_rows: 0,
  checkpoints: 57,
  checkpoints_from: 1,
  erased_rows: 0,
  dropped_rows: 0,
  dropped_months: [],
  findings: [],
  finding_count: 0,
};

describe('the result of a verification', () => {
  it('is one line where nothing was altered', () => {
    expect(describeVerification(INTACT, true)).toBe(
      '12,431 rows in 57 seals verified against 57 checkpoints; nothing was altered.',
    );
  });

  it('says what was not looked at', () => {
    const report = { ...INTACT, rows: 1, seals: 1, checkpoints: 1, checkpoints_from: 9, pending_rows: 2 };
    expect(describeVerification(report, false)).toBe(
      '1 row in 1 seal verified against 1 checkpoint, from seal 9 on, signatures NOT checked, since there is no key, 2 rows not sealed yet; nothing was altered.',
    );
  });

  it('says what was erased, and which months were dropped by whom', () => {
    const month = {
      month: '2025-01',
      rows: 431,
      dropped_at: '2026-02-01T03:00:00.000Z',
      reason: 'Kept for 12 months.',
    };
    const report = { ...INTACT, erased_rows: 3, dropped_rows: 431, dropped_months: [month] };
    expect(describeVerification(report, true)).toBe(
      '12,431 rows in 57 seals verified against 57 checkpoints, in 3 of them what names a person was erased, 431 rows of dropped months by their seals alone; nothing was altered.\nDropped on 2026-02-01: 2025-01, 431 rows. Kept for 12 months.',
    );
  });

  it('names the first finding, and counts the others', () => {
    const finding = { kind: 'row_changed', seal_seq: 2, row_id: 7, detail: 'Row 7 was changed.' } as const;
    const altered = { ...INTACT, intact: false, findings: [finding], finding_count: 1 };
    expect(describeVerification(altered, true)).toBe('ALTERED: Row 7 was changed.');
    expect(describeVerification({ ...altered, finding_count: 3 }, true)).toBe(
      'ALTERED: Row 7 was changed. 2 more findings.',
    );
  });
});
