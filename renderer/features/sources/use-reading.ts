import { skipToken, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Problem } from '#contract/errors';
import type { ImportProgress } from '#contract/rpc/source-reading';
import type { Inspection } from '#contract/rpc/sources';
import { asProblem } from '../../app/problem.ts';
import type { SourceDraft } from './draft.ts';
import { doubledRole, isAboutPlace, refusalOf, toInspectRequest } from './import-plan.ts';
import { inspect } from './inspect.ts';

/** What reading the draft's files says. */
export interface Reading {
  /** What was read last of these tracks; kept in sight while they are read anew or refused. */
  readonly inspection: Inspection | undefined;
  /** True where the inspection is of the present choices. */
  readonly current: boolean;
  readonly reading: boolean;
  readonly progress: ImportProgress | undefined;
  readonly refusal: Problem | undefined;
  /** The refusal, where it is about time and space. */
  readonly place: Problem | undefined;
  readonly onRetry: (() => void) | undefined;
}

const settleMs = 250;

/** The text once it stayed the same for a moment, so that typing is not read letter by letter. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), settleMs);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

function useInspection(draft: SourceDraft, projectId: string) {
  const [progress, setProgress] = useState<ImportProgress>();
  const request = toInspectRequest(draft, projectId);
  const wanted = request === undefined ? '' : JSON.stringify(request);
  const settled = useSettled(wanted);
  const ready = request !== undefined && settled === wanted;
  const query = useQuery({
    queryKey: ['inspect', ready ? settled : ''],
    queryFn: ready ? ({ signal }) => inspect(request, setProgress, signal) : skipToken,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
  return { query, progress, sendable: request !== undefined, ready };
}

/** Keeps the last inspection as long as the tracks stay the same file. */
function useLast(inspection: Inspection | undefined, tracks: string | undefined): Inspection | undefined {
  const [last, setLast] = useState({ inspection, tracks });
  if (inspection !== undefined && (last.inspection !== inspection || last.tracks !== tracks))
    setLast({ inspection, tracks });
  if (inspection !== undefined || tracks === undefined) return inspection;
  return last.tracks === tracks ? last.inspection : undefined;
}

function tracksOf({ files }: SourceDraft): string | undefined {
  return files.find(({ role }) => role === 'tracks')?.uploadId;
}

function refusedAs(refusal: Problem | undefined): Pick<Reading, 'refusal' | 'place'> {
  return { refusal, place: refusal !== undefined && isAboutPlace(refusal) ? refusal : undefined };
}

/** Reads the draft's files as it says, anew after every choice. */
export function useReading(draft: SourceDraft, projectId: string): Reading {
  const { query, progress, sendable, ready } = useInspection(draft, projectId);
  const inspection = useLast(ready ? query.data : undefined, tracksOf(draft));
  const doubled = doubledRole(draft);
  const failed = ready && query.isError ? asProblem(query.error) : refusalOf(query.data);
  return {
    inspection,
    current: ready && query.data !== undefined,
    reading: sendable && (!ready || query.isFetching),
    progress,
    ...refusedAs(doubled ?? failed),
    onRetry: doubled === undefined ? () => void query.refetch() : undefined,
  };
}
