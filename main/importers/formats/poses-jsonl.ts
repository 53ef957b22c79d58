import { z } from 'zod';
import { parseJsonObject } from '#main/importers/json-lines';
import type { TrackFormat } from '#main/importers/track-format';
import { checkWhole, isFault, type CellFault } from '#pipeline/normalize/cell';
import { readRows } from './line-rows.ts';
import { createPoseSink, type Keypoint, type Pose, type PoseSink } from './pose-boxes.ts';
import { createSamples } from './seen-samples.ts';

const idSchema = z.union([z.string(), z.number()]);
const number = z.number().nullable();
const pointSchema = z.union([z.tuple([number, number]), z.tuple([number, number, number])]).nullable();
const keypointsSchema = z.record(z.string(), z.unknown());
const columns = [
  { name: 'frame', becomes: 'frame' },
  { name: 'track_id', becomes: 'track_id' },
  { name: 'keypoints', becomes: 'keypoints' },
];

type Row = Readonly<Record<string, unknown>>;

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** A keypoint; undefined where it has no place. */
function readKeypoint(name: string, value: unknown): Keypoint | CellFault | undefined {
  const parsed = pointSchema.safeParse(value);
  if (!parsed.success) return { field: name, message: `${name} is ${shown(value)}, not [x, y, likelihood].` };
  const [x, y, score = Number.NaN] = (parsed.data ?? []).map((of) => of ?? Number.NaN);
  if (x === undefined || y === undefined || (Number.isNaN(x) && Number.isNaN(y))) return undefined;
  if (Number.isNaN(x) !== Number.isNaN(y))
    return { field: name, message: `${name} has only one of x and y.` };
  return { name, x, y, score };
}

interface Head {
  readonly frame: number;
  readonly trackId: string;
  readonly keypoints: Row;
}

function readHead(row: Row): Head | CellFault {
  const { frame, track_id: id, keypoints } = row;
  if (typeof frame !== 'number')
    return { field: 'frame', message: `frame is ${shown(frame)}, not a number.` };
  const whole = checkWhole('frame', frame);
  if (isFault(whole)) return whole;
  const trackId = idSchema.safeParse(id);
  if (!trackId.success) return { field: 'track_id', message: `track_id is ${shown(id)}, not a name.` };
  const points = keypointsSchema.safeParse(keypoints);
  if (!points.success || Array.isArray(keypoints))
    return { field: 'keypoints', message: `keypoints is ${shown(keypoints)}, not an object.` };
  return { frame: whole, trackId: String(trackId.data), keypoints: points.data };
}

/** Takes one row; one fault is told of it, and its other keypoints load. */
function takeRow(row: Row, line: number, poses: PoseSink, firstFrame: number): CellFault | undefined {
  const head = readHead(row);
  if (isFault(head)) return head;
  const read = Object.entries(head.keypoints).map(([name, value]) => readKeypoint(name, value));
  const faults = read.filter((keypoint): keypoint is CellFault => isFault(keypoint));
  const keypoints = read.filter((of): of is Keypoint => of !== undefined && !isFault(of));
  if (keypoints.length === 0) return faults[0];
  const className = typeof row['class'] === 'string' ? row['class'] : '';
  const pose: Pose = {
    frame: head.frame - firstFrame,
    trackId: head.trackId,
    className,
    conf: Number.NaN,
    keypoints,
  };
  const refused = poses.add(pose, line);
  return faults[0] ?? refused;
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0]?.trim() ?? '';
}

/**
 * Poses as JSON Lines, one object per track and picture: `{"frame": 0, "track_id": "a", "keypoints": {"nose": [x, y, score]}}`
 * in px, frames from 0; the score may be left out, and a keypoint that is not seen may be null. A format of our own.
 */
export const posesJsonlFormat: TrackFormat = {
  id: 'poses_jsonl',
  name: 'Poses, JSON Lines',
  gives: 'tracks and poses',
  detect(head) {
    const line = firstLine(head.text ?? '');
    const named = /"keypoints"\s*:\s*\{/.test(line) && /"frame"\s*:/.test(line) && line.startsWith('{');
    if (!named) return { sure: 0, because: 'its first line is no object with frame and keypoints by name' };
    const tracked = /"track_id"\s*:/.test(line);
    return { sure: tracked ? 0.98 : 0.5, because: 'its first line is an object with keypoints by name' };
  },
  async read(part, sinks, quarantine, options) {
    const poses = createPoseSink(sinks, options);
    const samples = createSamples();
    const rowsGiven = await readRows(part, quarantine, ({ text, line, refuse }) => {
      const parsed = parseJsonObject(text);
      if (isFault(parsed)) return refuse(parsed.message, 1);
      samples.take(columns.map(({ name }) => shown(parsed.row[name] ?? '')));
      const fault = takeRow(parsed.row, line, poses, options.firstFrame ?? 0);
      if (fault === undefined) return undefined;
      return refuse(fault.message, Math.max(0, text.indexOf(`"${fault.field}"`)) + 1, fault.field);
    });
    return { columns: samples.columns(columns), rowsGiven, remarks: poses.remarks() };
  },
};
