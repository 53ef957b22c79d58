import type { Participant, Provenance } from '#contract/entities/candidate';
import type { Clause } from '#contract/entities/clause';

/** What a rule found, before it gets an id and a job. Frames are half-open `[startFrame, endFrame)`. */
export interface ProposedCandidate {
  readonly type: string;
  readonly startFrame: number;
  readonly endFrame: number;
  readonly actors: readonly Participant[];
  readonly objects: readonly Participant[];
  readonly ruleName: string;
  /** 0.5 + half the mean robustness over the span, in [0, 1]. */
  readonly ruleScore: number;
  readonly clause: Clause;
  /** Share of the frames in which the rule was known, in [0, 1]. */
  readonly knownShare: number;
  /** Values of the named parameters the rule read, as written. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly stimulus?: Provenance['stimulus'];
}

/** An event type that could not be looked for in a source. */
export interface Starved {
  readonly type: string;
  readonly reason: string;
}

/** What the rules of one ontology found in one scene, by start, type and actors. */
export interface Proposal {
  readonly candidates: readonly ProposedCandidate[];
  readonly starved: readonly Starved[];
}
