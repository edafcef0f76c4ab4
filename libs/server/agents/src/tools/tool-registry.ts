import { Injectable } from '@nestjs/common';
import { AggregateRecordsTool } from './aggregate-records.tool';
import { type AgentTool } from './agent-tool';
import { AskPersonTool } from './ask-person.tool';
import { FindDuplicatesTool } from './find-duplicates.tool';
import { GetRecordTool } from './get-record.tool';
import { ProposeChangesTool } from './propose-changes.tool';
import { ProposeUpdateMatchingTool } from './propose-update-matching.tool';
import { SearchRecordsTool } from './search-records.tool';

/** All tools by name. */
@Injectable()
export class ToolRegistry {
  private readonly tools = new Map<string, AgentTool>();

  constructor(
    search: SearchRecordsTool,
    get: GetRecordTool,
    aggregate: AggregateRecordsTool,
    duplicates: FindDuplicatesTool,
    propose: ProposeChangesTool,
    proposeMatching: ProposeUpdateMatchingTool,
    ask: AskPersonTool,
  ) {
    for (const tool of [search, get, aggregate, duplicates, propose, proposeMatching, ask]) this.add(tool);
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

/** Providers of the module. */
export const TOOLS = [
  SearchRecordsTool,
  GetRecordTool,
  AggregateRecordsTool,
  FindDuplicatesTool,
  ProposeChangesTool,
  ProposeUpdateMatchingTool,
  AskPersonTool,
  ToolRegistry,
];
