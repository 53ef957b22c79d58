import type { Zone } from '#contract/entities/zone';
import type { SeriesReader } from '#pipeline/features/series-reader';
import type { SourceParts } from '#pipeline/features/feature-source';
import type { TestRow } from '#pipeline/features/testing/build-table';
import { runFamilies } from '#pipeline/features/testing/run-families';
import { testSource, valueIn } from '#pipeline/features/testing/test-source';
import { createWasmKernels } from '#native/kernels/wasm-kernels';

/** The features of a test's tracks, in metres at 25 pictures per second unless said otherwise. */
export function readerOf(
  tracks: Readonly<Record<string, readonly TestRow[]>>,
  parts: Partial<SourceParts> = {},
): SeriesReader {
  return runFamilies(testSource(tracks, parts), createWasmKernels());
}

/** A stored feature of a track in one frame. */
export function featureAt(reader: SeriesReader, track: number, name: string, frame: number): number {
  return valueIn(reader.track(track, name), frame);
}

/** An area or a line with these corners. */
export function zone(id: string, kind: Zone['kind'], space: Zone['space'], ...points: Zone['points']): Zone {
  return { id, kind, space, points };
}
