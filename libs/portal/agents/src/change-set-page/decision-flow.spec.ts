import { TestBed } from '@angular/core/testing';
import { MatDialog } from '@angular/material/dialog';
import { Api, Live, Session } from '@bureau/portal-core';
import { Toasts } from '@bureau/portal-ui';
import { of } from 'rxjs';
import { AgentsApi } from '../data/agents-api';
import { ChangeSetItems } from '../data/change-set-items';
import { ChangeSetReview } from '../data/change-set-review';
import { AskReason } from '../parts/ask-reason';
import { aChangeSet, anItem } from '../testing/builders';
import { FakeLive, fakeSession, settle } from '../testing/fakes';
import { DecisionFlow } from './decision-flow';
import { ReviewBoard } from './review-board';

async function setUp(set = aChangeSet()) {
  sessionStorage.clear();
  const api = { changeSet: jest.fn(() => Promise.resolve(set)), decide: jest.fn(() => Promise.resolve(set)) };
  const dialog = {
    open: jest.fn(() => ({ afterClosed: () => of<'approve' | 'reject' | undefined>('approve') })),
  };
  const reasons = { ask: jest.fn((): Promise<string | null> => Promise.resolve('Not these')) };
  TestBed.configureTestingModule({
    providers: [
      ChangeSetReview,
      ChangeSetItems,
      ReviewBoard,
      DecisionFlow,
      { provide: Api, useValue: {} },
      { provide: AgentsApi, useValue: api },
      { provide: Live, useValue: new FakeLive() },
      { provide: Session, useValue: fakeSession() },
      { provide: MatDialog, useValue: dialog },
      { provide: AskReason, useValue: reasons },
      { provide: Toasts, useValue: { done: jest.fn() } },
    ],
  });
  const board = TestBed.inject(ReviewBoard);
  TestBed.inject(ChangeSetReview).open(41);
  await settle();
  TestBed.tick();
  return { api, dialog, reasons, board, flow: TestBed.inject(DecisionFlow) };
}

const hash = 'a'.repeat(64);

describe('from marks to a decision', () => {
  it('approves everything at once, for the payload that was looked at', async () => {
    const { flow, api, reasons } = await setUp();
    await flow.all('approve');

    expect(api.decide).toHaveBeenCalledWith(41, { decision: 'approve', payload_hash: hash });
    expect(reasons.ask).not.toHaveBeenCalled();
  });

  it('asks why before anything is rejected', async () => {
    const { flow, api, reasons } = await setUp();
    await flow.all('reject');
    expect(api.decide).toHaveBeenCalledWith(41, {
      decision: 'reject',
      reason: 'Not these',
      payload_hash: hash,
    });

    api.decide.mockClear();
    reasons.ask.mockResolvedValueOnce(null);
    await flow.all('reject');
    expect(api.decide).not.toHaveBeenCalled();
  });

  it('asks what happens to open rows, and decides nothing when the reviewer goes back', async () => {
    const { flow, api, dialog, board } = await setUp();
    board.markCurrent('reject');
    dialog.open.mockReturnValueOnce({ afterClosed: () => of(undefined) });
    await flow.submit();
    expect(dialog.open.mock.calls[0]).toMatchObject([
      expect.anything(),
      { data: { open: 2, approve: 'Approve 2, reject 1', reject: 'Reject 3' } },
    ]);
    expect(api.decide).not.toHaveBeenCalled();

    await flow.submit();
    expect(api.decide).toHaveBeenCalledWith(41, {
      decision: 'approve',
      items: [{ id: 1, decision: 'reject' }],
      reason: 'Not these',
      payload_hash: hash,
    });
  });

  it('submits nothing without a mark: silence decides nothing', async () => {
    const { flow, api, dialog } = await setUp();
    await flow.submit();

    expect(dialog.open).not.toHaveBeenCalled();
    expect(api.decide).not.toHaveBeenCalled();
  });
});

describe('the reviewer’s desk', () => {
  it('keeps marks for their payload and drops them for another', async () => {
    const { board } = await setUp();
    board.markGroup('approve');
    expect(board.tally()).toEqual({ approve: 3, reject: 0, open: 0 });
    TestBed.resetTestingModule();

    const kept = sessionStorage.getItem(`bureau.marks.${hash}`);
    expect(JSON.parse(kept ?? '')).toHaveLength(3);
    const again = await setUp(aChangeSet({ payload_hash: 'b'.repeat(64) }));
    expect(again.board.tally().open).toBe(3);
  });

  it('goes on to the next row with each mark, and finds the next open one', async () => {
    const { board } = await setUp();
    board.markCurrent('approve');
    expect(board.at()).toBe(1);
    board.move(1);
    board.markCurrent('reject');
    board.nextOpen();
    expect(board.at()).toBe(1);
  });

  it('leaves alone what an earlier vote left out', async () => {
    const items = [anItem(1, { decision: 'reject' }), anItem(2), anItem(3)];
    const { board, flow, api } = await setUp(aChangeSet({ items, risk: 'medium' }));
    expect(board.size()).toBe(2);
    board.markGroup('approve');
    expect(board.tally()).toEqual({ approve: 2, reject: 0, open: 0 });
    await flow.submit();

    expect(api.decide).toHaveBeenCalledWith(41, { decision: 'approve', payload_hash: hash });
  });
});
