import type { Candidate } from '#contract/entities/candidate';
import type { Decision } from '#contract/entities/decision';
import type { SecondaryEvent } from '#contract/entities/event';
import type { EventKind } from '#contract/entities/ontology-version';
import type { Project } from '#contract/entities/project';
import type { Source } from '#contract/entities/source';

/** The candidate behind an event, as far as lineage needs it. */
export type LineageCandidate = Pick<Candidate, 'id' | 'jobId' | 'ruleName' | 'ruleScore' | 'provenance'>;

/** An event with everything that led to it, in order of commit. */
export interface MaterialEvent {
  readonly event: SecondaryEvent;
  readonly candidate?: LineageCandidate | undefined;
  readonly decisions: readonly Decision[];
}

/** All that a dataset version is made from: nothing else may enter it, no clock and no chance. */
export interface DatasetMaterial {
  readonly project: Project;
  readonly sources: readonly Source[];
  /** Confirmed events only. */
  readonly events: readonly MaterialEvent[];
  readonly kinds: ReadonlyMap<string, EventKind>;
  readonly undecided: number;
  readonly disputed: number;
}
