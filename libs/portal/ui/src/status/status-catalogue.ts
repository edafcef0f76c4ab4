import {
  type AgentTaskStatus,
  type ChangeSetStatus,
  type EntityStatus,
  type EscalationStatus,
  type ImportStatus,
} from '@bureau/contracts';
import {
  LucideArchive,
  LucideBan,
  LucideCheck,
  LucideCircleMinus,
  LucideClock,
  LucideGitCompare,
  LucideHand,
  LucideHourglass,
  type LucideIcon,
  LucideLoaderCircle,
  LucidePencilLine,
  LucideUndo2,
  LucideX,
} from '@lucide/angular';

export type Tone = 'ok' | 'info' | 'warn' | 'error' | 'neutral' | 'proposed';

export interface StatusLook {
  word: string;
  icon: LucideIcon;
  tone: Tone;
  /** The icon turns while it lasts. */
  turning?: boolean;
}

export type AnyStatus = EntityStatus | AgentTaskStatus | ChangeSetStatus | ImportStatus | EscalationStatus;

/** Every status that the portal shows, as icon, word and colour: any two of the three tell it. */
export const STATUS_LOOKS: Readonly<Record<AnyStatus, StatusLook>> = {
  active: { word: 'Active', icon: LucideCheck, tone: 'ok' },
  inactive: { word: 'Inactive', icon: LucideCircleMinus, tone: 'neutral' },
  archived: { word: 'Archived', icon: LucideArchive, tone: 'neutral' },
  draft: { word: 'Draft', icon: LucidePencilLine, tone: 'info' },
  uploading: { word: 'Uploading', icon: LucideLoaderCircle, tone: 'info', turning: true },
  uploaded: { word: 'Uploaded', icon: LucideHand, tone: 'info' },
  queued: { word: 'Queued', icon: LucideClock, tone: 'neutral' },
  running: { word: 'Running', icon: LucideLoaderCircle, tone: 'info', turning: true },
  waiting_approval: { word: 'Waiting for approval', icon: LucideHand, tone: 'warn' },
  waiting_input: { word: 'Waiting for an answer', icon: LucideHand, tone: 'warn' },
  completed: { word: 'Completed', icon: LucideCheck, tone: 'ok' },
  failed: { word: 'Failed', icon: LucideX, tone: 'error' },
  cancelled: { word: 'Cancelled', icon: LucideBan, tone: 'neutral' },
  proposed: { word: 'Proposed', icon: LucideHand, tone: 'proposed' },
  committing: { word: 'Being written', icon: LucideLoaderCircle, tone: 'info', turning: true },
  committed: { word: 'Committed', icon: LucideCheck, tone: 'ok' },
  rejected: { word: 'Rejected', icon: LucideBan, tone: 'neutral' },
  expired: { word: 'Expired', icon: LucideHourglass, tone: 'neutral' },
  reverted: { word: 'Reverted', icon: LucideUndo2, tone: 'neutral' },
  stale: { word: 'Records changed since', icon: LucideGitCompare, tone: 'warn' },
  open: { word: 'Open', icon: LucideHand, tone: 'warn' },
  decided: { word: 'Decided', icon: LucideCheck, tone: 'ok' },
};

/** The look of a status, also of one that this portal does not know yet. */
export function statusLook(status: string): StatusLook {
  const known: Readonly<Record<string, StatusLook>> = STATUS_LOOKS;
  return known[status] ?? { word: status.replaceAll('_', ' '), icon: LucideCircleMinus, tone: 'neutral' };
}
