import type { Candidate } from '#contract/entities/candidate';
import type { Job } from '#contract/entities/job';
import type { DecideInput, Reviewer } from '../decision-operations.ts';
import { insertJobCandidates } from '../job-candidates.ts';
import { packCandidate } from './pack-candidate.ts';
import type { ProducingJob } from '../job-candidates.ts';
import type { StoreContext } from '../operation.ts';
import { insertRow, sql } from '../rows.ts';
import { seedJob } from './seed-job.ts';
import type { SeededJob } from './seed-job.ts';

/** Frames and seconds of the seeded sources stand 25 to 1. */
export const seededFps = 25;

/** Two reviewers on two devices. */
export const ada: Reviewer = { reviewerId: 'ada', deviceId: 'device-a' };
export const ben: Reviewer = { reviewerId: 'ben', deviceId: 'device-b' };

/** A span in frames with its seconds. */
export function span(
  startFrame: number,
  endFrame: number,
): Pick<Candidate, 'startFrame' | 'endFrame' | 'startS' | 'endS'> {
  return { startFrame, endFrame, startS: startFrame / seededFps, endS: endFrame / seededFps };
}

/** A finished job on the seeded source. */
export function seedFinishedJob(context: StoreContext, seeded: SeededJob, number = 1): ProducingJob {
  const job: Job = {
    id: context.newId(),
    number,
    projectId: seeded.projectId,
    sourceId: seeded.source.id,
    ontologyVersionId: seeded.ontology.id,
    status: 'done',
    stage: 'finished',
    progress: 1,
    codeVersion: 'aftertrack 0.1.0',
    createdAt: context.now(),
  };
  insertRow(context.db, 'jobs', job);
  return job;
}

/** A candidate "walks" of track 1 at frames 10 to 30 of a job; `overrides` change it. */
export function buildCandidate(
  context: StoreContext,
  { seeded, job }: { readonly seeded: SeededJob; readonly job: ProducingJob },
  overrides: Partial<Candidate> = {},
): Candidate {
  const { id, name, version, sha256 } = seeded.ontology;
  const clause = { op: '>', text: 'speed(a) > 1', truth: 'true', robustness: 0.4, unknownFrames: 0 } as const;
  return {
    id: context.newId(),
    projectId: job.projectId,
    sourceId: job.sourceId,
    jobId: job.id,
    type: 'walks',
    ...span(10, 30),
    actors: [{ role: 'actor', trackId: '1' }],
    objects: [],
    ruleName: 'walks',
    ruleScore: 0.7,
    provenance: {
      ontology: { id, name, version, sha256 },
      sourceSha256: seeded.source.sha256,
      tracksSha256: seeded.source.tracksSha256,
      codeVersion: 'aftertrack 0.1.0',
      parameters: { pace: '1 m/s' },
      clause: { ...clause, children: [] },
      knownShare: 1,
    },
    createdAt: context.now(),
    ...overrides,
  };
}

/** A project whose first job proposed `count` walks, 40 frames apart, on a passed source long enough for them. */
export interface SeededReview {
  readonly seeded: SeededJob;
  readonly job: ProducingJob;
  readonly candidates: readonly Candidate[];
}

/** Seeds a project with a source, a job and its candidates. */
export function seedReview(context: StoreContext, count = 3): SeededReview {
  const seeded = seedJob(context, { privacyState: 'passed', frameCount: 40 * count + 40 });
  const job = seedFinishedJob(context, seeded);
  const candidates = Array.from({ length: count }, (_, i) =>
    buildCandidate(context, { seeded, job }, span(40 * i + 10, 40 * i + 30)),
  );
  insertJobCandidates(context, { job, candidates: candidates.map(packCandidate) });
  sql(context.db, 'DELETE FROM outbox').run();
  return { seeded, job, candidates };
}

/** An accept of the candidate as proposed, by Ada; `overrides` change it. */
export function accepting(candidate: Candidate, overrides: Partial<DecideInput> = {}): DecideInput {
  return {
    ...ada,
    kind: 'accept',
    candidateId: candidate.id,
    type: candidate.type,
    startFrame: candidate.startFrame,
    endFrame: candidate.endFrame,
    startS: candidate.startS,
    endS: candidate.endS,
    actors: candidate.actors,
    objects: candidate.objects,
    planView: false,
    elapsedMs: 4000,
    view: { candidateId: candidate.id, frame: candidate.startFrame },
    ...overrides,
  };
}
