import { HttpClient, HttpContext } from '@angular/common/http';
import { inject, Service } from '@angular/core';
import { type ResetPassword, type SignInOptions } from '@bureau/contracts';
import { apiUrl, WITHOUT_SESSION } from '@bureau/portal-core';
import { firstValueFrom } from 'rxjs';

/** What people may ask who are not signed in. Every call rejects with an `ApiProblem`. */
@Service()
export class SignInApi {
  readonly #http = inject(HttpClient);

  options(): Promise<SignInOptions> {
    return firstValueFrom(this.#http.get<SignInOptions>(apiUrl('/auth/options'), { context: anonymous() }));
  }

  /** Asks for a link by mail. The answer is the same whether the address has an account or not. */
  async forgot(email: string): Promise<void> {
    await this.#post('/auth/password/forgot', { email });
  }

  /** Sets a password by the link of a mail; every session of the account ends. */
  async reset(body: ResetPassword): Promise<void> {
    await this.#post('/auth/password/reset', body);
  }

  #post(path: string, body: unknown): Promise<unknown> {
    return firstValueFrom(this.#http.post(apiUrl(path), body, { context: anonymous() }));
  }
}

function anonymous(): HttpContext {
  return new HttpContext().set(WITHOUT_SESSION, true);
}
