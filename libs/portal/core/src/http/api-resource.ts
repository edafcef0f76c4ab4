import { httpResource } from '@angular/common/http';
import { computed, linkedSignal, type Signal } from '@angular/core';
import { apiUrl } from './api-base';
import { type ApiProblem, toApiProblem } from './api-problem';
import { type ListQuery, toParams } from './list-query';

/** One resource read from the API, as signals that never throw. */
export interface ApiResource<T> {
  /** The last value that was read; it stays while it is read again. */
  readonly value: Signal<T | undefined>;
  readonly problem: Signal<ApiProblem | null>;
  /** Nothing to show yet. */
  readonly loading: Signal<boolean>;
  /** Reading, with or without an older value. */
  readonly busy: Signal<boolean>;
  reload(): void;
  /** Puts in the value that a write answered with. */
  set(value: T): void;
}

/**
 * Reads `path()` whenever it changes; `undefined` reads nothing. Call it in an injection context.
 * A value of another path is never shown under the new one.
 */
export function apiResource<T>(
  path: () => string | undefined,
  query: () => ListQuery = () => ({}),
): ApiResource<T> {
  const resource = httpResource<T>(() => {
    const target = path();
    return target === undefined ? undefined : { url: apiUrl(target), params: toParams(query()) };
  });
  const value = linkedSignal<{ path: string | undefined; fresh: T | undefined }, T | undefined>({
    source: () => ({ path: path(), fresh: resource.hasValue() ? resource.value() : undefined }),
    computation: (now, before) => now.fresh ?? (before?.source.path === now.path ? before?.value : undefined),
  });
  return {
    value: value.asReadonly(),
    problem: computed(() => (resource.error() ? toApiProblem(resource.error()) : null)),
    loading: computed(() => resource.isLoading() && value() === undefined),
    busy: resource.isLoading,
    reload: () => void resource.reload(),
    set: (next) => resource.set(next),
  };
}
