import { queryOptions, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Problem } from '#contract/errors';
import type { TraceSubject } from '#contract/http';
import { client } from '../../app/client.ts';
import { setPreference, usePreference } from '../../app/preferences.ts';
import { asProblem } from '../../app/problem.ts';
import { changePointsKey, shownFeatures, withFeature } from '../traces/change-points.ts';
import type { Desk } from './desk.ts';

/** The change points of a series, ascending frames; they never change for a job. */
function changePointsQuery(subject: TraceSubject) {
  return queryOptions({
    queryKey: ['change-points', subject],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }) => (await client.jobs.changePoints(subject, { signal })).frames,
  });
}

/** The change points of one trace as they stand. */
export interface ShownChanges {
  /** Whether the reviewer wants them for this feature; kept as a preference. */
  readonly wanted: boolean;
  /** Ascending; undefined while they are looked for, and where they are not wanted. */
  readonly frames: readonly number[] | undefined;
  readonly fault: Problem | undefined;
  readonly toggle: () => void;
}

/** Change points of a trace, looked for once they are wanted, and known to the keys as long as they are shown. */
export function useChangePoints(desk: Desk, subject: TraceSubject): ShownChanges {
  const kept = usePreference(changePointsKey);
  const wanted = shownFeatures(kept).includes(subject.feature);
  const query = useQuery({ ...changePointsQuery(subject), enabled: wanted });
  const frames = wanted ? query.data : undefined;
  const key = JSON.stringify(subject);
  useEffect(() => {
    if (frames === undefined) return undefined;
    desk.changes.setState(({ bySeries }) => ({ bySeries: { ...bySeries, [key]: frames } }));
    return () =>
      desk.changes.setState(({ bySeries }) => {
        const { [key]: _gone, ...others } = bySeries;
        return { bySeries: others };
      });
  }, [desk, key, frames]);
  return {
    wanted,
    frames,
    fault: wanted && query.isError ? asProblem(query.error) : undefined,
    toggle: () => setPreference(changePointsKey, withFeature(kept, subject.feature, !wanted)),
  };
}
