import type { AnyExpression, TruthExpression, ValueExpression } from '#ontology/expression';
import { partsOf } from '#ontology/expression-parts';
import type { EventType, Ontology } from '#ontology/model';
import { printExpression } from '#ontology/print';
import { unitText } from '#ontology/units';
import { createEventStore } from '#pipeline/candidates/event-store';
import { Evaluator } from '#pipeline/candidates/evaluator';
import { planOf, type Settings } from './evaluate.ts';
import type { GivenEvent } from './given-set.ts';
import type { SceneMaker } from './scenes.ts';

/** A condition of a rule that joins no others. */
export interface RuleClause {
  readonly text: string;
  readonly condition: TruthExpression;
  /** The number that it compares, with its unit; undefined for others. */
  readonly value: { readonly text: string; readonly unit: string; readonly of: ValueExpression } | undefined;
}

const joining = new Set<string>([
  'runs',
  'for',
  'gaps',
  'starts',
  'named',
  'and',
  'or',
  'not',
  'hysteresis',
  'union',
  'intersection',
  'except',
  'sequence',
]);
const single = new Set<string>([
  'compare',
  'inside',
  'is',
  'between',
  'always',
  'eventually',
  'onset',
  'offset',
  'known',
  'some',
  'every',
  'at_least',
  'until',
  'since',
]);

function isSingle(expression: AnyExpression): expression is TruthExpression {
  return single.has(expression.op);
}

function singlesOf(expression: AnyExpression): readonly TruthExpression[] {
  if (isSingle(expression)) return [expression];
  return joining.has(expression.op) ? partsOf(expression).flatMap(singlesOf) : [];
}

/** The single conditions of a type's rule, in writing order, each once. */
export function clausesOf(ontology: Ontology, event: EventType): readonly RuleClause[] {
  const names = event.roles.map(({ name }) => name);
  const clauses = singlesOf(event.when).map((condition): RuleClause => {
    const of = condition.op === 'compare' ? condition.left : undefined;
    const value = of && {
      of,
      text: printExpression(of, names),
      unit: unitText(of.unit, ontology.space),
    };
    return { condition, text: printExpression(condition, names), value };
  });
  return [...new Map(clauses.map((clause) => [clause.text, clause])).values()];
}

/** Looks into what a rule says of the actors of an event while they are there. */
export interface RuleView {
  /** Share of the event's frames in which the condition is surely true, in [0, 1]; NaN where its actors are not there. */
  trueShare(clause: RuleClause, event: GivenEvent): number;
  /** Its number in a frame, NaN where it is missing. */
  valueAt(clause: RuleClause, event: GivenEvent, frame: number): number;
}

export function createRuleView(
  ontology: Ontology,
  type: string,
  maker: SceneMaker,
  settings: Settings,
): RuleView {
  const plan = planOf(ontology, type);
  const scene = maker.sceneFor(plan);
  const values = new Map(
    ontology.parameters.map(({ name, value, factor }) => {
      const chosen = settings[name];
      return [name, chosen === undefined ? value : chosen * factor];
    }),
  );
  const evaluator = new Evaluator({ plan, scene, values, found: createEventStore(new Set()) });
  /** Opens the stretch in which all actors of the event are there; false where there is none. */
  const openFor = ({ actors }: GivenEvent): boolean => {
    const tracks = actors.split('|').map((id) => scene.tracks.findIndex(({ trackId }) => trackId === id));
    const spans = tracks.flatMap((track) => scene.tracks[track] ?? []);
    const startFrame = Math.max(...spans.map((span) => span.startFrame));
    const endFrame = Math.min(...spans.map((span) => span.endFrame));
    if (spans.length < tracks.length || endFrame <= startFrame) return false;
    evaluator.open([{ tracks, startFrame, endFrame }]);
    return true;
  };
  return {
    trueShare({ condition }, event) {
      if (!openFor(event)) return Number.NaN;
      const { startFrame } = evaluator.binding;
      const start = Math.max(0, event.startFrame - startFrame);
      const end = Math.min(evaluator.length, event.endFrame - startFrame);
      if (end <= start) return Number.NaN;
      const { lo } = evaluator.truth(condition, { start, end });
      let held = 0;
      for (let i = start; i < end; i += 1) if ((lo[i] ?? -1) > 0) held += 1;
      return held / (end - start);
    },
    valueAt({ value }, event, frame) {
      if (value === undefined || !openFor(event)) return Number.NaN;
      return evaluator.value(value.of)[frame - evaluator.binding.startFrame] ?? Number.NaN;
    },
  };
}
