import type pg from 'pg';
import { prepareValue } from 'pg/lib/utils';
import { type Statement } from './statement';
import { type ColumnOfTexts, type TextRows } from './text-rows';

/** A statement that PostgreSQL keeps under its name. */
export type NamedStatement = Statement & { name: string };

/** What the driver's connection offers to queries that it did not make itself, such as cursors and copies. */
interface Wire {
  readonly stream: { cork(): void; uncork(): void };
  /** Texts of statements by name: those that PostgreSQL keeps, and those on their way to it. */
  readonly parsedStatements: Record<string, string | undefined>;
  readonly submittedNamedStatements: Record<string, string | undefined>;
  parse(message: { name: string; text: string }): void;
  bind(message: { statement: string; values: readonly unknown[]; valueMapper: typeof prepareValue }): void;
  describe(message: { type: 'P'; name: string }): void;
  execute(message: { portal: string; rows: number }): void;
  sync(): void;
}

interface RowDescription {
  fields: readonly { name: string; dataTypeID: number }[];
}

/** What each statement of a connection answers with: PostgreSQL refuses to run one whose columns have changed. */
const described = new WeakMap<Wire, Map<string, readonly ColumnOfTexts[]>>();

type Settle = (error: Error | null, texts: TextRows) => void;

/**
 * A named statement on its way, read as texts. The driver's own query class copies its settings, is an emitter of events
 * and has the columns described at each run; that is a third of what a request for one record costs. This one asks for
 * the columns once for each connection. It is handed to `client.query`, which serves any class with these methods.
 */
export class PreparedStatement implements pg.Submittable {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
  private readonly rows: (string | null)[][] = [];
  private columns: readonly ColumnOfTexts[] | undefined;
  private wire: Wire | undefined;

  /** @param callback hears of the rows, or of the error */
  constructor(
    { name, text, values = [] }: NamedStatement,
    readonly callback: Settle,
  ) {
    this.name = name;
    this.text = text;
    this.values = values;
  }

  /** Called by the driver. @returns why the statement cannot be sent */
  submit(connection: object): Error | null {
    const wire = connection as Wire;
    const { name, text } = this;
    const known = wire.parsedStatements[name] ?? wire.submittedNamedStatements[name];
    if (known !== undefined && known !== text) return new Error(`Two statements have the name ${name}`);
    this.wire = wire;
    this.columns = known === undefined ? undefined : described.get(wire)?.get(name);
    wire.stream.cork();
    try {
      if (known === undefined) {
        wire.parse({ name, text });
        wire.submittedNamedStatements[name] = text;
      }
      wire.bind({ statement: name, values: this.values, valueMapper: prepareValue });
      if (this.columns === undefined) wire.describe({ type: 'P', name: '' });
      wire.execute({ portal: '', rows: 0 });
      wire.sync();
    } finally {
      wire.stream.uncork();
    }
    return null;
  }

  handleRowDescription({ fields }: RowDescription): void {
    this.columns = fields.map(({ name, dataTypeID }) => ({ name, type: dataTypeID }));
  }

  handleDataRow({ fields }: { fields: (string | null)[] }): void {
    this.rows.push(fields);
  }

  handleCommandComplete(): void {
    const { wire, columns = [] } = this;
    if (!wire) return;
    let known = described.get(wire);
    if (!known) described.set(wire, (known = new Map<string, readonly ColumnOfTexts[]>()));
    if (known.get(this.name) !== columns) known.set(this.name, columns);
  }

  handleError(error: Error): void {
    this.callback(error, { columns: [], rows: [] });
  }

  handleReadyForQuery(): void {
    this.callback(null, { columns: this.columns ?? [], rows: this.rows });
  }

  // Statements of ours are neither empty nor read in portions nor copies; the driver must find the methods.
  handleEmptyQuery(): void {}
  handlePortalSuspended(): void {}
}
