import { type Acknowledgement, type Permission } from '@bureau/contracts';
import { Injectable, Logger, type Type } from '@nestjs/common';
import { type Caller } from '../context/caller';
import { emptyContext, runInContext } from '../context/request-context';
import { commonError, permissionDenied } from '../errors/common-errors';
import { problemDocument, problemErrorOf } from '../http/problems/problem-document';
import { newRequestId } from '../http/request/request-id';
import { InputValidationPipe } from '../http/validation/input-validation.pipe';
import { RoomRights } from './room-rights';
import { SocketCallers } from './socket-callers';
import { type BureauSocket } from './socket-types';

export interface SocketRequest<Input extends object> {
  permission: Permission;
  /** The class that says what the message must look like. */
  shape: Type<Input>;
  message: unknown;
}

/** How gateways answer: with the caller of this moment, checked rights and input, and a problem instead of an error. */
@Injectable()
export class SocketRequests {
  private readonly logger = new Logger(SocketRequests.name);
  private readonly validation = new InputValidationPipe();

  constructor(
    private readonly callers: SocketCallers,
    private readonly rooms: RoomRights,
  ) {}

  /**
   * Does the work of one message under a context of its own.
   * @returns what the client is to be told
   */
  async answer<Input extends object>(
    socket: BureauSocket,
    { permission, shape, message }: SocketRequest<Input>,
    work: (input: Input, caller: Caller) => Promise<void> | void,
  ): Promise<Acknowledgement> {
    const context = emptyContext(newRequestId());
    return runInContext(context, async () => {
      try {
        const caller = await this.callerOf(socket);
        context.caller = caller;
        if (!caller.permissions.has(permission))
          throw permissionDenied(`This needs the permission ${permission}.`);
        const input = await this.validation.transform(message, { type: 'body', metatype: shape });
        await this.rooms.joining(socket, permission, () => work(input as Input, caller));
        return { ok: true };
      } catch (error) {
        const problem = problemErrorOf(error);
        if (problem.status >= 500) this.logger.error(problem.extras.cause ?? problem);
        return { ok: false, problem: problemDocument(problem, context.request_id) };
      }
    });
  }

  /** Who this socket belongs to, with the rights of this moment. @throws 401 where its session has ended */
  async callerOf(socket: BureauSocket): Promise<Caller> {
    const caller = await this.callers.callerOf(socket.data);
    if (!caller) throw commonError('UNAUTHENTICATED', 'The session has ended.');
    return caller;
  }
}
