import type { Provenance } from '#contract/entities/candidate';
import type { Clause } from '#contract/entities/clause';
import type { Stimulus } from '#ontology/model';
import { printExpression } from '#ontology/print';
import { type Bout, betweenUs } from './bouts.ts';
import { boutsClause, timeClause } from './bouts-clauses.ts';
import type { Evaluator } from './evaluator.ts';
import { type ClauseContext, truthClause } from './truth-clauses.ts';

/** The stimulus that a reaction answers: the cause as a bout, and the frame in which `where` held best. */
export interface Answered {
  readonly cause: Bout;
  readonly whereFrame?: number | undefined;
}

/** The frame of the span in which the condition holds most surely; undefined where it never does. */
function bestFrame(evaluator: Evaluator, stimulus: Stimulus, cause: Bout): number | undefined {
  if (stimulus.where === undefined) return undefined;
  const { lo } = evaluator.truth(stimulus.where, cause);
  let best: number | undefined;
  for (let i = Math.max(0, cause.start); i < Math.min(evaluator.length, cause.end); i++)
    if ((lo[i] ?? -1) > Math.max(0, best === undefined ? 0 : (lo[best] ?? 0))) best = i;
  return best;
}

/**
 * The stimulus of a reaction that starts at `bout.start`: of those in whose span `where` holds at least once and whose
 * edge lies in the window, the one that starts last.
 */
export function findStimulus(evaluator: Evaluator, stimulus: Stimulus, bout: Bout): Answered | undefined {
  const lowUs = evaluator.timeUs(stimulus.low);
  const highUs = evaluator.timeUs(stimulus.high);
  for (const cause of evaluator.events(stimulus.event).toReversed()) {
    const afterUs = betweenUs(evaluator.clock, cause[stimulus.after], bout.start);
    if (afterUs < lowUs || afterUs > highUs) continue;
    const whereFrame = bestFrame(evaluator, stimulus, cause);
    if (stimulus.where === undefined || whereFrame !== undefined) return { cause, whereFrame };
  }
  return undefined;
}

/** The stimulus as provenance keeps it: its type, its span and the seconds from it to the reaction. */
export function stimulusRecord(
  evaluator: Evaluator,
  stimulus: Stimulus,
  { cause }: Answered,
  bout: Bout,
): NonNullable<Provenance['stimulus']> {
  const { startFrame } = evaluator.binding;
  return {
    type: stimulus.event.type,
    startFrame: startFrame + cause.start,
    endFrame: startFrame + cause.end,
    latencyS: betweenUs(evaluator.clock, cause[stimulus.latencyFrom], bout.start) / 1e6,
  };
}

/** The window of a reaction with its stimulus and the condition on it. */
export function stimulusClause(
  context: ClauseContext,
  stimulus: Stimulus,
  answered: Answered,
  bout: Bout,
): Clause {
  const { evaluator, roleNames } = context;
  const { cause, whereFrame } = answered;
  const window = [stimulus.low, stimulus.high].map((edge) => printExpression(edge, roleNames)).join(', ');
  const event = boutsClause(context, stimulus.event, [cause]);
  const where =
    stimulus.where === undefined || whereFrame === undefined
      ? []
      : [
          truthClause(context, stimulus.where, {
            spans: [{ start: whereFrame, end: whereFrame + 1 }],
            negated: false,
          }),
        ];
  return timeClause(context, {
    op: 'stimulus',
    text: `starts within [${window}] after ${stimulus.after}(${printExpression(stimulus.event, roleNames)})`,
    valueS: betweenUs(evaluator.clock, cause[stimulus.after], bout.start) / 1e6,
    bound: stimulus.high,
    comparison: '<=',
    children: [event, ...where],
  });
}
