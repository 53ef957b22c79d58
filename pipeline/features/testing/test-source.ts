import { nominalFrameIndex } from '#contract/entities/frame-index';
import type { Series } from '#contract/ports/scene';
import { prepareSource, type FeatureSource, type SourceParts } from '../feature-source.ts';
import { buildTable, type TestRow } from './build-table.ts';

export const testFps = 25;

/** Rows of a walk on the frames `[from, to)`, one every `step`, at 25 pictures per second. */
export function walk(
  at: (timeS: number) => readonly [number, number],
  frames: { readonly from?: number; readonly to: number; readonly step?: number },
): readonly TestRow[] {
  const { from = 0, to, step = 1 } = frames;
  return Array.from({ length: Math.ceil((to - from) / step) }, (_, i) => {
    const frame = from + i * step;
    return { frame, ground: at(frame / testFps) };
  });
}

/** A source in metres (unless said otherwise) of as many frames as its rows need. */
export function testSource(
  tracks: Readonly<Record<string, readonly TestRow[]>>,
  parts: Partial<SourceParts> = {},
): FeatureSource {
  const frames = 1 + Math.max(0, ...Object.values(tracks).flatMap((rows) => rows.map(({ frame }) => frame)));
  return prepareSource({
    table: buildTable(tracks),
    frameIndex: nominalFrameIndex(frames, testFps),
    space: 'metric',
    ...parts,
  });
}

/** The number at a frame, NaN outside. */
export function valueIn(series: Series | undefined, frame: number): number {
  return series?.values[frame - series.startFrame] ?? Number.NaN;
}
