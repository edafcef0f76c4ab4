import { readField } from './fields';
import { type Metric, type OfflineRequest } from './request';
import { readSelection, readStatusWord, type Selection } from './selection';
import { type TokenReader } from './token-reader';

const METRICS: Readonly<Record<string, Metric>> = {
  sum: 'sum',
  total: 'sum',
  average: 'avg',
  mean: 'avg',
  minimum: 'min',
  smallest: 'min',
  lowest: 'min',
  least: 'min',
  maximum: 'max',
  largest: 'max',
  biggest: 'max',
  highest: 'max',
};
const EVERYTHING: Selection = { filter: [], given: false };

/** `How many records have status draft by section?`, `Average installed_size_kb of active records per section`. */
export function readAggregate(reader: TokenReader): OfflineRequest | null {
  return reader.attempt(() => readCount(reader)) ?? reader.attempt(() => readMetric(reader));
}

function readCount(reader: TokenReader): OfflineRequest | null {
  reader.take('what is', 'show', 'show me', 'give me', 'tell me');
  if (reader.take('group') !== null) {
    const selection = readSelection(reader);
    const groupBy = selection && readGroup(reader);
    return groupBy ? { kind: 'aggregate', metric: 'count', field: null, groupBy, selection } : null;
  }
  reader.skip('the');
  if (reader.take('how many', 'count of', 'count', 'number of') === null) return null;
  const selection = readSelection(reader);
  if (!selection) return null;
  reader.take('are there', 'do we have', 'are in the office', 'exist', 'is there', 'there are');
  return {
    kind: 'aggregate',
    metric: 'count',
    field: null,
    groupBy: readGroup(reader),
    selection: withStatusAfter(reader, selection),
  };
}

/** `How many records are active?` */
function withStatusAfter(reader: TokenReader, selection: Selection): Selection {
  const status = reader.attempt(() => (reader.take('are', 'is') ? readStatusWord(reader) : null));
  return status
    ? { ...selection, filter: [...selection.filter, { field: 'status', op: 'eq', value: status }] }
    : selection;
}

function readMetric(reader: TokenReader): OfflineRequest | null {
  reader.take('what is', 'what are', 'show me', 'show', 'give me', 'calculate', 'compute', 'tell me');
  reader.skip('the');
  const word = reader.take(...Object.keys(METRICS));
  if (word === null) return null;
  reader.take('of', 'value of');
  const field = readField(reader);
  if (field === null) return null;
  const first = readGroup(reader);
  const selection = reader.attempt(() =>
    reader.take('of', 'for', 'over', 'across', 'in') ? readSelection(reader) : null,
  );
  return {
    kind: 'aggregate',
    metric: METRICS[word] as Metric,
    field,
    groupBy: first ?? readGroup(reader),
    selection: selection ?? EVERYTHING,
  };
}

function readGroup(reader: TokenReader): string | null {
  return reader.attempt(() =>
    reader.take('grouped by', 'broken down by', 'for each', 'in each', 'by', 'per') !== null
      ? readField(reader)
      : null,
  );
}
