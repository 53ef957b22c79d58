import { expressionsOf } from '#ontology/event-parts';
import type { AnyExpression } from '#ontology/expression';
import { partsOf } from '#ontology/expression-parts';
import type { EventType } from '#ontology/model';
import type { CandidatePlan } from '#pipeline/candidates/plan';

/** What has changed since a rule was evaluated: parameters that have another value, event types that were found elsewhere. */
export interface Changed {
  readonly parameters: ReadonlySet<string>;
  readonly types: ReadonlySet<string>;
}

function reads(part: AnyExpression, { parameters, types }: Changed): boolean {
  if (part.op === 'parameter') return parameters.has(part.name);
  return part.op === 'event' && types.has(part.type);
}

/** Numbers of the parts of an event type that are made of something that has changed. */
export function changedParts(
  { nodes }: Pick<CandidatePlan, 'nodes'>,
  event: EventType,
  changed: Changed,
): ReadonlySet<number> {
  const parts = new Set<number>();
  function visit(part: AnyExpression): boolean {
    const under = partsOf(part).map(visit);
    const isChanged = reads(part, changed) || under.includes(true);
    const node = nodes.get(part);
    if (isChanged && node !== undefined) parts.add(node);
    return isChanged;
  }
  for (const expression of expressionsOf(event)) visit(expression);
  return parts;
}
