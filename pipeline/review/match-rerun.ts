import type { Participant } from '#contract/entities/candidate';
import type { Id } from '#contract/ids';
import { temporalIou } from '#contract/interval';
import type { FrameSpan } from '#contract/interval';
import { bindingKey } from './participants.ts';

/** One proposal of a type, span and roles. */
export interface Proposal extends FrameSpan {
  readonly id: Id;
  readonly type: string;
  readonly actors: readonly Participant[];
  readonly objects: readonly Participant[];
}

/** A decided candidate: as it was proposed, and as it was decided where that differs. */
export interface DecidedProposal {
  readonly id: Id;
  readonly forms: readonly Omit<Proposal, 'id'>[];
}

interface Match {
  readonly newId: Id;
  readonly oldId: Id;
  readonly iou: number;
}

/** Least temporal intersection over union at which a new candidate is the old one again. */
const leastIou = 0.5;

function keyOf(proposal: Omit<Proposal, 'id'>): string {
  return `${proposal.type} ${bindingKey(proposal.actors, proposal.objects)}`;
}

function orderBest(a: Match, b: Match): number {
  if (a.iou !== b.iou) return b.iou - a.iou;
  return `${a.oldId} ${a.newId}` < `${b.oldId} ${b.newId}` ? -1 : 1;
}

/**
 * Which new candidates are decided ones again: same type and role binding and temporal IoU of at least 0.5 with the decided
 * one's proposal or decision, one to one, best first. Both lists are of one source. Returns old id by new id.
 */
export function matchRerun(
  decided: readonly DecidedProposal[],
  proposed: readonly Proposal[],
): ReadonlyMap<Id, Id> {
  const forms = decided.flatMap(({ id, forms: own }) => own.map((form) => ({ id, form })));
  const byKey = Map.groupBy(forms, ({ form }) => keyOf(form));
  const matches = proposed.flatMap((candidate) =>
    (byKey.get(keyOf(candidate)) ?? []).map(
      ({ id, form }): Match => ({ newId: candidate.id, oldId: id, iou: temporalIou(candidate, form) }),
    ),
  );
  const best = new Map<Id, Id>();
  const taken = new Set<Id>();
  for (const { newId, oldId, iou } of matches.toSorted(orderBest)) {
    if (iou < leastIou || best.has(newId) || taken.has(oldId)) continue;
    best.set(newId, oldId);
    taken.add(oldId);
  }
  return best;
}
