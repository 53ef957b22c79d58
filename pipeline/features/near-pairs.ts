import type { FrameSpan } from '#contract/interval';

/** Points of tracks by frame in one plane; NaN where a track is not there. */
export interface PlanePoints {
  readonly tracks: number;
  /** x of `track` at `frame`. */
  x(track: number, frame: number): number;
  y(track: number, frame: number): number;
  /** Tracks that have a point at some frame. */
  present(): readonly number[];
}

interface Standing {
  readonly track: number;
  readonly x: number;
  readonly y: number;
}

function standingAt(points: PlanePoints, order: readonly number[], frame: number): Standing[] {
  const standing: Standing[] = [];
  for (const track of order) {
    const x = points.x(track, frame);
    const y = points.y(track, frame);
    if (!Number.isNaN(x) && !Number.isNaN(y)) standing.push({ track, x, y });
  }
  return standing.sort((one, other) => one.x - other.x);
}

/** Adds each pair of the sorted row of points that is within `reach` along both axes. */
function addNear(standing: readonly Standing[], reach: number, tracks: number, found: Set<number>): void {
  for (const [i, one] of standing.entries()) {
    for (let j = i + 1; j < standing.length; j += 1) {
      const other = standing[j];
      if (other === undefined || other.x - one.x > reach) break;
      if (Math.abs(other.y - one.y) > reach) continue;
      found.add(Math.min(one.track, other.track) * tracks + Math.max(one.track, other.track));
    }
  }
}

/**
 * Pairs of tracks, as `a * tracks + b` with a < b ascending, whose points are within `reach` along both axes in at least one
 * frame of the span: a superset of those within that distance. Sweeps each frame in order of x, so pairs far apart cost nothing.
 */
export function nearPairs(points: PlanePoints, span: FrameSpan, reach: number): readonly number[] {
  const found = new Set<number>();
  const present = points.present();
  for (let frame = span.startFrame; frame < span.endFrame; frame += 1)
    addNear(standingAt(points, present, frame), reach, points.tracks, found);
  return [...found].sort((one, other) => one - other);
}
