import { queryOptions } from '@tanstack/react-query';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Problem } from '#contract/errors';
import { httpPaths, traceMetaSchema, type TraceSubject } from '#contract/http';
import type { FrameSpan } from '#contract/interval';
import { asProblem } from '../../app/problem.ts';
import { queryClient } from '../../app/query-client.ts';
import { fetchArrow, floats, wholes } from '../clip/arrow.ts';
import {
  bestPieces,
  levelFor,
  rootTile,
  tileAt,
  tileBuckets,
  tilesIn,
  tileSpan,
  type Piece,
  type TileKey,
} from './tiles.ts';

export interface FeedState {
  /** Counts up whenever more of the trace has come. */
  readonly version: number;
  /** Known once anything has come. */
  readonly unit: string | undefined;
  readonly fault: Problem | undefined;
}

/** One trace, fetched tile by tile as it is looked at. */
export interface TraceFeed {
  readonly store: StoreApi<FeedState>;
  /** What is here of a window, as fine as a strip so wide shows; asks for what lacks. Empty before anything has come. */
  look(window: FrameSpan, widthPx: number): readonly Piece[];
  /** The exact value of a frame; NaN where it is unknown or not here yet, and then it is asked for. */
  valueAt(frame: number): number;
  /** Asks again for what could not be had. */
  retry(): void;
}

interface Tile {
  readonly piece: Piece;
  readonly unit: string;
}

/** A tile never changes for a job. */
function tileQuery(subject: TraceSubject, tile: TileKey) {
  const { startFrame: from, endFrame: to } = tileSpan(tile);
  return queryOptions({
    queryKey: ['trace', subject, tile],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }): Promise<Tile> => {
      const path = httpPaths.trace({ ...subject, from, to, width: tileBuckets });
      const { table, meta } = await fetchArrow(path, traceMetaSchema, signal);
      return {
        unit: meta.unit,
        piece: {
          startFrame: from,
          bucketFrames: meta.bucketFrames,
          min: Float32Array.from(floats(table, 'min')),
          max: Float32Array.from(floats(table, 'max')),
          missing: Uint8Array.from(wholes(table, 'missing')),
        },
      };
    },
  });
}

/** A feed of one feature of one subject over a clip of so many frames. The whole clip comes first. */
export function createTraceFeed(subject: TraceSubject, frameCount: number): TraceFeed {
  const store = createStore<FeedState>(() => ({ version: 0, unit: undefined, fault: undefined }));
  const here = new Map<string, Piece>();
  const asked = new Set<string>();
  const root = rootTile(frameCount);
  const nameOf = ({ level, index }: TileKey): string => `${level}/${index}`;

  function ask(tile: TileKey): void {
    const name = nameOf(tile);
    if (asked.has(name)) return;
    asked.add(name);
    queryClient.fetchQuery(tileQuery(subject, tile)).then(
      ({ piece, unit }) => {
        here.set(name, piece);
        store.setState(({ version }) => ({ version: version + 1, unit, fault: undefined }));
      },
      (thrown: unknown) => store.setState({ fault: asProblem(thrown) }),
    );
  }

  return {
    store,
    look(window, widthPx) {
      const wanted = tilesIn(window, Math.min(root.level, levelFor(window, widthPx)));
      for (const tile of [root, ...wanted]) ask(tile);
      return bestPieces(wanted, (tile) => here.get(nameOf(tile)));
    },
    valueAt(frame) {
      const tile = tileAt(0, frame);
      ask(tile);
      const piece = here.get(nameOf(tile));
      return piece?.min[frame - piece.startFrame] ?? Number.NaN;
    },
    retry() {
      for (const name of asked) if (!here.has(name)) asked.delete(name);
      store.setState(({ version }) => ({ version: version + 1, fault: undefined }));
    },
  };
}
