import { queryOptions, useQueries } from '@tanstack/react-query';
import { useStore } from 'zustand';
import type { Source } from '#contract/entities/source';
import type { FrameSpan } from '#contract/interval';
import type { Player } from './player.ts';
import { chunkFrames, chunksOf, fetchChunk, type TrackChunk } from './tracks.ts';

/** Boxes of one chunk of a source; they never change. */
export function chunkQuery(sourceId: string, chunk: number, frameCount: number) {
  return queryOptions({
    queryKey: ['tracks', sourceId, chunk],
    queryFn: ({ signal }) => fetchChunk(sourceId, chunk, frameCount, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

function combine(results: readonly { readonly data: TrackChunk | undefined }[]): readonly TrackChunk[] {
  return results.map(({ data }) => data).filter((chunk) => chunk !== undefined);
}

/** Loaded boxes around an event and around the playhead, with the picture's two seconds of trail before it. */
export function useTrackChunks(source: Source, span: FrameSpan, player: Player): readonly TrackChunk[] {
  const here = useStore(player.store, ({ frame }) => Math.floor(frame / chunkFrames));
  const behind = useStore(player.store, ({ frame }) =>
    Math.floor(Math.max(0, frame - 2 * source.fps) / chunkFrames),
  );
  const last = Math.floor((source.frameCount - 1) / chunkFrames);
  const wanted = [...new Set([...chunksOf(span), behind, here])].filter(
    (chunk) => chunk >= 0 && chunk <= last,
  );
  return useQueries({
    queries: wanted.toSorted((a, b) => a - b).map((chunk) => chunkQuery(source.id, chunk, source.frameCount)),
    combine,
  });
}
