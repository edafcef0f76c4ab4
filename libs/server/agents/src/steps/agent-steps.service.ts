import { type AgentStep } from '@bureau/contracts';
import { recordAccess } from '@bureau/entities';
import {
  Database,
  ListReader,
  type ListQuery,
  type Page,
  permissionDenied,
  requireCaller,
} from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { AgentTasksService } from '../tasks/agent-tasks.service';
import { AGENT_STEP_LIST } from './agent-step.list';
import { shownText } from './redact-step';

/** What a task did, call by call: its ledger, for people. */
@Injectable()
export class AgentStepsService {
  private readonly reader: ListReader<AgentStep>;

  constructor(
    database: Database,
    private readonly tasks: AgentTasksService,
  ) {
    this.reader = new ListReader<AgentStep>(database, AGENT_STEP_LIST);
  }

  /**
   * Steps of a task, oldest first. They hold what was read with the rights of its requester, so that others see it only
   * where no rule narrows what records they may see.
   * @throws 404 where there is no such task, or the caller may not see it; 403 for a search in what is not shown
   */
  async list(taskId: number, query: ListQuery): Promise<Page<AgentStep>> {
    const { requested_by } = await this.tasks.get(taskId);
    const caller = requireCaller();
    const open = requested_by === caller.user_id || !recordAccess(caller).narrowed;
    if (!open && query.filters.some(({ kind }) => kind === 'search'))
      throw permissionDenied('Your role may not search what others’ tasks have read.');
    const rule = { text: 'e.task_id = $1::bigint', values: [taskId] };
    const page = await this.reader.page(query, rule);
    return { ...page, rows: page.rows.map((row) => shownStep(row, open)) };
  }
}

/** Fields that were not asked for stay away. */
function shownStep(row: AgentStep, open: boolean): AgentStep {
  const text = (value: string | null) => (open ? shownText(value) : null);
  return {
    ...row,
    ...('input' in row && { input: text(row.input) }),
    ...('output' in row && { output: text(row.output) }),
  };
}
