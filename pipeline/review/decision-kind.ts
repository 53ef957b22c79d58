import type { Decision, DecisionKind, Verdict } from '#contract/entities/decision';
import { bindingKey } from './participants.ts';

type State = Pick<Decision, 'type' | 'startFrame' | 'endFrame' | 'actors' | 'objects'>;

/**
 * The kind that a verdict is committed as: an accept of what this reviewer has already accepted is a `retype`, `rebind` or
 * `adjust` by the first of type, roles and edges that differs. `accepted` is the reviewer's present accepted view, if any.
 */
export function decisionKindOf(verdict: State & Pick<Verdict, 'kind'>, accepted?: State): DecisionKind {
  if (verdict.kind !== 'accept' || accepted === undefined) return verdict.kind;
  if (verdict.type !== accepted.type) return 'retype';
  const bound = bindingKey(verdict.actors, verdict.objects);
  if (bound !== bindingKey(accepted.actors, accepted.objects)) return 'rebind';
  const sameEdges = verdict.startFrame === accepted.startFrame && verdict.endFrame === accepted.endFrame;
  return sameEdges ? 'accept' : 'adjust';
}
