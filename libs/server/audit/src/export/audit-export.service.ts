import { type AuditExportFormat } from '@bureau/contracts';
import { AuditWriter, Database, ListReader, type ListQuery, type SqlRule } from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { auditAccess, type AuditAccess } from '../audit-access';
import { type AuditRow, toAuditLog } from '../audit-row';
import { AUDIT_LIST } from '../persistence/audit-log.list';
import { CANONICAL_FIELDS, canonicalSql, personalTextsSql } from '../seals/canonical';
import { auditCsv, CSV_TITLES } from './csv';
import { type RowProof, Proofs } from './proofs';

/** Rows that are in memory at a time. */
const PAGE_ROWS = 500;

type CanonicalRow = AuditRow & {
  canonical: string;
  actor_text: string;
  values_text: string;
  actor_salt: string | null;
  values_salt: string | null;
  actor_erased: boolean;
  values_erased: boolean;
};

const TEXTS = personalTextsSql('e');
const EXPORT_LIST = {
  ...AUDIT_LIST,
  select: [
    ...AUDIT_LIST.select,
    `${canonicalSql('e')} as canonical`,
    `${TEXTS.actor} as actor_text`,
    `${TEXTS.values} as values_text`,
    'e.actor_salt',
    'e.values_salt',
    'e.actor_hash is not null as actor_erased',
    'e.values_hash is not null as values_erased',
  ],
};
const HORIZON = { name: 'audit_horizon', text: 'select coalesce(max(id), 0) as id from audit_logs' };

/** Audit rows as files, of any size at constant memory. */
@Injectable()
export class AuditExportService {
  private readonly rows: ListReader<AuditRow>;
  private readonly canonicalRows: ListReader<CanonicalRow>;

  constructor(
    private readonly database: Database,
    private readonly writer: AuditWriter,
  ) {
    this.rows = new ListReader<AuditRow>(database, AUDIT_LIST);
    this.canonicalRows = new ListReader<CanonicalRow>(database, EXPORT_LIST);
  }

  /**
   * Exactly the rows that the filters find now, in the list's order, piece by piece.
   * @param filter the caller's words, for the audit row of the export itself
   */
  async export(
    query: ListQuery,
    format: AuditExportFormat,
    filter: string,
  ): Promise<AsyncGenerator<string, void>> {
    const [horizon] = await this.database.query<{ id: number }>(HORIZON);
    const access = auditAccess(query);
    const until: SqlRule = { text: 'e.id <= $1::bigint', values: [horizon?.id ?? 0] };
    const rules = [until, ...access.rules];
    await this.writer.record({
      action: 'audit_log.export',
      outcome: 'success',
      entity_type: 'audit_log',
      new_values: { format, filter },
    });
    return format === 'csv' ? this.csv(query, rules, access) : this.ndjson(query, rules, access, filter);
  }

  private async *csv(
    query: ListQuery,
    rules: readonly SqlRule[],
    access: AuditAccess,
  ): AsyncGenerator<string, void> {
    yield CSV_TITLES;
    for await (const page of this.rows.all(query, PAGE_ROWS, ...rules))
      yield page.map((row) => auditCsv(toAuditLog(access.masked(row)))).join('');
  }

  /** A line that says what follows, each seal before the first of its rows, and how many rows there were. */
  private async *ndjson(
    query: ListQuery,
    rules: readonly SqlRule[],
    access: AuditAccess,
    filter: string,
  ): AsyncGenerator<string, void> {
    const proofs = new Proofs(this.database);
    const told = new Set<number>();
    let count = 0;
    yield line({ type: 'export', form: 2, filter, fields: CANONICAL_FIELDS });
    for await (const page of this.canonicalRows.all(query, PAGE_ROWS, ...rules)) {
      const candidates = await proofs.candidates(page.map(({ id }) => id));
      let piece = '';
      for (const row of page) {
        const proof = await proofs.prove(row.id, row.canonical, candidates.get(row.id) ?? []);
        if (proof && !told.has(proof.seal.seq)) piece += line(proof.seal);
        if (proof) told.add(proof.seal.seq);
        piece += access.isOpen(row) ? rowLine(row, proof?.row ?? null) : maskedLine(row, access);
      }
      count += page.length;
      yield piece;
    }
    yield line({ type: 'end', rows: count });
  }
}

/** The salts go with the texts that they are for: without them nobody can tell what the hashes stand for. */
function rowLine(whole: CanonicalRow, proof: RowProof | null): string {
  const { canonical, actor_text, values_text, actor_salt, values_salt, actor_erased, values_erased, ...row } =
    whole;
  const opened = (erased: boolean, salt: string | null, text: string) =>
    erased ? null : { salt: salt ?? '', text };
  const personal = {
    actor: opened(actor_erased, actor_salt, actor_text),
    values: opened(values_erased, values_salt, values_text),
  };
  return line({ type: 'row', row: toAuditLog(row), canonical, personal, proof });
}

/** A row with values that are hidden from the caller. Its proof is over all of its values, so it has none here. */
function maskedLine(whole: CanonicalRow, access: AuditAccess): string {
  const {
    canonical: _,
    actor_text: _actor,
    values_text: _values,
    actor_salt: _one,
    values_salt: _other,
    ...row
  } = whole;
  return line({
    type: 'row',
    row: toAuditLog(access.masked(row)),
    canonical: null,
    personal: null,
    proof: null,
  });
}

const line = (value: object) => `${JSON.stringify(value)}\n`;
