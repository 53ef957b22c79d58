import type { Decision } from '#contract/entities/decision';
import type { Viewing } from '#contract/rpc/review';
import type { Proposal } from './edit.ts';

function spanOf(row: Proposal): Proposal {
  return { type: row.type, startFrame: row.startFrame, endFrame: row.endFrame };
}

/** Type and span as they stand: those of the event while it is not retired, else those of the candidate. */
export function standingProposal(viewing: Pick<Viewing, 'candidate' | 'event'>): Proposal {
  const { event, candidate } = viewing;
  return spanOf(event === undefined || event.status === 'retired' ? candidate : event);
}

export function sameProposal(a: Proposal, b: Proposal): boolean {
  return a.type === b.type && a.startFrame === b.startFrame && a.endFrame === b.endFrame;
}

/** What an undone decision had changed, so that its edit is not lost with it; undefined where it changed nothing. */
export function undoneEdit(
  viewing: Pick<Viewing, 'candidate' | 'event' | 'history'>,
  undoesId: string | undefined,
): Proposal | undefined {
  const undone = viewing.history.find(({ id }) => id === undoesId);
  if (undone === undefined || undone.kind === 'undo') return undefined;
  return sameProposal(undone, standingProposal(viewing)) ? undefined : spanOf(undone);
}

/** Ids of decisions that a later decision of the list took back; an undo that was itself undone counts no more. */
export function takenBack(history: readonly Decision[]): ReadonlySet<string> {
  const gone = new Set<string>();
  for (const decision of history.toSorted((a, b) => b.sequence - a.sequence))
    if (decision.undoesId !== undefined && !gone.has(decision.id)) gone.add(decision.undoesId);
  return gone;
}
