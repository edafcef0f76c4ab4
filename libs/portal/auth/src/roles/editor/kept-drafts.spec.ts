import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Session } from '@bureau/portal-core';
import { EMPTY_ROLE } from '../rules/role-draft';
import { KeptDrafts } from './kept-drafts';

describe('KeptDrafts', () => {
  const user = signal({ id: 7 });
  const draft = { ...EMPTY_ROLE, name: 'north' };
  let kept: KeptDrafts;

  beforeEach(() => {
    user.set({ id: 7 });
    TestBed.configureTestingModule({ providers: [{ provide: Session, useValue: { user } }] });
    kept = TestBed.inject(KeptDrafts);
    kept.recall('/roles/new');
    kept.keep('/roles/new', draft);
  });

  it('gives a draft back once, to whoever wrote it', () => {
    expect(kept.recall('/roles/new')).toBe(draft);
    expect(kept.recall('/roles/new')).toBeUndefined();
  });

  it('gives it to nobody else', () => {
    user.set({ id: 8 });
    expect(kept.recall('/roles/new')).toBeUndefined();
  });
});
