import { checkEventUse } from './check-call.ts';
import { checkBouts, checkTime, checkTruth } from './check-expression.ts';
import type { EventHead, FieldPlace } from './event-head.ts';
import type { BoutsExpression, EventUse } from './expression.ts';
import type { EventType, Stimulus } from './model.ts';
import { parseRule } from './parse-expression.ts';
import { parseLatency, parseStimulus, type StimulusSyntax } from './parse-fields.ts';
import { complain, type Scope, written } from './scope.ts';
import { suggestName } from './suggest.ts';
import type { Edge, StartsSyntax, Syntax } from './syntax.ts';

export type Reaction = { readonly when: BoutsExpression | undefined } & Pick<EventType, 'stimulus'>;

type PlaceOf = (field: string) => FieldPlace;

function checkCause(scope: Scope, syntax: Syntax): EventUse | undefined {
  if (syntax.kind === 'call' && scope.names.events.has(syntax.name)) return checkEventUse(scope, syntax);
  if (syntax.kind === 'broken') return undefined;
  const name = syntax.kind === 'call' ? syntax.name : written(scope, syntax);
  const hint = suggestName(name, [...scope.names.events.keys()]);
  return complain(
    scope,
    'unknown_symbol',
    syntax,
    `A stimulus is an event with its roles, "${name}" is not one.`,
    hint,
  );
}

function windowAfter(scope: Scope, syntax: Syntax, alias: string): StartsSyntax | undefined {
  if (syntax.kind === 'starts' && syntax.anchor.kind === 'name' && syntax.anchor.name === alias)
    return syntax;
  const end = { start: syntax.end, end: syntax.end };
  return complain(
    scope,
    'bad_expression',
    end,
    `A reaction says last in "when" how soon it starts after its stimulus "${alias}".`,
    `Add "starts within [0 s, 3 s] after start(${alias})".`,
  );
}

function checkLatency({ scope, text, range }: FieldPlace, alias: string): Edge | undefined {
  const latency = parseLatency(text, range, scope.context.sink);
  if (latency === undefined || latency.alias === alias) return latency?.edge;
  return complain(
    scope,
    'unknown_symbol',
    range,
    `"${latency.alias}" is not the stimulus.`,
    `did you mean "${alias}"?`,
  );
}

type Window = Pick<Stimulus, 'low' | 'high' | 'after'>;

function checkWindow(scope: Scope, syntax: StartsSyntax): Window | undefined {
  const low = checkTime(scope, syntax.low);
  const high = checkTime(scope, syntax.high);
  return low === undefined || high === undefined ? undefined : { low, high, after: syntax.edge };
}

function checkPlain(place: PlaceOf): Reaction {
  const { scope, text, range } = place('when');
  const syntax = parseRule(text, range, scope.context.sink);
  return { when: syntax === undefined ? undefined : checkBouts(scope, syntax) };
}

type Cause = Pick<Stimulus, 'event' | 'where' | 'latencyFrom'>;

function checkCauseFields(head: EventHead, place: PlaceOf, stimulus: StimulusSyntax): Cause | undefined {
  const { scope } = place('stimulus');
  const event = checkCause(scope, stimulus.event);
  const where = stimulus.where && checkTruth(scope, stimulus.where);
  const measured = head.fields.latency !== undefined;
  const latencyFrom = measured ? checkLatency(place('latency'), stimulus.alias) : 'start';
  const wrong = stimulus.where !== undefined && where === undefined;
  return event === undefined || latencyFrom === undefined || wrong
    ? undefined
    : { event, where, latencyFrom };
}

function checkCaused(head: EventHead, place: PlaceOf, stimulus: StimulusSyntax): Reaction {
  const { scope, text, range } = place('when');
  const { alias } = stimulus;
  const cause = checkCauseFields(head, place, stimulus);
  const syntax = parseRule(text, range, scope.context.sink);
  const starts = syntax && windowAfter(scope, syntax, alias);
  const window = starts && checkWindow(scope, starts);
  const when = starts && checkBouts(scope, starts.of);
  if (cause === undefined || window === undefined) return { when: undefined };
  return { when, stimulus: { ...cause, ...window, alias } };
}

/** The rule and the stimulus of a reaction: its bouts are those that start within a window after the stimulus. */
export function checkStimulus(head: EventHead, place: PlaceOf): Reaction {
  const { sink, source } = place('when').scope.context;
  const key = source.keyRange(['events', head.name]);
  if (head.fields.stimulus === undefined) {
    sink.error(
      'bad_value',
      key,
      `The reaction "${head.name}" has no stimulus.`,
      'Add "stimulus: type(role) as c".',
    );
    return checkPlain(place);
  }
  if (head.fields.kind !== 'reaction')
    sink.error('bad_value', place('stimulus').range, 'Only an event of kind reaction has a stimulus.');
  const { scope, text, range } = place('stimulus');
  const stimulus = parseStimulus(text, range, scope.context.sink);
  return stimulus === undefined ? checkPlain(place) : checkCaused(head, place, stimulus);
}
