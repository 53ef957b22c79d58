import { frameStartS, type FrameIndex } from '#contract/entities/frame-index';
import { frameAway } from './frame-index.ts';
import { boxesAt, type Box, type TrackChunk } from './tracks.ts';

/** Seconds of trail behind each track. */
export const trailS = 2;

export type Role = 'actor' | 'object';

/** A place on a trail with the speed that led there, in metres (or own box heights) per second. */
export interface TrailPoint {
  readonly box: Box;
  readonly speed: number;
}

export interface SceneTrack {
  readonly box: Box;
  readonly letter: string;
  readonly role: Role | undefined;
  /** The role's name in the event, as the ontology calls it. */
  readonly roleName: string | undefined;
  /** Oldest first, the present place last. */
  readonly trail: readonly TrailPoint[];
}

/** Who plays which role, and how tracks are called on this screen. */
export interface Cast {
  readonly roles: ReadonlyMap<string, { readonly role: Role; readonly name: string }>;
  readonly letters: ReadonlyMap<string, string>;
}

function speedBetween(before: Box, after: Box, seconds: number, metric: boolean): number {
  if (seconds <= 0) return Number.NaN;
  if (metric) return Math.hypot(after.xM - before.xM, after.yM - before.yM) / seconds;
  const middle = (box: Box): number => box.x + box.w / 2;
  const foot = (box: Box): number => box.y + box.h;
  return Math.hypot(middle(after) - middle(before), foot(after) - foot(before)) / after.h / seconds;
}

function trailsAt(
  index: FrameIndex,
  chunks: readonly TrackChunk[],
  frame: number,
  metric: boolean,
): ReadonlyMap<string, readonly TrailPoint[]> {
  const first = frameAway(index, frame, -trailS);
  const stride = Math.max(1, Math.round((frame - first) / 30));
  const trails = new Map<string, TrailPoint[]>();
  const seenAt = new Map<string, number>();
  for (let at = frame - Math.floor((frame - first) / stride) * stride; at <= frame; at += stride)
    for (const box of boxesAt(chunks, at)) {
      const trail = trails.get(box.trackId) ?? [];
      const before = trail.at(-1);
      const seconds = frameStartS(index, at) - frameStartS(index, seenAt.get(box.trackId) ?? at);
      trail.push({
        box,
        speed: before === undefined ? Number.NaN : speedBetween(before.box, box, seconds, metric),
      });
      trails.set(box.trackId, trail);
      seenAt.set(box.trackId, at);
    }
  return trails;
}

/** Every track of one picture with its trail; those with a role last, so that they are drawn on top. */
export function sceneAt(
  index: FrameIndex,
  chunks: readonly TrackChunk[],
  frame: number,
  metric: boolean,
  cast: Cast,
): readonly SceneTrack[] {
  const trails = trailsAt(index, chunks, frame, metric);
  return boxesAt(chunks, frame)
    .map((box): SceneTrack => {
      const part = cast.roles.get(box.trackId);
      return {
        box,
        letter: cast.letters.get(box.trackId) ?? box.trackId,
        role: part?.role,
        roleName: part?.name,
        trail: trails.get(box.trackId) ?? [],
      };
    })
    .toSorted((a, b) => Number(a.role !== undefined) - Number(b.role !== undefined));
}
