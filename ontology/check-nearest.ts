import { expectArguments } from './check-arguments.ts';
import { type NearestTrack, nearestSlot, type Slot } from './expression.ts';
import { complain, roleSlot, type Scope, written } from './scope.ts';
import { suggestName } from './suggest.ts';
import type { CallSyntax, Syntax } from './syntax.ts';

/** Whether an argument is `nearest(actor, vehicle)`; a document may have a name of its own so. */
export function isNearest({ names }: Scope, syntax: Syntax): syntax is CallSyntax {
  return (
    syntax.kind === 'call' &&
    syntax.name === 'nearest' &&
    !names.definitions.has('nearest') &&
    !names.events.has('nearest')
  );
}

function checkNearest(scope: Scope, call: CallSyntax): NearestTrack | undefined {
  const [role, classOf] = call.args;
  if (!expectArguments(scope, call, ['role', 'class']) || role === undefined || classOf === undefined)
    return undefined;
  const from = roleSlot(scope, role);
  const { classes } = scope.names;
  const className = classOf.kind === 'name' ? classOf.name : written(scope, classOf);
  if (!classes.has(className)) {
    const hint = suggestName(className, [...classes.keys()]) ?? 'Declare it under `classes`.';
    return complain(scope, 'unknown_symbol', classOf, `The class "${className}" is not declared.`, hint);
  }
  const sourceClasses = classes.get(className);
  return from === undefined || sourceClasses === undefined ? undefined : { from, className, sourceClasses };
}

/** The tracks that a feature is about: roles, of which the last may be the nearest of a class. */
export interface TrackArguments {
  readonly slots: readonly Slot[];
  readonly nearest?: NearestTrack | undefined;
}

/** A track named as the last argument of a feature: a role, or the nearest of a class. */
export function lastTrack(scope: Scope, syntax: Syntax): TrackArguments | undefined {
  if (!isNearest(scope, syntax)) {
    const slot = roleSlot(scope, syntax);
    return slot === undefined ? undefined : { slots: [slot] };
  }
  const nearest = checkNearest(scope, syntax);
  return nearest && { slots: [nearestSlot], nearest };
}

/** `nearest(actor, vehicle)` where a value or a role is wanted. */
export function complainOfNearest(scope: Scope, call: CallSyntax): undefined {
  const text = written(scope, call);
  return complain(
    scope,
    'bad_expression',
    call,
    `${text} is a track, not a value.`,
    `Ask for one of its features, such as "speed(${text})" or, as the second of two, "distance(actor, ${text})".`,
  );
}
