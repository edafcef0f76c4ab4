import { type ListDefinition, ListReader, type ListSource } from '@bureau/platform';

/** Roles with hidden fields that are read at a time; each has statements of its own. */
const MAX_READERS = 50;

/** One list reader for each shape that field rules give to the records. */
export class RecordReaders<Row extends object> {
  private readonly readers = new Map<string, ListReader<Row>>();

  constructor(
    private readonly database: ListSource,
    private readonly definition: ListDefinition,
  ) {}

  /** @param from the records as the caller may see them */
  of(from: string): ListReader<Row> {
    const known = this.readers.get(from);
    if (known) return known;
    const [oldest] = this.readers.keys();
    if (this.readers.size >= MAX_READERS && oldest !== undefined) this.readers.delete(oldest);
    const reader = new ListReader<Row>(this.database, { ...this.definition, from });
    this.readers.set(from, reader);
    return reader;
  }
}
