import { useQuery } from '@tanstack/react-query';
import type { Problem } from '#contract/errors';
import type { Viewing } from '#contract/rpc/review';
import type { TraceQuery } from '#contract/http';
import { asProblem } from '../../app/problem.ts';
import type { Readings } from '../clip/Overlay.tsx';
import { traceQuery, traceRange, valueAt, type Trace } from '../traces/trace.ts';
import { subjectOf, type ClauseRow, type TraceSubject } from './clauses.ts';
import { zoneOf } from '../../shared-ui/participants.ts';
import { formatUnit } from '../../shared-ui/format.ts';
import { formatValue } from './words.ts';

function queryOf(viewing: Viewing, subject: TraceSubject): TraceQuery {
  const { candidate, source } = viewing;
  const { startFrame, endFrame } = traceRange(candidate, source.frameCount);
  return { job: candidate.jobId, from: startFrame, to: endFrame, ...subject };
}

const nobody: TraceSubject = { feature: 'speed', a: '-' };

/** The trace of a subject of the viewing's job, and why it cannot be had where that is so. */
export function useTraceOrFault(
  viewing: Viewing,
  subject: TraceSubject | undefined,
): { readonly trace: Trace | undefined; readonly fault: Problem | undefined } {
  const query = useQuery({
    ...traceQuery(queryOf(viewing, subject ?? nobody)),
    enabled: subject !== undefined,
  });
  if (subject === undefined) return { trace: undefined, fault: undefined };
  return { trace: query.data, fault: query.isError ? asProblem(query.error) : undefined };
}

function useTrace(viewing: Viewing, subject: TraceSubject | undefined): Trace | undefined {
  return useTraceOrFault(viewing, subject).trace;
}

/** The actor's own speed: what a viewing shows when its rule measures nothing else. */
export function actorSubject(viewing: Viewing, feature: string): TraceSubject | undefined {
  const actor = viewing.candidate.actors.find((participant) => zoneOf(participant) === undefined);
  return actor === undefined ? undefined : { feature, a: actor.trackId };
}

function inWords(trace: Trace | undefined, frame: number): string | undefined {
  const value = valueAt(trace, frame);
  return trace === undefined || Number.isNaN(value)
    ? undefined
    : `${formatValue(value)} ${formatUnit(trace.unit)}`;
}

/** Numbers on the picture: the actor's speed and acceleration, and the pair's distance where the rule reads one. */
export function useReadings(viewing: Viewing, rows: readonly ClauseRow[]): Readings {
  const distance = rows
    .filter(({ clause }) => clause.feature?.name === 'distance')
    .map(({ clause }) => subjectOf(clause, viewing.candidate))
    .find((subject) => subject?.b !== undefined);
  const between = useTrace(viewing, distance);
  const speed = useTrace(viewing, actorSubject(viewing, 'speed'));
  const acceleration = useTrace(viewing, actorSubject(viewing, 'accel_along'));
  return {
    pair: distance?.b === undefined ? undefined : { a: distance.a, b: distance.b },
    pairText: (frame) => inWords(between, frame),
    actorText: (frame) => {
      const parts = [inWords(speed, frame), inWords(acceleration, frame)].filter(
        (words) => words !== undefined,
      );
      return parts.length === 0 ? undefined : parts.join('  ');
    },
  };
}
