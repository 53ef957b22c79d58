import type { ProjectSummary } from '#contract/rpc/projects';

type Today = Pick<ProjectSummary['decisionsToday'], 'total' | 'accepted' | 'rejected' | 'skipped'>;

/** Decisions of today by what they were; what neither accepts, rejects nor skips is a flag for somebody else to settle. */
export function todayCounts({ total, accepted, rejected, skipped }: Today) {
  return { accepted, rejected, skipped, flagged: Math.max(0, total - accepted - rejected - skipped) };
}
