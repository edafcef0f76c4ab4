import {
  type EntitiesService,
  type EntityHistoryService,
  type EntityReportsService,
  type RelationsService,
} from '@bureau/entities';
import { type AuditWriter } from '@bureau/platform';
import { toJsonSchema } from '@langchain/core/utils/json_schema';
import { type ChangeSetsService } from '../change-sets/change-sets.service';
import { type EscalationsService } from '../escalations/escalations.service';
import { AggregateRecordsTool } from './aggregate-records.tool';
import { AskPersonTool } from './ask-person.tool';
import { CompareRecordsTool } from './compare-records.tool';
import { FindDuplicatesTool } from './find-duplicates.tool';
import { GetRecordTool } from './get-record.tool';
import { NotifyPeopleTool } from './notify-people.tool';
import { ProposeChangesTool } from './propose-changes.tool';
import { ProposeUpdateMatchingTool } from './propose-update-matching.tool';
import { ReadHistoryTool } from './read-history.tool';
import { SearchRecordsTool } from './search-records.tool';
import { TOOL } from './tool-names';
import { WriteReportTool } from './write-report.tool';

const entities = {} as EntitiesService;
const reports = {} as EntityReportsService;
const changeSets = {} as ChangeSetsService;
const propose = new ProposeChangesTool(changeSets);
const TOOLS = [
  new SearchRecordsTool(entities),
  new GetRecordTool(entities, {} as RelationsService),
  new AggregateRecordsTool(reports),
  new FindDuplicatesTool(reports),
  propose,
  new ProposeUpdateMatchingTool(changeSets),
  new CompareRecordsTool(entities),
  new ReadHistoryTool({} as EntityHistoryService),
  new WriteReportTool(changeSets),
  new NotifyPeopleTool({} as AuditWriter),
  new AskPersonTool({} as EscalationsService),
];

describe('what models are told of tools', () => {
  it('is told of every tool', () => {
    expect(TOOLS.map(({ name }) => name).sort()).toEqual(Object.values(TOOL).sort());
  });

  it.each(TOOLS.map((tool) => [tool.name, tool] as const))(
    '%s: a closed schema that does not refer to itself',
    (_name, { schema, description }) => {
      const json = JSON.stringify(toJsonSchema(schema));
      expect(json).not.toContain('$ref');
      expect(JSON.parse(json)).toMatchObject({ type: 'object', additionalProperties: false });
      expect(description.length).toBeGreaterThan(30);
    },
  );

  it('takes any JSON as a new value, and nothing that no tool asked for', () => {
    const change = {
      operation: 'update',
      entity_id: 1,
      set: [{ field: 'metadata.a', value: { deep: [1, { b: null }] } }],
    };
    expect(propose.schema.safeParse({ title: 't', changes: [change] }).success).toBe(true);
    expect(propose.schema.safeParse({ title: 't', changes: [change], approve: true }).success).toBe(false);
    expect(
      propose.schema.safeParse({ title: 't', changes: [{ ...change, decision: 'approve' }] }).success,
    ).toBe(false);
  });
});
