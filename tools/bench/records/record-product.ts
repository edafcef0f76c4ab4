import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Recorded } from '../limit/limit-handler.ts';
import { recordTemplate, type Template } from '../limit/recording.ts';
import type { LoadRequest } from '../load/slice.ts';
import type { Office } from '../office/office.ts';
import type { Person } from '../office/people.ts';
import { DIST } from '../../workspace/paths.ts';
import { LIST_PATH, reading, recordBody, writing } from './requests.ts';

const PAGE_SIZE = 50;
const RECORDER = join(import.meta.dirname, '..', 'preload', 'record-statements.ts');
const STATEMENTS = join(DIST, 'bench', 'statements.jsonl');
const RECORDED = join(DIST, 'bench', 'recorded.json');

/** A request of which every value can be told from every other in the statement that it leads to. */
interface Sample {
  readonly request: LoadRequest;
  readonly known: Readonly<Record<string, unknown>>;
}

/** What was read off from the product, and the file that holds it for the limit. */
export interface ProductRecording extends Recorded {
  readonly file: string;
}

/**
 * Starts the product with a recorder before its driver, sends one request of each kind, and keeps what it sent to
 * PostgreSQL.
 *
 * @param recordId a record that is there and that nothing else touches
 */
export async function recordProduct(office: Office, recordId: number): Promise<ProductRecording> {
  const person = office.people.at(-1) as Person;
  const api = await office.startApi({ flags: ['--import', RECORDER], env: { BENCH_STATEMENTS: STATEMENTS } });
  try {
    const cursor = await nextCursor(api.url, LIST_PATH, person);
    if (cursor === null) throw new Error('The list of records has one page only');
    const parsed = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
    const keys = Object.fromEntries(parsed.slice(2).map((value, i) => [`cursor_${i}`, value]));
    const templates: Record<string, Template> = {};
    for (const [name, { request, known }] of Object.entries(samples(person, recordId, cursor, keys))) {
      templates[name] = await recordTemplate(api.url, STATEMENTS, request, known);
    }
    const recorded = { templates, cursor_head: parsed.slice(0, 2), page_size: PAGE_SIZE };
    writeFileSync(RECORDED, JSON.stringify(recorded));
    return { ...recorded, file: RECORDED };
  } finally {
    await api.stop();
  }
}

/** The cursor of the page that follows, as the product's `Link` has it. */
export async function nextCursor(url: string, path: string, person: Person): Promise<string | null> {
  const response = await fetch(url + path, { headers: { authorization: person.authorization } });
  const answer = await response.text();
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${answer}`);
  const link = response.headers.get('link');
  return link === null ? null : new URL(link.slice(1, link.indexOf('>')), url).searchParams.get('cursor');
}

function samples(
  person: Person,
  id: number,
  cursor: string,
  keys: Readonly<Record<string, unknown>>,
): Record<string, Sample> {
  const context = {
    user_id: person.user_id,
    actor_id: String(person.user_id),
    actor_name: person.name,
    session_id: person.session_id,
    request_id: 'bench-recorded',
    ip: '127.0.0.1',
    user_agent: 'bench',
  };
  const fields = recordBody('recorded');
  const known = { ...context, ...fields, metadata: JSON.stringify(fields.metadata) };
  const path = '/api/v1/entities';
  const named = (request: LoadRequest): LoadRequest => ({
    ...request,
    headers: { ...request.headers, 'x-request-id': context.request_id },
  });
  return {
    get: { request: reading(`${path}/${id}`, person), known: { id } },
    list: { request: reading(LIST_PATH, person), known: {} },
    list_after: { request: reading(`${LIST_PATH}&cursor=${cursor}`, person), known: keys },
    create: { request: named(writing('POST', path, person, fields)), known },
    replace: { request: named(writing('PUT', `${path}/${id}`, person, fields)), known: { ...known, id } },
    status: {
      request: named(writing('PATCH', `${path}/${id}/status`, person, { status: 'archived' })),
      known: { ...context, id, status: 'archived' },
    },
  };
}
