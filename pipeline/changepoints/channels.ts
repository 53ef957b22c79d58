import type { FeatureDeclaration } from '#contract/features';
import type { Column } from '#contract/ports/kernels';
import type { Series } from '#contract/ports/scene';
import { onSpan, type SeriesReader } from '#pipeline/features/series-reader';

/** What a track's change points are looked for in. */
export const changeChannels = ['speed', 'heading', 'pose_entropy'] as const;
export type ChangeChannel = (typeof changeChannels)[number];

export function isChangeChannel(feature: string): feature is ChangeChannel {
  return changeChannels.some((channel) => channel === feature);
}

/** Equally long columns on the frames from `startFrame` on; a frame in which one of them is missing is unknown. */
export interface ChannelColumns {
  readonly startFrame: number;
  readonly columns: readonly Column[];
}

/** A heading jumps from pi to -pi where nothing turns; its unit vector does not. Taken from the velocity, it needs no sine. */
function unitVectors(heading: Column, vx: Column, vy: Column): readonly Column[] {
  const x = new Float32Array(heading.length).fill(Number.NaN);
  const y = new Float32Array(heading.length).fill(Number.NaN);
  for (let i = 0; i < heading.length; i += 1) {
    if (Number.isNaN(heading[i])) continue;
    const [dx, dy] = [vx[i] ?? Number.NaN, vy[i] ?? Number.NaN];
    const length = Math.sqrt(dx * dx + dy * dy);
    x[i] = dx / length;
    y[i] = dy / length;
  }
  return [x, y];
}

/** The columns of a channel on the whole span of a track; undefined where the track has no such feature. */
export function channelOf(
  reader: SeriesReader,
  track: number,
  channel: ChangeChannel,
): ChannelColumns | undefined {
  const whole = reader.source.tracks[track];
  if (whole === undefined || reader.track(track, channel) === undefined) return undefined;
  const { startFrame, endFrame } = whole;
  const read = (feature: string) => onSpan(reader.track(track, feature), startFrame, endFrame);
  const values = read(channel);
  return {
    startFrame,
    columns: channel === 'heading' ? unitVectors(values, read('vx'), read('vy')) : [values],
  };
}

/** The columns that a feature is searched in when all there is of it is its series: of an angle, its unit vector. */
export function shownColumns({ shape }: FeatureDeclaration, { startFrame, values }: Series): ChannelColumns {
  const columns = shape === 'angle' ? [values.map(Math.cos), values.map(Math.sin)] : [values];
  return { startFrame, columns };
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
