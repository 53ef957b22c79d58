import { z } from 'zod';
import { nominalFrameIndex } from '#contract/entities/frame-index';
import type { PoseTable } from '#contract/entities/pose';
import { buildTracks, type TrackRow } from './build-tracks.ts';
import type { GivenSequence, GivenSet } from './given-set.ts';
import { readFolds, readRows, readText, readTruth, whole } from './read-given.ts';

const sequenceSchema = z.object({ sequence: z.string(), fps: z.coerce.number(), n_frames: whole });
const scopeSchema = z.object({ sequence: z.string(), type: z.string() });
const poseSchema = z.object({
  frame: whole,
  track_id: z.string(),
  keypoints: z.record(z.string(), z.tuple([z.number(), z.number(), z.number()])),
});
type PoseRow = z.infer<typeof poseSchema>;

const keypoints = ['top', 'body', 'tail', 'tail-m', 'tail-e'];

/** The box around a pose, the end of the tail left out: it whips far from the body. */
function rowOf({ frame, track_id: trackId, keypoints: points }: PoseRow): TrackRow {
  const row = { trackId, className: 'rat', frame };
  const seen = Object.values(points);
  if (seen.length === 0) return row;
  const [xs, ys] = [seen.map(([x]) => x), seen.map(([, y]) => y)];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { ...row, box: [x, y, Math.max(...xs) - x, Math.max(...ys) - y] };
}

function posesOf(rows: readonly PoseRow[]): PoseTable {
  const trackIds = [...new Set(rows.map(({ track_id: id }) => id))].toSorted();
  const points = rows
    .toSorted((a, b) => (a.track_id < b.track_id ? -1 : a.track_id > b.track_id ? 1 : a.frame - b.frame))
    .flatMap((row) =>
      Object.entries(row.keypoints).map(([name, [x, y, score]]) => ({
        frame: row.frame,
        track: trackIds.indexOf(row.track_id),
        keypoint: keypoints.indexOf(name),
        x,
        y,
        score,
      })),
    )
    .filter(({ keypoint }) => keypoint >= 0);
  return {
    trackIds,
    keypoints,
    frame: Int32Array.from(points, ({ frame }) => frame),
    track: Int32Array.from(points, ({ track }) => track),
    keypoint: Int32Array.from(points, ({ keypoint }) => keypoint),
    xPx: Float32Array.from(points, ({ x }) => x),
    yPx: Float32Array.from(points, ({ y }) => y),
    score: Float32Array.from(points, ({ score }) => score),
  };
}

/** Two rats per recording, poses of a real tracker. */
export function readRats(): GivenSet {
  const folds = readFolds('rats');
  const sequences = readRows(sequenceSchema, 'rats', 'sequences.csv').map((row): GivenSequence => {
    const lines = readText('rats', `${row.sequence}.poses.jsonl.gz`).trim().split('\n');
    const rows = lines.map((line) => poseSchema.parse(JSON.parse(line)));
    return {
      id: row.sequence,
      frames: row.n_frames,
      fps: row.fps,
      fold: folds.get(row.sequence),
      parts: {
        table: buildTracks(rows.map(rowOf)),
        frameIndex: nominalFrameIndex(row.n_frames, row.fps),
        space: 'body',
        poses: posesOf(rows),
      },
    };
  });
  const scope = readRows(scopeSchema, 'rats', 'scope.csv');
  return {
    name: 'rats',
    sequences,
    truth: readTruth((type) => type, 'rats', 'events.csv'),
    scope: new Set(scope.map(({ sequence, type }) => `${sequence}\n${type}`)),
  };
}
