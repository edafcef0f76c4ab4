import type { ChangeOperation } from '../catalogues/statuses';
import type { AutoApproveRule } from './agent-task';

/** From where on the figures speak for more autonomy. */
export const TRUST_THRESHOLDS = {
  /** Decisions of people on one operation and field. */
  min_decisions: 50,
  /** The least share of them, with 95 % confidence, that stood as proposed. */
  min_share: 0.95,
} as const;

export const AUTONOMY_ADVICE = ['more', 'less', 'keep'] as const;

/** What the figures speak for; only a person grants it. */
export interface AutonomyRecommendation {
  autonomy: (typeof AUTONOMY_ADVICE)[number];
  reason: string;
  /** With `more`: what could be granted. */
  rule: AutoApproveRule | null;
}

/** What came of an agent's changes of one field by one operation. */
export interface AgentTrackFigure {
  operation: ChangeOperation;
  /** Null for operations without fields. */
  field: string | null;
  /** Approved by people as proposed. */
  accepted: number;
  /** Approved by people with another value. */
  edited: number;
  rejected: number;
  /** Committed by policy, without a person. */
  automatic: number;
  /** Committed, and taken back later. */
  undone: number;
  /** The least share, with 95 % confidence, of what people decided that stood as proposed: 0 to 1. */
  lower_bound: number;
  recommendation: AutonomyRecommendation;
}

export interface AgentTrackRecord {
  agent: string;
  /** The most frequent first. */
  figures: AgentTrackFigure[];
}
