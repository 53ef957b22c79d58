import type { Decision } from '#contract/entities/decision';

/** How one reviewer left a subject. Only `accepted` and `rejected` vote. */
export type ViewState = 'accepted' | 'rejected' | 'skipped' | 'flagged';

/** A reviewer's last decision on a subject that is not undone. */
export interface View {
  readonly reviewerId: string;
  readonly state: ViewState;
  readonly decision: Decision;
}

/** Orders views by their decision's own time, then by id, so that every place puts them alike. */
export function byDecisionTime(a: View, b: View): number {
  const before =
    a.decision.decidedAt === b.decision.decidedAt
      ? a.decision.id < b.decision.id
      : a.decision.decidedAt < b.decision.decidedAt;
  return before ? -1 : 1;
}
