import type { Clause } from '#contract/entities/clause';
import type { EventType } from '#ontology/model';
import { everyPart } from '#ontology/expression-parts';
import { printExpression } from '#ontology/print';
import { type Bout, betweenUs, followsWithin } from './bouts.ts';
import { boutsClause, timeClause } from './bouts-clauses.ts';
import type { ProposedCandidate } from './candidate.ts';
import { snapBout, snapEdge, snapToChange } from './edges.ts';
import type { Evaluator } from './evaluator.ts';
import { knownShareOf, measure, ruleScoreOf } from './measure.ts';
import { participantsOf } from './participants.ts';
import type { EventPlan } from './plan.ts';
import { type Answered, findStimulus, stimulusClause, stimulusRecord } from './reactions.ts';
import type { ClauseContext } from './truth-clauses.ts';

/** A bout that passed every condition of its type, as found and with its edges snapped. */
interface Found {
  readonly bout: Bout;
  readonly snapped: Bout;
  readonly next?: Bout | undefined;
  readonly answered?: Answered | undefined;
}

function snap(evaluator: Evaluator, event: EventType, bout: Bout): Bout {
  if (event.snap === undefined) return bout;
  const { to, value, within } = event.snap;
  const { clock, length } = evaluator;
  const withinUs = evaluator.timeUs(within);
  if (to === 'change point' && value.op === 'feature') {
    const points = evaluator.changePoints(value);
    return snapBout(bout, (edge) => snapToChange(clock, points, length, edge, withinUs));
  }
  const values = evaluator.value(value);
  return snapBout(bout, (edge) => snapEdge(clock, values, length, edge, withinUs));
}

function lengthFits(evaluator: Evaluator, { length }: EventType, { start, end }: Bout): boolean {
  if (length === undefined) return true;
  const lengthUs = betweenUs(evaluator.clock, start, end);
  return lengthUs >= evaluator.timeUs(length.low) && lengthUs <= evaluator.timeUs(length.high);
}

function whatFollows(evaluator: Evaluator, { andThen }: EventType, bout: Bout): Bout | undefined {
  if (andThen === undefined) return undefined;
  const withinUs = evaluator.timeUs(andThen.within);
  return evaluator.bouts(andThen.of).find((next) => followsWithin(evaluator.clock, bout, next, withinUs));
}

function check(evaluator: Evaluator, event: EventType, bout: Bout): Found | undefined {
  const snapped = snap(evaluator, event, bout);
  if (!lengthFits(evaluator, event, snapped)) return undefined;
  const next = whatFollows(evaluator, event, snapped);
  if (event.andThen !== undefined && next === undefined) return undefined;
  const answered = event.stimulus && findStimulus(evaluator, event.stimulus, snapped);
  if (event.stimulus !== undefined && answered === undefined) return undefined;
  return { bout, snapped, next, answered };
}

function followedClause(
  context: ClauseContext,
  event: EventType,
  { snapped, next }: Found,
): readonly Clause[] {
  if (event.andThen === undefined || next === undefined) return [];
  const { of, within } = event.andThen;
  const names = context.roleNames;
  return [
    timeClause(context, {
      op: 'and_then',
      text: `and_then ${printExpression(of, names)} within ${printExpression(within, names)}`,
      valueS: betweenUs(context.evaluator.clock, snapped.end, next.start) / 1e6,
      bound: within,
      comparison: '<=',
      children: [boutsClause(context, of, [next])],
    }),
  ];
}

function lengthClauses(context: ClauseContext, { length }: EventType, { snapped }: Found): readonly Clause[] {
  if (length === undefined) return [];
  const valueS = betweenUs(context.evaluator.clock, snapped.start, snapped.end) / 1e6;
  const bounds = [
    { bound: length.low, comparison: '>=' },
    { bound: length.high, comparison: '<=' },
  ] as const;
  return bounds.map(({ bound, comparison }) => {
    const text = `length ${comparison} ${printExpression(bound, context.roleNames)}`;
    return timeClause(context, { op: 'length', text, valueS, bound, comparison, children: [] });
  });
}

function ruleClause(evaluator: Evaluator, event: EventType, found: Found): Clause {
  const roleNames = event.roles.map(({ name }) => name);
  const context: ClauseContext = { evaluator, roleNames };
  const when = boutsClause(context, event.when, [found.bout]);
  const stimulus =
    event.stimulus === undefined || found.answered === undefined
      ? []
      : [stimulusClause(context, event.stimulus, found.answered, found.snapped)];
  const children = [
    when,
    ...followedClause(context, event, found),
    ...stimulus,
    ...lengthClauses(context, event, found),
  ];
  return {
    op: 'rule',
    text: `${event.name}(${roleNames.join(', ')})`,
    truth: 'true',
    robustness: Math.min(...children.map(({ robustness }) => robustness)),
    unknownFrames: when.unknownFrames,
    children,
  };
}

/** The spans of an event type's candidates in the evaluator's stretch, in its frames, without their reasons. */
export function findSpans(evaluator: Evaluator, event: EventType): readonly Bout[] {
  return evaluator.bouts(event.when).flatMap((bout) => check(evaluator, event, bout)?.snapped ?? []);
}

/** The tracks in a repeated role: those of which what is said of it holds in a frame of the bout at least. */
function gathered(evaluator: Evaluator, { gathers, when }: EventType, bout: Bout): readonly number[] {
  if (gathers === undefined) return [];
  const { name } = gathers.role;
  const counts = everyPart(when).flatMap((part) => ('alias' in part && part.alias === name ? [part] : []));
  return [...new Set(counts.flatMap((count) => evaluator.othersThatHold(count, bout)))].toSorted(
    (a, b) => a - b,
  );
}

/** What finding needs beside the evaluator: the type's plan and the texts of the parameters in force. */
export interface FindContext {
  readonly plan: EventPlan;
  readonly ontologyName: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** The candidates of one event type in the evaluator's binding, by start. */
export function findCandidates(evaluator: Evaluator, context: FindContext): readonly ProposedCandidate[] {
  const { event } = context.plan;
  const { startFrame } = evaluator.binding;
  const found = evaluator.bouts(event.when).flatMap((bout) => check(evaluator, event, bout) ?? []);
  return found.map((each) => {
    const { snapped, answered } = each;
    const measured = measure(evaluator, event.when, snapped);
    const stimulus =
      event.stimulus && answered && stimulusRecord(evaluator, event.stimulus, answered, snapped);
    return {
      type: event.name,
      startFrame: startFrame + snapped.start,
      endFrame: startFrame + snapped.end,
      ...participantsOf(
        evaluator.context.scene,
        event,
        evaluator.binding.tracks,
        gathered(evaluator, event, each.bout),
      ),
      ruleName: `${context.ontologyName}.${event.name}`,
      ruleScore: ruleScoreOf(measured),
      clause: ruleClause(evaluator, event, each),
      knownShare: knownShareOf(measured),
      parameters: context.parameters,
      ...(stimulus === undefined ? {} : { stimulus }),
    };
  });
}
