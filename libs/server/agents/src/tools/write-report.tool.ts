import { type Executor } from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { ChangeSetsService } from '../change-sets/change-sets.service';
import { verifiedReferences } from '../runtime/record-references';
import { type ToolCallContext, type ToolOutcome, type WritingTool } from './agent-tool';
import { toProposedOutcome } from './proposed-outcome';
import { TOOL } from './tool-names';

/** The type of the records that reports are kept as. */
export const REPORT_TYPE = 'report';
/** Characters: what a record's description holds, and what people read. */
const MAX_BODY = 20_000;
const MAX_TITLE = 200;

const schema = z.strictObject({
  title: z.string().min(1).max(MAX_TITLE),
  body: z
    .string()
    .min(1)
    .max(MAX_BODY)
    .describe('Markdown; refer to records as [name](/records/<id>), only to those that you read'),
  reason: z.string().max(5_000).optional().describe('what the report is for'),
});
type Input = z.infer<typeof schema>;

/** A report is a record like any other: proposed, approved by people, and undone like any change. */
@Injectable()
export class WriteReportTool implements WritingTool<Input> {
  readonly name = TOOL.writeReport;
  readonly effect = 'internal';
  readonly description =
    'Proposes a report as a new record of type report. People approve or reject it; the answer comes once they have. Nothing is written before.';
  readonly schema = schema;

  constructor(private readonly changeSets: ChangeSetsService) {}

  summary({ title }: Input): string {
    return `Write report: ${title}`;
  }

  async run({ title, body, reason }: Input, { read }: ToolCallContext, tx: Executor): Promise<ToolOutcome> {
    const { text, cited } = verifiedReferences(body, read);
    const changes = [
      { field: 'name', to: title },
      { field: 'type', to: REPORT_TYPE },
      { field: 'description', to: text.slice(0, MAX_BODY) },
      { field: 'metadata.format', to: 'markdown' },
      { field: 'metadata.sources', to: cited },
    ];
    return toProposedOutcome(
      await this.changeSets.propose(tx, {
        title: `Report: ${title}`,
        reason,
        items: [{ operation: 'create', changes, reason, evidence: { records: cited } }],
      }),
    );
  }
}
