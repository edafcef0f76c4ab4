import { HttpClient, type HttpResponse } from '@angular/common/http';
import { inject, Service } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { apiUrl } from './api-base';
import { type ListQuery, toParams } from './list-query';
import { newRequestId } from './request-id';

export interface WriteOptions {
  /** The version that was looked at: the write is refused with 412 if the resource has another by now. */
  ifMatch?: number;
  /** Repeating a POST with the same key has one effect; a new key per call where absent. */
  idempotencyKey?: string;
}

/** The API's verbs as promises. Every one rejects with an `ApiProblem`; reads on a page use `apiResource` instead. */
@Service()
export class Api {
  readonly #http = inject(HttpClient);

  get<T>(path: string, query: ListQuery = {}): Promise<T> {
    return firstValueFrom(this.#http.get<T>(apiUrl(path), { params: toParams(query) }));
  }

  /** A page of a list with its headers. */
  getPage<T>(path: string, query: ListQuery = {}): Promise<HttpResponse<T[]>> {
    return firstValueFrom(
      this.#http.get<T[]>(apiUrl(path), { params: toParams(query), observe: 'response' }),
    );
  }

  /** A file that the API makes. */
  download(path: string, query: ListQuery = {}): Promise<Blob> {
    return firstValueFrom(this.#http.get(apiUrl(path), { params: toParams(query), responseType: 'blob' }));
  }

  post<T>(path: string, body: unknown = {}, options: WriteOptions = {}): Promise<T> {
    const headers = { 'Idempotency-Key': options.idempotencyKey ?? newRequestId(), ...ifMatch(options) };
    return firstValueFrom(this.#http.post<T>(apiUrl(path), body, { headers }));
  }

  put<T>(path: string, body: unknown, options: WriteOptions = {}): Promise<T> {
    return firstValueFrom(this.#http.put<T>(apiUrl(path), body, { headers: ifMatch(options) }));
  }

  /** Changes the fields that the body names (RFC 7396: `null` removes). */
  patch<T>(path: string, body: unknown, options: WriteOptions = {}): Promise<T> {
    const headers = { 'Content-Type': 'application/merge-patch+json', ...ifMatch(options) };
    return firstValueFrom(this.#http.patch<T>(apiUrl(path), body, { headers }));
  }

  /** `PATCH …/status`, whose body is no merge patch. */
  setStatus<T>(path: string, body: unknown, options: WriteOptions = {}): Promise<T> {
    return firstValueFrom(this.#http.patch<T>(apiUrl(`${path}/status`), body, { headers: ifMatch(options) }));
  }

  async delete(path: string, options: WriteOptions = {}): Promise<void> {
    await firstValueFrom(this.#http.delete(apiUrl(path), { headers: ifMatch(options) }));
  }
}

function ifMatch({ ifMatch: version }: WriteOptions): Record<string, string> {
  return version === undefined ? {} : { 'If-Match': `"${version}"` };
}
