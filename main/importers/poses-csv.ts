import type { Result } from '#contract/errors';
import {
  checkWhole,
  isFault,
  readNumber,
  readOptionalNumber,
  type CellFault,
} from '#pipeline/normalize/cell';
import type { Synonyms } from '#pipeline/normalize/column-map';
import { growableFloat32, growableInt32 } from '#pipeline/normalize/growable';
import { createRowOrderCheck } from '#pipeline/normalize/row-order';
import { mapBySynonyms, readCsv, type CellOf } from './csv-table.ts';
import { attempt, type InputPart } from './input-part.ts';
import type { PoseTable } from './pose-table.ts';
import type { PoseRow } from './track-format.ts';
import type { Quarantine } from './quarantine.ts';

/** Columns of poses with the names under which they may come. */
export const poseSynonyms = {
  frame: ['frame', 'frame_index', 'frame_id'],
  track_id: ['track_id', 'trackid', 'id', 'track'],
  keypoint: ['keypoint', 'keypoint_name', 'joint', 'part', 'bodypart'],
  x: ['x', 'x_px'],
  y: ['y', 'y_px'],
  score: ['score', 'conf', 'confidence', 'likelihood'],
} as const satisfies Synonyms<string>;
type PoseField = keyof typeof poseSynonyms;
export const requiredPoseFields: readonly PoseField[] = ['frame', 'track_id', 'keypoint', 'x', 'y'];

/** What poses may speak of. */
export interface PoseLimits {
  readonly trackIds: readonly string[];
  /** Frames are below this. */
  readonly frameCount: number;
}

function toPoint([frame = 0, x = 0, y = 0]: readonly number[]) {
  return { frame, x, y };
}

function trimmed(text: string | undefined): string {
  return text?.trim() ?? '';
}

/** A keypoint from the cells of its row, or the first cell that cannot be read. */
export function readPoseRow(cell: CellOf<PoseField>): PoseRow | CellFault {
  const numbers: number[] = [];
  for (const field of ['frame', 'x', 'y'] as const) {
    const value = readNumber(field, cell(field) ?? '');
    if (isFault(value)) return value;
    numbers.push(value);
  }
  const score = readOptionalNumber('score', cell('score'));
  if (isFault(score)) return score;
  return {
    ...toPoint(numbers),
    trackId: trimmed(cell('track_id')),
    keypoint: trimmed(cell('keypoint')),
    score,
  };
}

function checkRow(
  row: PoseRow,
  tracks: ReadonlyMap<string, number>,
  frameCount: number,
): CellFault | undefined {
  const frame = checkWhole('frame', row.frame);
  if (isFault(frame)) return frame;
  if (frame >= frameCount)
    return { field: 'frame', message: `Frame ${frame} lies beyond the ${frameCount} pictures.` };
  if (!tracks.has(row.trackId)) return { field: 'track_id', message: `There is no track ${row.trackId}.` };
  if (row.keypoint === '') return { field: 'keypoint', message: 'keypoint is empty.' };
  return undefined;
}

function createPoseCollector(limits: PoseLimits) {
  const tracks = new Map(limits.trackIds.map((id, at) => [id, at]));
  const keypoints = new Map<string, number>();
  const columns = {
    frame: growableInt32(),
    track: growableInt32(),
    keypoint: growableInt32(),
    line: growableInt32(),
  };
  const values = { xPx: growableFloat32(), yPx: growableFloat32(), score: growableFloat32() };
  /** Track and keypoint as one number. */
  const seriesOf = (track: number, keypoint: number): number => keypoint * limits.trackIds.length + track;

  function* earlier() {
    const [track, keypoint, line] = [
      columns.track.values(),
      columns.keypoint.values(),
      columns.line.values(),
    ];
    for (const [row, frame] of columns.frame.values().entries())
      yield { series: seriesOf(track[row] ?? 0, keypoint[row] ?? 0), frame, line: line[row] ?? 0 };
  }
  const order = createRowOrderCheck(earlier);

  return {
    add(row: PoseRow, line: number): CellFault | undefined {
      const fault = checkRow(row, tracks, limits.frameCount);
      if (fault !== undefined) return fault;
      const track = tracks.get(row.trackId) ?? 0;
      const keypoint = keypoints.get(row.keypoint) ?? keypoints.size;
      keypoints.set(row.keypoint, keypoint);
      const place = order.add(seriesOf(track, keypoint), row.frame, line);
      if (place.kind === 'duplicate')
        return { field: 'keypoint', message: `This keypoint is there already, in line ${place.firstLine}.` };
      columns.frame.push(row.frame);
      columns.track.push(track);
      columns.keypoint.push(keypoint);
      columns.line.push(line);
      values.xPx.push(row.x);
      values.yPx.push(row.y);
      values.score.push(row.score);
      return undefined;
    },
    finish: (): PoseTable => ({
      trackIds: limits.trackIds,
      keypoints: [...keypoints.keys()],
      frame: columns.frame.values(),
      track: columns.track.values(),
      keypoint: columns.keypoint.values(),
      xPx: values.xPx.values(),
      yPx: values.yPx.values(),
      score: values.score.values(),
    }),
  };
}

/** Poses as CSV: `frame, track_id, keypoint, x, y` (px), optionally `score`; one row per keypoint. Bad rows go to the quarantine. */
export function readPosesCsv(
  part: InputPart,
  limits: PoseLimits,
  quarantine: Quarantine,
): Promise<Result<{ readonly poses: PoseTable; readonly rowsGiven: number }>> {
  return attempt(part, async () => {
    const collector = createPoseCollector(limits);
    const { rowsGiven } = await readCsv(part, { mapHeader: mapBySynonyms(poseSynonyms, requiredPoseFields) }, quarantine, (cell, line) => {
      const row = readPoseRow(cell);
      return isFault(row) ? row : collector.add(row, line);
    });
    return { poses: collector.finish(), rowsGiven };
  });
}
