import type { Participant } from '#contract/entities/candidate';
import type { Id } from '#contract/ids';
import { temporalIou } from '#contract/interval';
import type { FrameSpan } from '#contract/interval';
import { bestPairs } from './best-pairs.ts';
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

/** Least temporal intersection over union at which a new candidate is the old one again. */
const leastIou = 0.5;

function keyOf(proposal: Omit<Proposal, 'id'>): string {
  return `${proposal.type} ${bindingKey(proposal.actors, proposal.objects)}`;
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
  const likenesses = proposed.flatMap((candidate) =>
    (byKey.get(keyOf(candidate)) ?? []).map(({ id, form }) => ({
      one: candidate.id,
      other: id,
      iou: temporalIou(candidate, form),
      tie: `${id} ${candidate.id}`,
    })),
  );
  return bestPairs(likenesses, leastIou);
}
