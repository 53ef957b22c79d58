import { err, errorCodeSchema, ok, problem, type Problem, type Result } from '#contract/errors';
import { withSeconds, type FrameIndex } from '#contract/entities/frame-index';
import type { OntologyVersion } from '#contract/entities/ontology-version';
import type { Source } from '#contract/entities/source';
import type { Scene } from '#contract/ports/scene';
import type { Diagnostic } from '#contract/rpc/projects';
import { loadOntology } from '#ontology/load';
import type { Ontology } from '#ontology/model';
import type { WorkMemory } from '#pipeline/candidates/buffers';
import type { ProposedCandidate, Starved } from '#pipeline/candidates/candidate';
import { type CandidatePlan, planCandidates } from '#pipeline/candidates/plan';
import {
  levelCount,
  proposable,
  proposeLevel,
  starvedIn,
  type BoundCandidate,
  type LevelQuestion,
} from '#pipeline/candidates/propose';
import type { Proposal, RuleProvenance } from './proposals.ts';

/** The rules of one ontology version, ready to run. */
export interface Rules {
  /** Reach of the pairs that the rules look at, in the space's length; 0 where they look at none. */
  pairRadius(space: Source['space']): number;
  /** Names of the features that the rules read. */
  readonly needs: readonly string[];
  /** Levels of event types that read each other. */
  readonly levels: number;
  /** What one level finds in one part of the tracks and pairs. */
  findLevel(scene: Scene, question: LevelQuestion, memory?: WorkMemory): readonly BoundCandidate[];
  /** The types that cannot be looked for in the scene. */
  starved(scene: Scene): readonly Starved[];
  /** What is proposed of what was found, helpers left out, each with its reasons. */
  propose(
    frameIndex: FrameIndex,
    found: readonly BoundCandidate[],
  ): readonly (readonly [Proposal, RuleProvenance])[];
}

function problemOf(fault: Diagnostic | undefined, file: string): Problem {
  if (fault === undefined) return problem('bad_yaml', 'The ontology is empty.', { file });
  const code = errorCodeSchema.safeParse(fault.code);
  const { line, column, hint } = fault;
  return problem(code.success ? code.data : 'bad_expression', fault.message, {
    file,
    line,
    column,
    ...(hint === undefined ? {} : { hint }),
  });
}

function toProposal(index: FrameIndex, candidate: ProposedCandidate): readonly [Proposal, RuleProvenance] {
  const { clause, parameters, stimulus, startFrame, endFrame, ...rest } = candidate;
  const { knownShare } = rest;
  const proposal = {
    ...rest,
    ...withSeconds(index, { startFrame, endFrame }),
    actors: [...candidate.actors],
    objects: [...candidate.objects],
  };
  return [proposal, { clause, knownShare, parameters, ...(stimulus === undefined ? {} : { stimulus }) }];
}

type OntologyText = Pick<OntologyVersion, 'name' | 'text' | 'dependencies'>;

/** Loads an ontology's text; refuses with its first error, with line and column. */
export function loadText({ name, text, dependencies = [] }: OntologyText): Result<Ontology> {
  const file = `${name}.yaml`;
  const { ontology, diagnostics } = loadOntology(text, file, { documents: dependencies });
  if (ontology !== undefined) return ok(ontology);
  return err(problemOf(diagnostics.find(({ severity }) => severity === 'error') ?? diagnostics[0], file));
}

/** Loads the rules of an ontology's text. */
export function loadRules(version: OntologyText): Result<Rules> {
  const ontology = loadText(version);
  return ontology.ok ? ok(rulesOf(planCandidates(ontology.value))) : ontology;
}

/** The rules of a plan. */
export function rulesOf(plan: CandidatePlan): Rules {
  return {
    needs: plan.needs,
    pairRadius: (space) => plan.pairRadius(space),
    levels: levelCount(plan),
    findLevel: (scene, question, memory) =>
      proposeLevel(plan, scene, question, memory === undefined ? {} : { memory }),
    starved: (scene) => starvedIn(plan, scene),
    propose: (frameIndex, found) =>
      proposable(plan, found).map((candidate) => toProposal(frameIndex, candidate)),
  };
}
