import { TestBed } from '@angular/core/testing';
import { Live, Session } from '@bureau/portal-core';
import { aChangeSet } from '../testing/builders';
import { aProblem, FakeLive, fakeSession, settle } from '../testing/fakes';
import { AgentsApi } from './agents-api';
import { ChangeSetReview } from './change-set-review';

async function setUp(set = aChangeSet()) {
  const live = new FakeLive();
  const api = {
    changeSet: jest.fn(() => Promise.resolve(set)),
    decide: jest.fn(() => Promise.resolve(set)),
    revert: jest.fn(() => Promise.resolve(aChangeSet({ id: 52, reverts_id: 41 }))),
    lookAgain: jest.fn(() => Promise.resolve(set)),
  };
  TestBed.configureTestingModule({
    providers: [
      ChangeSetReview,
      { provide: Live, useValue: live },
      { provide: AgentsApi, useValue: api },
      { provide: Session, useValue: fakeSession() },
    ],
  });
  const review = TestBed.inject(ChangeSetReview);
  review.open(41);
  await settle();
  return { review, live, api };
}

describe('a change set under review', () => {
  it('shows what became of it after the decision', async () => {
    const { review, api } = await setUp();
    api.changeSet.mockResolvedValue(aChangeSet({ status: 'committed', version: 2 }));

    expect(await review.decide({ decision: 'approve', payload_hash: 'a' })).toBe(true);
    expect(api.decide).toHaveBeenCalledWith(41, { decision: 'approve', payload_hash: 'a' });
    expect(review.set()?.status).toBe('committed');
    expect(review.mayUndo()).toBe(true);
  });

  it('says who was first when somebody else was, and shows what holds now', async () => {
    const { review, api } = await setUp();
    api.decide.mockRejectedValueOnce(aProblem());
    api.changeSet.mockResolvedValue(aChangeSet({ status: 'rejected', version: 2 }));

    expect(await review.decide({ decision: 'approve' })).toBe(false);
    expect(review.failed()).toMatchObject({
      what: 'Your decision was not taken.',
      problem: { detail: 'Ben decided at 09:14.' },
    });
    expect(review.set()?.status).toBe('rejected');
    expect(review.may()).toMatchObject({ approve: false, reject: false });
  });

  it('follows what others decide, and reads nothing for what it knows', async () => {
    const { live, api, review } = await setUp();
    live.tell('change_set.changed', { id: 41, status: 'proposed', version: 1 });
    live.tell('change_set.changed', { id: 7, status: 'committed', version: 9 });
    await settle();
    expect(api.changeSet).toHaveBeenCalledTimes(1);

    api.changeSet.mockResolvedValue(aChangeSet({ status: 'stale', version: 2 }));
    live.tell('change_set.changed', { id: 41, status: 'stale', version: 2 });
    await settle();
    expect(review.set()?.status).toBe('stale');
    expect(review.mayLookAgain()).toBe(true);
  });

  it('answers the inverse set of an undo and stays as it is', async () => {
    const { review, api } = await setUp(aChangeSet({ status: 'committed' }));

    expect(await review.undo()).toBe(52);
    expect(review.set()?.id).toBe(41);

    api.revert.mockRejectedValueOnce(aProblem());
    expect(await review.undo()).toBeNull();
    expect(review.failed()?.what).toBe('Nothing was undone.');
  });
});
