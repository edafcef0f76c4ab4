/** Names under which models call the tools. */
export const TOOL = {
  searchRecords: 'search_records',
  getRecord: 'get_record',
  aggregateRecords: 'aggregate_records',
  findDuplicates: 'find_duplicates',
  proposeChanges: 'propose_changes',
  proposeUpdateMatching: 'propose_update_matching',
  askPerson: 'ask_person',
  compareRecords: 'compare_records',
  readHistory: 'read_history',
  writeReport: 'write_report',
  notifyPeople: 'notify_people',
} as const;

export type ToolName = (typeof TOOL)[keyof typeof TOOL];
