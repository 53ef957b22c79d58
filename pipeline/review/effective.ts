import type { Decision } from '#contract/entities/decision';
import type { Id } from '#contract/ids';

/** Ids that stand undone after one reviewer's decisions, given in their own order. An undone undo restores what it undid. */
function undoneBy(own: readonly Decision[]): ReadonlySet<Id> {
  const undone = new Set<Id>();
  const earlier = new Set(own.map(({ id }) => id));
  for (const decision of own.toReversed()) {
    earlier.delete(decision.id);
    const target = decision.kind === 'undo' && !undone.has(decision.id) ? decision.undoesId : undefined;
    if (target !== undefined && earlier.has(target)) undone.add(target);
  }
  return undone;
}

/**
 * The decisions that are not undone, undos left out, in the order given. Each reviewer undoes only their own; only the order of
 * each reviewer's own decisions matters.
 */
export function effectiveDecisions(decisions: readonly Decision[]): readonly Decision[] {
  const byReviewer = Map.groupBy(decisions, ({ reviewerId }) => reviewerId);
  const undone = new Set([...byReviewer.values()].flatMap((own) => [...undoneBy(own)]));
  return decisions.filter(({ id, kind }) => kind !== 'undo' && !undone.has(id));
}
