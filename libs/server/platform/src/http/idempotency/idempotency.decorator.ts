import { applyDecorators, SetMetadata, UseGuards } from '@nestjs/common';
import { ClaimKeyGuard } from './claim-key.guard';

/** How a POST treats an `Idempotency-Key`; without it the interceptor keeps the answer beside the work. */
export const IDEMPOTENCY = Symbol('bureau:idempotency');

export type IdempotencyMode = 'in_write' | 'ignored' | 'secret';

/**
 * For a POST whose work is one `WritePath.create`: the key is claimed in the statement of the write, so that a crash
 * can neither lose it nor leave it claimed.
 */
export const ClaimsIdempotencyKey = () =>
  applyDecorators(
    SetMetadata(IDEMPOTENCY, 'in_write' satisfies IdempotencyMode),
    UseGuards(new ClaimKeyGuard()),
  );

/** For `/auth`: a replayed answer would hold tokens. */
export const IgnoresIdempotencyKey = () => SetMetadata(IDEMPOTENCY, 'ignored' satisfies IdempotencyMode);

/** For a POST whose answer shows a secret: it is kept without its body, and asking again is 409 `SECRET_ALREADY_SHOWN`. */
export const ShowsSecretOnce = () => SetMetadata(IDEMPOTENCY, 'secret' satisfies IdempotencyMode);
