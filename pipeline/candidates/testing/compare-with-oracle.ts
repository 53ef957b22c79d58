import { clauseSchema } from '#contract/entities/clause';
import type { Scene } from '#contract/ports/scene';
import { expressionsOf } from '#ontology/event-parts';
import type { AnyExpression, TruthExpression } from '#ontology/expression';
import { everyPart, sortOf } from '#ontology/expression-parts';
import type { Ontology } from '#ontology/model';
import { contentKey } from '#ontology/print';
import { type Binding, bindingFits, pairBindings, trackBindings } from '../binding.ts';
import type { ProposedCandidate } from '../candidate.ts';
import { Evaluator } from '../evaluator.ts';
import { createEventStore } from '../event-store.ts';
import { planCandidates } from '../plan.ts';
import { propose } from '../propose.ts';
import { oraclePropose } from './oracle-events.ts';
import { oracleTruth } from './oracle-truths.ts';
import type { OracleBinding } from './oracle-values.ts';

function isTruth(part: AnyExpression): part is TruthExpression {
  return sortOf(part) === 'truth';
}

function parametersOf(ontology: Ontology): ReadonlyMap<string, number> {
  return new Map(ontology.parameters.map(({ name, value }) => [name, value]));
}

function word(lo: number, hi: number): string {
  if (lo > 0) return 'true';
  return hi < 0 ? 'false' : 'unknown';
}

function sound(lo: number, hi: number): boolean {
  return lo >= -1 && hi <= 1 && lo <= hi;
}

function partDifferences(
  evaluator: Evaluator,
  oracle: OracleBinding,
  part: TruthExpression,
): readonly string[] {
  const { lo, hi } = evaluator.truth(part, { start: 0, end: evaluator.length });
  const differences: string[] = [];
  for (let frame = oracle.startFrame; frame < oracle.endFrame; frame++) {
    const low = lo[frame - oracle.startFrame] ?? Number.NaN;
    const high = hi[frame - oracle.startFrame] ?? Number.NaN;
    const expected = String(oracleTruth(oracle, part, frame) ?? 'unknown');
    if (word(low, high) !== expected || !sound(low, high))
      differences.push(`frame ${frame}: [${low}, ${high}] where it is ${expected}: ${contentKey(part)}`);
  }
  return differences;
}

function bindingDifferences(evaluator: Evaluator, ontology: Ontology, binding: Binding): readonly string[] {
  const { scene } = evaluator.context;
  const oracle: OracleBinding = { scene, parameters: parametersOf(ontology), memory: new Map(), ...binding };
  evaluator.open([binding]);
  return ontology.events
    .flatMap((event) => [event, ...(event.alone === undefined ? [] : [event.alone])])
    .filter((event) => bindingFits(scene, event, binding))
    .flatMap((event) => expressionsOf(event).flatMap(everyPart).filter(isTruth))
    .flatMap((part) => partDifferences(evaluator, oracle, part));
}

/** Every condition of every rule in every frame whose value, or the sign of whose robustness, is not the oracle's. */
export function truthDifferences(ontology: Ontology, scene: Scene): readonly string[] {
  const found = createEventStore(new Set());
  const values = parametersOf(ontology);
  const evaluator = new Evaluator({ plan: planCandidates(ontology), scene, values, found });
  return [...trackBindings(scene), ...pairBindings(scene)].flatMap((binding) =>
    bindingDifferences(evaluator, ontology, binding),
  );
}

/** Every condition whose robustness, asked for in some spans one after the other, is not what the whole binding has there. */
export function spanDifferences(
  ontology: Ontology,
  scene: Scene,
  spans: readonly { readonly start: number; readonly end: number }[],
): readonly string[] {
  const context = {
    plan: planCandidates(ontology),
    scene,
    values: parametersOf(ontology),
    found: createEventStore(new Set()),
  };
  const [whole, parts] = [new Evaluator(context), new Evaluator(context)];
  const differencesIn = (part: TruthExpression): readonly string[] =>
    spans.flatMap(({ start, end }) => {
      const signal = whole.truth(part, { start: 0, end: whole.length });
      const span = parts.truth(part, { start, end });
      const cut = (side: 'lo' | 'hi', of: typeof signal) =>
        of[side].slice(start, Math.min(end, whole.length));
      const same = (['lo', 'hi'] as const).every(
        (side) => String(cut(side, signal)) === String(cut(side, span)),
      );
      return same ? [] : [`frames ${start} to ${end}: ${contentKey(part)}`];
    });
  return [...trackBindings(scene), ...pairBindings(scene)].flatMap((binding) => {
    for (const evaluator of [whole, parts]) evaluator.open([binding]);
    return ontology.events
      .filter((event) => bindingFits(scene, event, binding))
      .flatMap((event) => expressionsOf(event).flatMap(everyPart).filter(isTruth))
      .flatMap(differencesIn);
  });
}

function told(ontology: Ontology, candidate: ProposedCandidate): string {
  const event = ontology.events.find(({ name }) => name === candidate.type);
  const filled = [...candidate.actors, ...candidate.objects];
  const names = [...(event?.roles ?? []), ...(event?.gathers === undefined ? [] : [event.gathers.role])];
  const tracks = names
    .flatMap(({ name }) => filled.filter(({ role }) => role === name))
    .map((one) => one.trackId);
  const cause = candidate.stimulus === undefined ? '' : ` after ${candidate.stimulus.startFrame}`;
  return `${candidate.type}(${tracks.join(', ')}) ${candidate.startFrame} to ${candidate.endFrame}${cause}`;
}

/** The candidates of the engine and of the oracle as sorted lines, to be compared. */
export function candidateLines(
  ontology: Ontology,
  scene: Scene,
): { readonly engine: readonly string[]; readonly oracle: readonly string[] } {
  const proposal = propose(planCandidates(ontology), scene);
  const oracle = oraclePropose(ontology, scene, parametersOf(ontology)).map(
    ({ type, tracks, start, end, cause, members = [] }) => {
      const ids = [...tracks, ...members].map((track) => scene.tracks[track]?.trackId).join(', ');
      return `${type}(${ids}) ${start} to ${end}${cause === undefined ? '' : ` after ${cause}`}`;
    },
  );
  return {
    engine: proposal.candidates.map((candidate) => told(ontology, candidate)).toSorted(),
    oracle: oracle.toSorted(),
  };
}

function isCandidateSound(candidate: ProposedCandidate): boolean {
  return (
    candidate.startFrame < candidate.endFrame &&
    candidate.actors.length > 0 &&
    candidate.ruleScore >= 0 &&
    candidate.ruleScore <= 1 &&
    candidate.knownShare >= 0 &&
    candidate.knownShare <= 1 &&
    clauseSchema.safeParse(candidate.clause).success
  );
}

/** Candidates that could not be stored: an empty span, a score or share out of range, a clause that is no clause. */
export function unsoundCandidates(ontology: Ontology, scene: Scene): readonly string[] {
  return propose(planCandidates(ontology), scene)
    .candidates.filter((candidate) => !isCandidateSound(candidate))
    .map((candidate) => `${told(ontology, candidate)}: ${JSON.stringify(candidate)}`);
}
