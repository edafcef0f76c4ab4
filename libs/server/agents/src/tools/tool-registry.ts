import { Inject, Injectable, type Provider, type Type } from '@nestjs/common';
import { AggregateRecordsTool } from './aggregate-records.tool';
import { type AgentTool } from './agent-tool';
import { AskPersonTool } from './ask-person.tool';
import { CompareRecordsTool } from './compare-records.tool';
import { FindDuplicatesTool } from './find-duplicates.tool';
import { GetRecordTool } from './get-record.tool';
import { NotifyPeopleTool } from './notify-people.tool';
import { ProposeChangesTool } from './propose-changes.tool';
import { ProposeUpdateMatchingTool } from './propose-update-matching.tool';
import { ReadHistoryTool } from './read-history.tool';
import { SearchRecordsTool } from './search-records.tool';
import { WriteReportTool } from './write-report.tool';

/** Injection token of the tools. */
const AGENT_TOOLS = Symbol('AGENT_TOOLS');

/** All tools by name. */
@Injectable()
export class ToolRegistry {
  private readonly tools = new Map<string, AgentTool>();

  constructor(@Inject(AGENT_TOOLS) tools: readonly AgentTool[]) {
    for (const tool of tools) this.add(tool);
  }

  /** @throws for a name that there is not: an agent's definition is wrong then, and the process must not start */
  get(name: string): AgentTool {
    const tool = this.tools.get(name);
    if (!tool) throw new Error(`there is no tool ${name}`);
    return tool;
  }

  private add(tool: AgentTool): void {
    if (this.tools.has(tool.name)) throw new Error(`two tools are called ${tool.name}`);
    this.tools.set(tool.name, tool);
  }
}

/** Every tool there is; another is a class and a line here. */
const TOOL_CLASSES: Type<AgentTool>[] = [
  SearchRecordsTool,
  GetRecordTool,
  AggregateRecordsTool,
  FindDuplicatesTool,
  CompareRecordsTool,
  ReadHistoryTool,
  ProposeChangesTool,
  ProposeUpdateMatchingTool,
  WriteReportTool,
  NotifyPeopleTool,
  AskPersonTool,
];

/** Providers of the module. */
export const TOOLS: Provider[] = [
  ...TOOL_CLASSES,
  { provide: AGENT_TOOLS, inject: TOOL_CLASSES, useFactory: (...tools: AgentTool[]) => tools },
  ToolRegistry,
];
