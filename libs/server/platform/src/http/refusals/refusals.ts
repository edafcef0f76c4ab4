import { Injectable, Logger } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { type Caller } from '../../context/caller';
import { currentContext } from '../../context/request-context';
import { type ProblemError } from '../../errors/problem-error';
import { AuditWriter } from '../../write-path/audit-writer';
import { addressKey, callerKey } from '../rate-limit/limit-keys';
import { RefusalCounts } from './refusal-counts';

const REFUSED: readonly number[] = [401, 403, 429];
/** Rows for one and the same refusal of one caller within a minute; the others are counted. */
const ROWS_A_MINUTE = 5;
const MINUTE_MS = 60_000;
const MAX_CALLERS = 10_000;

interface Window {
  startedAt: number;
  rows: number;
}

/** Brings refusals into the audit log: those of known callers one by one, those of strangers as counts. */
@Injectable()
export class Refusals {
  private readonly logger = new Logger(Refusals.name);
  private readonly windows = new Map<string, Window>();

  constructor(
    private readonly counts: RefusalCounts,
    private readonly audit: AuditWriter,
  ) {}

  /** A request was answered with this error. What was audited where it was refused is not noted again. */
  note(request: FastifyRequest, error: ProblemError): void {
    const context = request.requestContext as FastifyRequest['requestContext'] | undefined;
    if (!context || !REFUSED.includes(error.status) || context.refusal_recorded) return;
    if (!context.caller) return this.stranger(request.ip, error.code);
    const route = `${request.method} ${request.routeOptions.url ?? ''}`;
    if (error.status === 429 || !this.mayWrite(context.caller, `${route} ${error.code}`))
      return this.counts.add(callerKey(context.caller), error.code);
    this.audit
      .record({
        action: 'access.refuse',
        outcome: 'refused',
        reason: error.message,
        new_values: { request: route, code: error.code },
      })
      .catch((failure: Error) => this.logger.error(`A refusal was not audited: ${failure.message}`));
  }

  /** Somebody unknown was refused, at this address. */
  stranger(ip: string, code: string): void {
    this.counts.add(addressKey(ip), code);
  }

  /**
   * The same for work that must take as long as where the caller is known and the refusal is a row of the audit log;
   * its answer is not counted again.
   */
  async strangerNow(code: string): Promise<void> {
    const context = currentContext();
    if (context) context.refusal_recorded = true;
    await this.counts.addNow(addressKey(context?.ip ?? ''), code);
  }

  private mayWrite(caller: Caller, what: string): boolean {
    const key = `${callerKey(caller)} ${what}`;
    const now = performance.now();
    const known = this.windows.get(key);
    const window = known && now - known.startedAt < MINUTE_MS ? known : { startedAt: now, rows: 0 };
    if (this.windows.size >= MAX_CALLERS) this.windows.clear();
    this.windows.set(key, window);
    window.rows++;
    return window.rows <= ROWS_A_MINUTE;
  }
}
