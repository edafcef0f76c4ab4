import type { LoadRequest, NextRequest } from '../load/slice.ts';
import type { Person } from '../office/people.ts';

export const LIST_PATH = '/api/v1/entities?status=active&sort=-created_at&limit=50';

/** What requests of the benchmark are made from. */
export interface Material {
  readonly people: readonly Person[];
  /** Of records that are active at the start, in an order of chance. */
  readonly ids: readonly number[];
  /** Places all over the list, as the product's own cursors. */
  readonly cursors: readonly string[];
  readonly connections: number;
}

export const OPERATIONS = ['get', 'list', 'create', 'replace', 'status'] as const;
export type OperationName = (typeof OPERATIONS)[number];

/** What the reports call an operation. */
export const TITLES: Readonly<Record<OperationName, string>> = {
  get: 'GET /entities/{id}',
  list: 'GET /entities (50, filter, sort, any depth)',
  create: 'POST /entities',
  replace: 'PUT /entities/{id}',
  status: 'PATCH /entities/{id}/status',
};

/**
 * Requests of one operation, each another record and another person. Every write changes something: a record that a
 * connection comes to again gets another value, and connections have records of their own.
 */
export class RequestMaker {
  private readonly counts: number[];
  private readonly material: Material;

  constructor(material: Material) {
    this.material = material;
    this.counts = Array.from({ length: material.connections }, () => 0);
  }

  /** @param prefix stands before the path, to choose a server's way of answering */
  next(operation: OperationName, prefix = ''): NextRequest {
    return (connection) => {
      const turn = (this.counts[connection] ?? 0) + 1;
      this.counts[connection] = turn;
      return this.make(operation, prefix, connection, turn);
    };
  }

  private make(operation: OperationName, prefix: string, connection: number, turn: number): LoadRequest {
    const { people, ids, cursors, connections } = this.material;
    const person = people[(turn * connections + connection) % people.length] as Person;
    const share = Math.floor(ids.length / connections);
    const id = ids[connection * share + (turn % share)] as number;
    const round = Math.floor(turn / share);
    const path = `${prefix}/api/v1/entities`;
    switch (operation) {
      case 'get':
        return reading(`${path}/${id}`, person);
      case 'list': {
        const cursor = cursors[(turn * connections + connection) % cursors.length] as string;
        return reading(`${prefix}${LIST_PATH}${turn % 2 === 0 ? '' : `&cursor=${cursor}`}`, person);
      }
      case 'create':
        return writing('POST', path, person, recordBody(`${connection}-${turn}`));
      case 'replace':
        return writing('PUT', `${path}/${id}`, person, recordBody(`${connection}-${turn}`));
      case 'status':
        return writing('PATCH', `${path}/${id}/status`, person, {
          status: round % 2 === 0 ? 'inactive' : 'active',
        });
    }
  }
}

/** A record as large as the seed's. */
export function recordBody(mark: string): { name: string; description: string; metadata: object } {
  return {
    name: `measured-${mark}`,
    description: `Written by the bench as ${mark}, with a description as long as those of the seed have.`,
    metadata: {
      section: 'net',
      priority: 'optional',
      installed_size_kb: 4_711,
      lot: mark,
      tags: ['role::program'],
    },
  };
}

export function reading(path: string, person: Person): LoadRequest {
  return { method: 'GET', path, headers: { authorization: person.authorization, 'user-agent': 'bench' } };
}

export function writing(
  method: 'POST' | 'PUT' | 'PATCH',
  path: string,
  person: Person,
  body: object,
): LoadRequest {
  return {
    method,
    path,
    headers: {
      authorization: person.authorization,
      'user-agent': 'bench',
      'content-type': 'application/json',
    },
    body: JSON.stringify(body),
  };
}
