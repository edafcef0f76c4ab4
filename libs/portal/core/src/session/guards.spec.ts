import { Location } from '@angular/common';
import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { needs, signedIn, signedOut } from './guards';
import { Session, type SessionState } from './session';

@Component({ template: 'page' })
class Page {}

describe('guards', () => {
  let state: SessionState;
  let permissions: string[];

  beforeEach(() => {
    state = 'signed-in';
    permissions = [];
    const session = {
      restore: async () => state,
      state: () => state,
      can: (permission: string) => permissions.includes(permission),
    };
    TestBed.configureTestingModule({
      providers: [
        { provide: Session, useValue: session },
        provideRouter([
          { path: 'sign-in', component: Page, canActivate: [signedOut] },
          { path: 'no-access', component: Page },
          { path: 'audit', component: Page, canActivate: [signedIn, needs('audit:read')] },
          { path: '', pathMatch: 'full', component: Page, canActivate: [signedIn] },
        ]),
      ],
    });
  });

  async function visit(url: string): Promise<string> {
    await RouterTestingHarness.create(url);
    return TestBed.inject(Router).url;
  }

  it('sends strangers to the sign-in page, and back afterwards', async () => {
    state = 'signed-out';
    expect(await visit('/audit?action=entity.update')).toBe(
      '/sign-in?return=%2Faudit%3Faction%3Dentity.update',
    );
  });

  it('needs no way back to Home', async () => {
    state = 'signed-out';
    expect(await visit('/')).toBe('/sign-in');
  });

  it('keeps signed-in people off the sign-in page', async () => {
    expect(await visit('/sign-in')).toBe('/');
  });

  it('shows which permission is missing and leaves the address alone', async () => {
    await visit('/audit');
    expect(TestBed.inject(Location).path()).not.toContain('no-access');
    const shown = TestBed.inject(Router).routerState.snapshot.root.firstChild;
    expect(shown?.routeConfig?.path).toBe('no-access');
    expect(shown?.queryParams).toEqual({ needs: 'audit:read' });
  });

  it('lets those pass who have the permission', async () => {
    permissions = ['audit:read'];
    await visit('/audit');
    expect(TestBed.inject(Router).routerState.snapshot.root.firstChild?.routeConfig?.path).toBe('audit');
  });
});
