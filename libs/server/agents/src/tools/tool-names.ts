/** Names under which models call the tools. */
export const TOOL = {
  searchRecords: 'search_records',
  getRecord: 'get_record',
  aggregateRecords: 'aggregate_records',
  findDuplicates: 'find_duplicates',
  proposeChanges: 'propose_changes',
  proposeUpdateMatching: 'propose_update_matching',
  askPerson: 'ask_person',
} as const;

export type ToolName = (typeof TOOL)[keyof typeof TOOL];
