import type { Candidate } from '#contract/entities/candidate';
import type { NewCandidate } from '../candidate-rows.ts';

/** A candidate with its provenance as JSON, as a job stores it. */
export function packCandidate({ provenance, ...columns }: Candidate): NewCandidate {
  return { ...columns, knownShare: provenance.knownShare, provenanceJson: JSON.stringify(provenance) };
}
