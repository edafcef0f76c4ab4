import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { type Caller } from '../../context/caller';
import { commonError, permissionDenied } from '../../errors/common-errors';
import { Authenticator } from '../../identity/authenticator';
import { addressKey, callerKey } from '../rate-limit/limit-keys';
import { RateLimiter } from '../rate-limit/rate-limiter';
import { ACCESS, type Access, PROPOSES } from './access.decorators';
import { bearerToken } from './bearer-token';

const READS: readonly string[] = ['GET', 'HEAD'];

/**
 * The one gate of every route: who calls, not too often, and with the permission that the route names. A route that
 * names none is closed.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authenticator: Authenticator,
    private readonly limiter: RateLimiter,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true; // sockets are admitted at their handshake
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (access === 'public') {
      this.limiter.take(reply, addressKey(request.ip));
      return true;
    }
    const caller = await this.identify(request, reply);
    if (access === undefined) throw permissionDenied('This address is closed: it names no permission.');
    if (!caller.permissions.has(access)) throw permissionDenied(`This needs the permission ${access}.`);
    if (caller.api_key?.mode === 'propose' && !this.proposesOnly(request, context)) throw proposeOnly();
    return true;
  }

  private proposesOnly(request: FastifyRequest, context: ExecutionContext): boolean {
    return READS.includes(request.method) || this.reflector.get<boolean>(PROPOSES, context.getHandler());
  }

  private async identify(request: FastifyRequest, reply: FastifyReply): Promise<Caller> {
    const token = bearerToken(request.headers.authorization);
    const authentication =
      token === null ? null : await this.authenticator.authenticate(token, request.requestContext.ip);
    const caller = authentication?.caller ?? null;
    this.limiter.take(reply, caller ? callerKey(caller) : addressKey(request.ip));
    if (!caller) {
      throw commonError(
        'UNAUTHENTICATED',
        token === null ? 'Sign in first.' : 'The access token is not valid, or not any more.',
      );
    }
    request.requestContext.caller = caller;
    return caller;
  }
}

function proposeOnly(): Error {
  return commonError(
    'PROPOSE_ONLY',
    'This API key may only propose: send the change to POST /change-sets, and a person decides on it.',
  );
}
