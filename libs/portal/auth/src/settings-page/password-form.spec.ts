import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { ApiProblem, Session } from '@bureau/portal-core';
import { AccountApi } from '../data/account-api';
import { PasswordForm } from './password-form';

describe('PasswordForm', () => {
  let page: ComponentFixture<PasswordForm>;
  const account = { changePassword: jest.fn() };
  const element = () => page.nativeElement as HTMLElement;

  beforeEach(async () => {
    account.changePassword.mockReset().mockResolvedValue(undefined);
    TestBed.configureTestingModule({
      providers: [
        { provide: AccountApi, useValue: account },
        { provide: Session, useValue: { user: () => null } },
      ],
    });
    page = TestBed.createComponent(PasswordForm);
    await page.whenStable();
  });

  async function change(current: string, next: string): Promise<void> {
    const [now, then] = element().querySelectorAll<HTMLInputElement>('input[type=password]');
    for (const [input, value] of [
      [now, current],
      [then, next],
    ] as const) {
      if (!input) throw new Error('The form has two password fields.');
      input.value = value;
      input.dispatchEvent(new Event('input'));
    }
    element()
      .querySelector('form')
      ?.dispatchEvent(new Event('submit', { cancelable: true }));
    await page.whenStable();
  }

  it('changes it and empties the fields', async () => {
    await change('the old one', 'correct horse battery');
    expect(account.changePassword).toHaveBeenCalledWith({
      current_password: 'the old one',
      new_password: 'correct horse battery',
    });
    expect(
      [...element().querySelectorAll<HTMLInputElement>('input[type=password]')].map(({ value }) => value),
    ).toEqual(['', '']);
  });

  it('asks for twelve characters before it asks the server', async () => {
    await change('the old one', 'too short');
    expect(element().textContent).toContain('At least 12 characters.');
    expect(account.changePassword).not.toHaveBeenCalled();
  });

  it('puts what the server finds wrong beside the field', async () => {
    account.changePassword.mockRejectedValue(
      new ApiProblem({
        type: 'about:blank',
        title: 'x',
        status: 400,
        detail: 'x',
        code: 'VALIDATION_FAILED',
        request_id: 'r',
        errors: [{ pointer: '/new_password', code: 'COMMON', detail: 'This is a common password.' }],
      }),
    );
    await change('the old one', 'passwordpassword');
    expect(element().textContent).toContain('This is a common password.');
    expect(element().textContent).toContain('Your password was not changed.');
  });
});
