import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { MAT_DIALOG_DATA, MatDialogRef } from '@angular/material/dialog';
import { provideRouter } from '@angular/router';
import { type StepUpMethod } from '@bureau/contracts';
import { ApiProblem, ProviderSignIn } from '@bureau/portal-core';
import { AccountApi } from '../data/account-api';
import { StepUpDialog } from './step-up-dialog';

describe('StepUpDialog', () => {
  const account = { stepUp: jest.fn() };
  const dialog = { close: jest.fn() };
  const provider = { start: jest.fn() };
  let page: ComponentFixture<StepUpDialog>;
  const element = () => page.nativeElement as HTMLElement;

  beforeEach(() => {
    account.stepUp.mockReset().mockResolvedValue({ stepped_up_until: '2026-11-22T00:00:00.000Z' });
    dialog.close.mockReset();
    provider.start.mockReset();
  });

  async function open(...methods: StepUpMethod[]): Promise<void> {
    TestBed.configureTestingModule({
      providers: [
        provideRouter([]),
        { provide: MAT_DIALOG_DATA, useValue: methods },
        { provide: MatDialogRef, useValue: dialog },
        { provide: AccountApi, useValue: account },
        { provide: ProviderSignIn, useValue: provider },
      ],
    });
    page = TestBed.createComponent(StepUpDialog);
    await page.whenStable();
  }

  const press = async (words: string) => {
    const button = [...element().querySelectorAll('button')].find((each) =>
      each.textContent?.includes(words),
    );
    button?.click();
    await page.whenStable();
  };

  async function confirm(value: string): Promise<void> {
    const input = element().querySelector('input') as HTMLInputElement;
    input.value = value;
    input.dispatchEvent(new Event('input'));
    element()
      .querySelector('form')
      ?.dispatchEvent(new Event('submit', { cancelable: true }));
    await page.whenStable();
  }

  it('takes the password', async () => {
    await open('password');
    await confirm('correct horse battery');
    expect(account.stepUp).toHaveBeenCalledWith({ password: 'correct horse battery' });
    expect(dialog.close).toHaveBeenCalledWith(true);
  });

  it('takes a code instead', async () => {
    await open('password', 'totp');
    await press('Use the authenticator app');
    await confirm('123456');
    expect(account.stepUp).toHaveBeenCalledWith({ otp: '123456' });
  });

  it('stays open after a wrong one, with the words beside the field', async () => {
    const wrong = [{ pointer: '/password', code: 'WRONG_PASSWORD', detail: 'The password is not right.' }];
    const problem = { type: '', title: '', status: 422, detail: 'x', code: 'WRONG_PASSWORD', request_id: '' };
    account.stepUp.mockRejectedValue(new ApiProblem({ ...problem, errors: wrong }));
    await open('password');
    await confirm('wrong');
    expect(element().textContent).toContain('The password is not right.');
    expect(dialog.close).not.toHaveBeenCalled();
  });

  it('asks nothing of the server without a proof', async () => {
    await open('totp');
    await confirm('12');
    expect(element().textContent).toContain('Enter the whole code.');
    expect(account.stepUp).not.toHaveBeenCalled();
  });

  it('sends people without a password to sign in again, and back', async () => {
    await open('sign_in');
    await press('Sign in again');
    expect(provider.start).toHaveBeenCalledWith('/', true);
  });
});
