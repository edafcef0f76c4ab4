import { readFileSync, rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LoadRequest } from '../load/slice.ts';

/** One statement as the product's driver was given it. */
export interface RecordedStatement {
  readonly name?: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

/** What a parameter of a recorded statement comes from. */
export type Parameter = { readonly from: string } | { readonly constant: unknown };

/** A statement that can be sent again with other values. */
export interface Template {
  readonly text: string;
  readonly parameters: readonly Parameter[];
  /** Statements that the product sent for this one request. */
  readonly round_trips: number;
}

/** A refresh of a session in the background belongs to no request. */
const BACKGROUND = new Set(['caller_by_session', 'sessions_standing', 'outbox_notify']);
const SETTLE_MS = 60;

/**
 * Sends one request to the recorded product and reads off the statement that it led to.
 *
 * @param known values of this request by name: the parameters that hold one of them are named so, all others are constant
 * @throws where the product answers no success, or sends another number of statements than one
 */
export async function recordTemplate(
  url: string,
  file: string,
  request: LoadRequest,
  known: Readonly<Record<string, unknown>>,
): Promise<Template> {
  rmSync(file, { force: true });
  const response = await fetch(url + request.path, { ...request, body: request.body ?? null });
  const body = await response.text();
  if (!response.ok) throw new Error(`${request.method} ${request.path} answered ${response.status}: ${body}`);
  await sleep(SETTLE_MS);
  const sent = readStatements(file).filter(({ name }) => name === undefined || !BACKGROUND.has(name));
  const [statement] = sent;
  if (!statement) throw new Error(`${request.method} ${request.path} sent no statement`);
  return {
    text: statement.text,
    parameters: statement.values.map((value) => parameterOf(value, known)),
    round_trips: sent.length,
  };
}

function parameterOf(value: unknown, known: Readonly<Record<string, unknown>>): Parameter {
  const name = Object.keys(known).find((key) => known[key] === value);
  return name === undefined ? { constant: value } : { from: name };
}

function readStatements(file: string): RecordedStatement[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as RecordedStatement);
}
