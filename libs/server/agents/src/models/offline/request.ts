import { type RelationType } from '@bureau/contracts';
import { type FilterClause } from '../../tools/filter-clause';
import { type Selection } from './selection';
import { type Value } from './values';

/** How a record is named in a request. */
export type RecordReference = { id: number } | { name: string };

export type Metric = 'count' | 'sum' | 'avg' | 'min' | 'max';

/** A request that the offline model understood. */
export type OfflineRequest =
  | { kind: 'aggregate'; metric: Metric; field: string | null; groupBy: string | null; selection: Selection }
  | { kind: 'list'; text: string | null; selection: Selection; sort: string | null; limit: number | null }
  | { kind: 'set'; field: string; value: Value | null; selection: Selection }
  | { kind: 'duplicates'; field: string | null; filter: FilterClause[] }
  | { kind: 'relate'; source: RecordReference; target: RecordReference; type: RelationType | null }
  | { kind: 'summarise'; records: RecordReference[]; given: boolean }
  | { kind: 'compare'; records: RecordReference[]; given: boolean }
  /** Null: of the one record that came with the request. */
  | { kind: 'history'; record: RecordReference | null }
  | { kind: 'report'; title: string; about: OfflineRequest }
  | { kind: 'notify'; people: string[]; message: string | null }
  | { kind: 'help' };

/** What became of a request's text. */
export type Reading =
  | { understood: true; request: OfflineRequest }
  /** `about` says what could not be read, where it is known. */
  | { understood: false; about: string | null };
