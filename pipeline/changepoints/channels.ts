import type { Column } from '#contract/ports/kernels';
import { onSpan, type SeriesReader } from '#pipeline/features/series-reader';

/** What a track's change points are looked for in. */
export const changeChannels = ['speed', 'heading', 'pose_entropy'] as const;
export type ChangeChannel = (typeof changeChannels)[number];

/** Equally long columns on the frames from `startFrame` on; a frame in which one of them is missing is unknown. */
export interface ChannelColumns {
  readonly startFrame: number;
  readonly columns: readonly Column[];
}

/** A heading jumps from pi to -pi where nothing turns; its unit vector does not. */
function unitVectors(heading: Column): readonly Column[] {
  return [heading.map(Math.cos), heading.map(Math.sin)];
}

/** The columns of a channel on the whole span of a track; undefined where the track has no such feature. */
export function channelOf(
  reader: SeriesReader,
  track: number,
  channel: ChangeChannel,
): ChannelColumns | undefined {
  const series = reader.track(track, channel);
  const whole = reader.source.tracks[track];
  if (series === undefined || whole === undefined) return undefined;
  const values = onSpan(series, whole.startFrame, whole.endFrame);
  return {
    startFrame: whole.startFrame,
    columns: channel === 'heading' ? unitVectors(values) : [values],
  };
}

/** Maximal runs `[start, end)` of indices in which every column is known. */
export function knownStretches(columns: readonly Column[]): readonly (readonly [number, number])[] {
  const length = columns[0]?.length ?? 0;
  const stretches: (readonly [number, number])[] = [];
  let start = -1;
  for (let i = 0; i <= length; i += 1) {
    const known = i < length && columns.every((column) => !Number.isNaN(column[i] ?? Number.NaN));
    if (known && start < 0) start = i;
    if (known || start < 0) continue;
    stretches.push([start, i]);
    start = -1;
  }
  return stretches;
}
