import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { expect } from 'vitest';
import type { QuarantinedRow } from '#contract/entities/source';
import { createQuarantine } from '#main/importers/quarantine';
import type {
  FileHead,
  FormatRead,
  FormatSinks,
  PoseRow,
  ReadOptions,
  TrackFormat,
} from '#main/importers/track-format';
import type { CellFault } from '#pipeline/normalize/cell';
import type { TrackRow } from '#pipeline/normalize/track-row';

/** Everything a format gave away for one file. */
export interface Gathered {
  readonly read: FormatRead;
  readonly tracks: readonly TrackRow[];
  readonly poses: readonly PoseRow[];
  readonly detections: readonly TrackRow[];
  readonly quarantined: readonly QuarantinedRow[];
}

function judge(row: TrackRow): CellFault | undefined {
  const isBox = [row.x, row.y, row.w, row.h].every(Number.isFinite);
  const isGround = [row.xw, row.yw].every(Number.isFinite);
  if (!Number.isInteger(row.frame) || row.frame < 0 || row.frame > 1e6)
    return { field: 'frame', message: `frame is ${row.frame}.` };
  if (!isBox && !isGround)
    return { field: 'xw', message: 'There is neither a box nor a place on the ground.' };
  return undefined;
}

/** Sinks that keep what they are given, and refuse what an import refuses: bad frames, no place, a track twice in a frame. */
export function gatheringSinks() {
  const [tracks, poses, detections]: [TrackRow[], PoseRow[], TrackRow[]] = [[], [], []];
  const seen = new Set<string>();
  const sinks: FormatSinks = {
    tracks: {
      add(row) {
        const fault = judge(row);
        if (fault !== undefined) return fault;
        if (row.trackId === '') return { field: 'track_id', message: 'track_id is empty.' };
        const key = `${row.frame} ${row.trackId}`;
        if (seen.has(key))
          return { field: 'frame', message: `${row.trackId} has frame ${row.frame} already.` };
        seen.add(key);
        tracks.push(row);
        return undefined;
      },
    },
    poses: {
      add(row) {
        if (!seen.has(`${row.frame} ${row.trackId}`))
          return { field: 'track_id', message: 'There is no row.' };
        poses.push(row);
        return undefined;
      },
    },
    detections: {
      add(row) {
        const fault = judge(row);
        if (fault === undefined) detections.push(row);
        return fault;
      },
    },
  };
  return { sinks, tracks, poses, detections };
}

/** Reads the file at `path`, named by its last part. */
export async function readPath(
  format: TrackFormat,
  path: string,
  options: ReadOptions = {},
): Promise<Gathered> {
  const { sinks, ...rows } = gatheringSinks();
  const quarantine = createQuarantine();
  const part = { role: 'tracks' as const, path, label: basename(path) };
  const read = await format.read(part, sinks, quarantine, options);
  return { read, ...rows, quarantined: quarantine.rows() };
}

/** Puts files into a folder of their own while `work` runs. */
export async function withFiles<T>(
  files: Readonly<Record<string, string | Uint8Array>>,
  work: (pathOf: (name: string) => string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'formats-'));
  try {
    for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
    return await work((name) => join(folder, name));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Matches a text that contains `part`, as a value whose type is known. */
export function containing(part: string): unknown {
  return expect.stringContaining(part);
}

/** Reads a text under the name `given.txt`. */
export function readGiven(format: TrackFormat, text: string, options: ReadOptions = {}): Promise<Gathered> {
  return withFiles({ 'given.txt': text }, (pathOf) => readPath(format, pathOf('given.txt'), options));
}

const headBytes = 1 << 16;

/** The beginning of a file as detectors get it. */
export function headOf(name: string, content: string | Uint8Array): FileHead {
  const bytes = (typeof content === 'string' ? new TextEncoder().encode(content) : content).subarray(
    0,
    headBytes,
  );
  const text = new TextDecoder().decode(bytes);
  const ending = /\.([a-z0-9]+)$/i.exec(name.replace(/\.gz$/, ''))?.[1]?.toLowerCase() ?? '';
  return { ending, bytes, text: text.includes('\0') ? undefined : text };
}

const beside = fileURLToPath(new URL('../../../../../shared/data', import.meta.url));
const data = process.env['AFTERTRACK_DATA'] ?? beside;

/** Whether the folder of real files is there; a test of it is skipped by name where it is not. */
export const hasData = existsSync(join(data, 'native'));

/** Where a real file of a tool lies. */
export function realPath(name: string): string {
  return join(data, 'native', name);
}

/** The bytes of a real file, unzipped. */
export async function realBytes(name: string): Promise<Uint8Array> {
  const bytes = await readFile(join(data, name));
  return name.endsWith('.gz') ? gunzipSync(bytes) : bytes;
}

export async function realText(name: string): Promise<string> {
  return new TextDecoder().decode(await realBytes(name));
}

/** Real files by the names they have in their folder, without `.gz`. */
export async function realFiles(...names: readonly string[]): Promise<Readonly<Record<string, Uint8Array>>> {
  const files = names.map(
    async (name) => [basename(name).replace(/\.gz$/, ''), await realBytes(name)] as const,
  );
  return Object.fromEntries(await Promise.all(files));
}

/** Reads a real file together with others that lie beside it. */
export async function readReal(
  format: TrackFormat,
  [name, ...others]: readonly [string, ...string[]],
  options: ReadOptions = {},
): Promise<Gathered> {
  const files = await realFiles(name, ...others);
  return withFiles(files, (pathOf) => readPath(format, pathOf(basename(name).replace(/\.gz$/, '')), options));
}
