import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { ApiProblem, Session, type SessionState } from '@bureau/portal-core';
import { Confirm } from '@bureau/portal-ui';
import { EMPTY_ROLE } from '../rules/role-draft';
import { newComparison, newGroup, newId } from '../rules/rule-nodes';
import { RoleWriting } from './role-writing';

describe('RoleWriting', () => {
  const state = signal<SessionState>('signed-in');
  const user = signal({ id: 7 });

  beforeEach(() => {
    state.set('signed-in');
    user.set({ id: 7 });
    TestBed.configureTestingModule({
      providers: [
        { provide: Session, useValue: { state, user } },
        { provide: Confirm, useValue: { ask: jest.fn() } },
      ],
    });
  });

  it('asks the server for nothing that is not whole, and says where', async () => {
    const writing = TestBed.runInInjectionContext(() => new RoleWriting());
    writing.begin('/roles/new', EMPTY_ROLE);
    const where = newGroup('all', [{ ...newComparison(), column: 'id', value_kind: 'number' as const }]);
    writing.draft.set({ ...EMPTY_ROLE, name: 'No', rows: [{ id: newId(), action: 'read', where }] });
    const work = jest.fn();
    expect(await writing.save(work)).toBeNull();
    expect(work).not.toHaveBeenCalled();
    expect([...writing.errors().keys()].sort()).toEqual(['/name', '/rules/0/where/all/0/value']);
  });

  it('shows the server’s pointers beside the inputs, and a taken name beside the name', async () => {
    const writing = TestBed.runInInjectionContext(() => new RoleWriting());
    writing.begin('/roles/new', EMPTY_ROLE);
    writing.draft.set({ ...EMPTY_ROLE, name: 'north' });
    const taken = {
      type: '',
      title: '',
      status: 409,
      detail: 'Taken.',
      code: 'ROLE_NAME_TAKEN',
      request_id: '',
    };
    await writing.save(() => Promise.reject(new ApiProblem(taken)));
    expect(writing.errors().get('/name')).toBe('Taken.');
    const pointed = {
      ...taken,
      code: 'X',
      errors: [{ pointer: '/rules/0/field', code: 'X', detail: 'No.' }],
    };
    await writing.save(() => Promise.reject(new ApiProblem(pointed)));
    expect(writing.errors().get('/rules/0/field')).toBe('No.');
  });

  it('is saved work once the server has it', async () => {
    const writing = TestBed.runInInjectionContext(() => new RoleWriting());
    writing.begin('/roles/new', EMPTY_ROLE);
    writing.draft.set({ ...EMPTY_ROLE, name: 'north' });
    expect(writing.hasUnsavedWork()).toBe(true);
    await writing.save((role) => Promise.resolve(role));
    expect(writing.hasUnsavedWork()).toBe(false);
  });

  it('asks nobody whose session has ended whether to leave', () => {
    const writing = TestBed.runInInjectionContext(() => new RoleWriting());
    writing.begin('/roles/new', EMPTY_ROLE);
    writing.draft.set({ ...EMPTY_ROLE, name: 'north' });
    state.set('signed-out');
    expect(writing.hasUnsavedWork()).toBe(false);
  });
});
