import type { Job, JobStage, JobStatus } from '#contract/entities/job';
import type { Tone } from '../../shared-ui/Badge.tsx';
import { formatTook, plural } from '../../shared-ui/format.ts';

/** Colour of a job's state. */
export const statusTones: Readonly<Record<JobStatus, Tone>> = {
  queued: 'neutral',
  running: 'accent',
  done: 'ok',
  failed: 'bad',
  cancelled: 'warn',
};

const stages: Readonly<Record<JobStage, string>> = {
  waiting: 'waiting for its turn',
  kinematics: 'motion of each track',
  pairs: 'pairs of tracks',
  zones: 'tracks and zones',
  candidates: 'rules',
  finished: 'finished',
};

/** What a job is doing, in words. */
export function stageWords(job: Job): string {
  return stages[job.stage];
}

function doneWords(stats: NonNullable<Job['stats']>): string {
  const parts = [
    plural(stats.candidates, 'candidate'),
    ...(stats.reusedSteps === 0 ? [] : [`${stats.reusedSteps} of ${plural(stats.steps, 'step')} reused`]),
    ...(stats.superseded === 0 ? [] : [`${stats.superseded} replace earlier ones`]),
    ...(stats.starved.length === 0 ? [] : [`${plural(stats.starved.length, 'type')} could not run`]),
  ];
  return parts.join(', ');
}

/** What came of a job, in words; empty while nothing did. */
export function resultWords(job: Job): string {
  if (job.problem !== undefined) return job.problem.message;
  if (job.status === 'cancelled') return 'stopped; what it finished is kept';
  return job.stats === undefined ? '' : doneWords(job.stats);
}

/** How long a job took, or has run until `nowMs`; empty before it started. */
export function tookWords(job: Job, nowMs: number): string {
  if (job.startedAt === undefined) return '';
  const endMs = job.finishedAt === undefined ? nowMs : Date.parse(job.finishedAt);
  return formatTook(Math.max(0, endMs - Date.parse(job.startedAt)));
}

/** True while a job may still change by itself. */
export function isLive(job: Job): boolean {
  return job.status === 'queued' || job.status === 'running';
}

/** The jobs that failed and that no later job of the same source made good, newest first. */
export function openFailures(jobs: readonly Job[]): readonly Job[] {
  const newest = jobs.toSorted((a, b) => b.number - a.number);
  const latest = newest.filter(
    (job, i) => newest.findIndex((other) => other.sourceId === job.sourceId) === i,
  );
  return latest.filter((job) => job.status === 'failed');
}
