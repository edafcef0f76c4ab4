import {
  type AgentTrackFigure,
  type AutoApproveRule,
  type AutonomyRecommendation,
  TRUST_THRESHOLDS,
} from '@bureau/contracts';
import { coversField } from '../autonomy/covered-by-rules';

export type TrackCounts = Omit<AgentTrackFigure, 'lower_bound' | 'recommendation'>;

/** Of the normal distribution: the bounds hold in 95 of 100 cases. */
const Z = 1.96;
/** A first rule is a small one; admins widen it. */
const FIRST_ITEMS = 10;

/** Wilson's bounds of a share: what it is at least and at most, given as many cases. Without a case, from 0 to 1. */
export function wilsonBounds(successes: number, cases: number): { lower: number; upper: number } {
  if (cases === 0) return { lower: 0, upper: 1 };
  const share = successes / cases;
  const spread = Z * Math.sqrt((share * (1 - share) + Z ** 2 / (4 * cases)) / cases);
  const middle = share + Z ** 2 / (2 * cases);
  const scale = 1 + Z ** 2 / cases;
  return {
    lower: Math.max(0, (middle - spread) / scale),
    upper: Math.min(1, (middle + spread) / scale),
  };
}

/** The least share of its changes that people want as they are: of those that people decided, less what was undone. */
export function trustedShare({ accepted, edited, rejected, undone }: TrackCounts): number {
  return wilsonBounds(Math.max(0, accepted - undone), accepted + edited + rejected).lower;
}

/**
 * Whether the figures speak for more or for less autonomy. Nothing is granted by it: only a person changes a policy.
 * @param rules what the agent is granted already
 */
export function recommend(counts: TrackCounts, rules: readonly AutoApproveRule[]): AutonomyRecommendation {
  const { operation, field } = counts;
  const granted = rules.some(
    (rule) => rule.operation === operation && (field === null || coversField(rule, field)),
  );
  return granted ? ofGranted(counts) : ofAsked(counts);
}

function ofGranted(counts: TrackCounts): AutonomyRecommendation {
  const { accepted, edited, rejected, automatic, undone } = counts;
  const cases = accepted + edited + rejected + automatic;
  const { upper } = wilsonBounds(Math.max(0, accepted + automatic - undone), cases);
  const { min_share } = TRUST_THRESHOLDS;
  if (upper >= min_share)
    return {
      autonomy: 'keep',
      reason: 'It does this without a person, and little speaks against it.',
      rule: null,
    };
  const wrong = edited + rejected + undone;
  return {
    autonomy: 'less',
    reason: `${wrong} of ${cases} changes were edited, rejected or undone: at most ${percent(upper)} are as people want them, less than ${percent(min_share)}.`,
    rule: null,
  };
}

function ofAsked(counts: TrackCounts): AutonomyRecommendation {
  const { operation, field, accepted, edited, rejected, undone } = counts;
  const { min_decisions, min_share } = TRUST_THRESHOLDS;
  const decisions = accepted + edited + rejected;
  if (decisions < min_decisions) {
    const reason = `${decisions} of at least ${min_decisions} decisions: too few to tell.`;
    return { autonomy: 'keep', reason, rule: null };
  }
  const lower = trustedShare(counts);
  const facts = `Of ${decisions} changes people accepted ${accepted} as they were and undid ${undone}`;
  if (lower < min_share) {
    const reason = `${facts}: at least ${percent(lower)} are as they want them, less than ${percent(min_share)}.`;
    return { autonomy: 'keep', reason, rule: null };
  }
  const risky = operation === 'delete' || field === 'status';
  return {
    autonomy: 'more',
    reason: `${facts}: at least ${percent(lower)} are as they want them.`,
    rule: {
      operation,
      ...(field !== null && { field }),
      max_risk: risky ? 'medium' : 'low',
      max_items: FIRST_ITEMS,
    },
  };
}

/** Rounded down, so that nothing looks better than it is. */
function percent(share: number): string {
  return `${Math.floor(share * 1_000) / 10} %`;
}
