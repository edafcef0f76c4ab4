export { AgentBadge } from './agent/agent-badge';
export { ProposedMark } from './agent/proposed-mark';
export { changesBetween } from './diff/changes-between';
export { FieldChanges } from './diff/field-changes';
export { jsonDiff, type PathChange } from './diff/json-diff';
export { TextDiff } from './diff/text-diff';
export { ValueDiff } from './diff/value-diff';
export { wordDiff, type WordRun } from './diff/word-diff';
export { Announcer } from './feedback/announcer';
export { Confirm } from './feedback/confirm';
export { type ConfirmQuestion } from './feedback/confirm-dialog';
export { Meter } from './feedback/meter';
export { Toasts } from './feedback/toasts';
export { Field } from './form/field';
export { InputControl } from './form/input';
export { fieldName } from './format/field-name';
export { countOf, numberText } from './format/number-text';
export { JsonView } from './json/json-view';
export { Markdown } from './markdown/markdown';
export { PageHeader } from './page/page-header';
export { EmptyView } from './state/empty-view';
export { ProblemBanner } from './state/problem-banner';
export { ProblemView } from './state/problem-view';
export { Skeleton, type SkeletonShape } from './state/skeleton';
export { State } from './state/state';
export { RiskBars } from './status/risk-bars';
export {
  type AnyStatus,
  STATUS_LOOKS,
  statusLook,
  type StatusLook,
  type Tone,
} from './status/status-catalogue';
export { StatusChip } from './status/status-chip';
export { type GridPlace, movedBy } from './table/grid-keys';
export { MoreRows } from './table/more-rows';
export { NewRows } from './table/new-rows';
export { type RowPage, RowWindow, type PageWish } from './table/row-window';
export { formatSort, parseSort, type SortKey, toggleSort } from './table/sort';
export { SortButton } from './table/sort-button';
export { SortHeader } from './table/sort-header';
export { type RowRange, VirtualRows } from './table/virtual-rows';
export { Clock } from './time/clock';
export { duration, fullTime, relativeTime } from './time/relative-time';
export { TimeAgo } from './time/time-ago';
