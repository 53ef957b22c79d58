import { useMemo } from 'react';
import { useStore } from 'zustand';
import { traceSubjectSchema, type TraceSubject } from '#contract/http';
import type { Viewing } from '#contract/rpc/review';
import type { Readings } from '../clip/Overlay.tsx';
import { createTraceFeed, type TraceFeed } from '../traces/feed.ts';
import { subjectOf, type ClauseRow, type ClauseSubject } from './clauses.ts';
import { zoneOf } from '../../shared-ui/participants.ts';
import { formatUnit } from '../../shared-ui/format.ts';
import { formatValue } from './words.ts';

/** The subject of a clause as a series of the viewing's job. */
export function seriesOf(viewing: Viewing, subject: ClauseSubject): TraceSubject {
  return { job: viewing.candidate.jobId, ...subject };
}

/** The feed of a subject of the viewing's job; the same as long as both stay what they are. */
export function useTraceFeed(viewing: Viewing, subject: ClauseSubject): TraceFeed {
  const { frameCount } = viewing.source;
  const key = JSON.stringify(seriesOf(viewing, subject));
  // The subject is made anew by every render; its text is not.
  return useMemo(
    () => createTraceFeed(traceSubjectSchema.parse(JSON.parse(key)), frameCount),
    [key, frameCount],
  );
}

/** The actor's own speed: what a viewing shows when its rule measures nothing else. */
export function actorSubject(viewing: Viewing, feature: string): ClauseSubject | undefined {
  const actor = viewing.candidate.actors.find((participant) => zoneOf(participant) === undefined);
  return actor === undefined ? undefined : { feature, a: actor.trackId };
}

const nobody: ClauseSubject = { feature: 'speed', a: '-' };

/** Reads a subject's values in words; undefined where there is no subject or no value. */
function useWords(
  viewing: Viewing,
  subject: ClauseSubject | undefined,
): (frame: number) => string | undefined {
  const feed = useTraceFeed(viewing, subject ?? nobody);
  const unit = useStore(feed.store, (state) => state.unit);
  // What is read must be read again once more of it has come.
  const version = useStore(feed.store, (state) => state.version);
  const isSomebody = subject !== undefined;
  return useMemo(() => {
    void version;
    return (frame) => {
      const value = isSomebody ? feed.valueAt(frame) : Number.NaN;
      return Number.isNaN(value) ? undefined : `${formatValue(value)} ${formatUnit(unit)}`;
    };
  }, [feed, unit, version, isSomebody]);
}

/** Numbers on the picture: the actor's speed and acceleration, and the pair's distance where the rule reads one. */
export function useReadings(viewing: Viewing, rows: readonly ClauseRow[]): Readings {
  const distance = rows
    .filter(({ clause }) => clause.feature?.name === 'distance')
    .map(({ clause }) => subjectOf(clause, viewing.candidate))
    .find((subject) => subject?.b !== undefined);
  const pairText = useWords(viewing, distance);
  const speed = useWords(viewing, actorSubject(viewing, 'speed'));
  const acceleration = useWords(viewing, actorSubject(viewing, 'accel_along'));
  return {
    pair: distance?.b === undefined ? undefined : { a: distance.a, b: distance.b },
    pairText,
    actorText: (frame) => {
      const parts = [speed(frame), acceleration(frame)].filter((words) => words !== undefined);
      return parts.length === 0 ? undefined : parts.join('  ');
    },
  };
}
