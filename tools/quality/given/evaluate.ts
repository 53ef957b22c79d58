import type { Ontology } from '#ontology/model';
import { createWorkMemory } from '#pipeline/candidates/buffers';
import type { ProposedCandidate } from '#pipeline/candidates/candidate';
import { ontologyOf, planCandidates, type CandidatePlan } from '#pipeline/candidates/plan';
import { propose } from '#pipeline/candidates/propose';
import { actorsKey, type GivenEvent } from './given-set.ts';
import type { SceneMaker } from './scenes.ts';
import { firstShared } from './time-blocks.ts';

/** Values of named parameters, each in the unit it is written in. */
export type Settings = Readonly<Record<string, number>>;

const memory = createWorkMemory();

/** The plan of one event type with those it reads, and no others. */
export function planOf(ontology: Ontology, type: string): CandidatePlan {
  return planCandidates(ontologyOf(ontology, type));
}

/** Everything a rule finds in one recording, with its reasons. */
export function candidatesIn(
  plan: CandidatePlan,
  type: string,
  maker: SceneMaker,
  settings: Settings = {},
): readonly ProposedCandidate[] {
  const { candidates } = propose(plan, maker.sceneFor(plan), { parameters: settings, memory });
  return candidates.filter((candidate) => candidate.type === type);
}

/** A candidate as it is compared with what a person said. */
export function eventOf(sequence: string, candidate: ProposedCandidate): GivenEvent {
  return {
    sequence,
    type: candidate.type,
    startFrame: candidate.startFrame,
    endFrame: candidate.endFrame,
    actors: actorsKey(
      [...candidate.actors, ...candidate.objects.filter(({ role }) => role !== 'zone')].map(
        ({ trackId }) => trackId,
      ),
    ),
    score: candidate.ruleScore,
  };
}

/** The candidates of one event type in one recording. */
export function predictIn(
  plan: CandidatePlan,
  type: string,
  maker: SceneMaker,
  settings?: Settings,
): readonly GivenEvent[] {
  const { id, parts, meetIn } = maker.sequence;
  const events = candidatesIn(plan, type, maker, settings).map((candidate) => eventOf(id, candidate));
  if (meetIn === undefined) return events;
  return events.filter(({ actors }) => {
    const first = firstShared(parts.table, actors.split('|'));
    return first >= meetIn[0] && first < meetIn[1];
  });
}
