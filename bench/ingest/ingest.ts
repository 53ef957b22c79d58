import { execFile } from 'node:child_process';
import { mkdtemp, rm, stat, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual, promisify } from 'node:util';
import { z } from 'zod';
import { problem, raise } from '#contract/errors';
import { root, say } from '#tools/process';
import { markdownTable } from '#tools/quality/section';
import { buildBench } from '../build.ts';
import { storedSums } from './stored-sums.ts';
import { writeTracks, type TrackSums, type TracksKind } from './write-tracks.ts';

const outcomeSchema = z.object({
  code: z.string(),
  tracksSha256: z.string().optional(),
  rows: z.number().optional(),
  /** From the cancelling on: until the caller had its answer, and until no file was left. */
  answeredMs: z.number().optional(),
  clearedMs: z.number().optional(),
  wallMs: z.number(),
  cpuMs: z.number(),
  peakBytes: z.number(),
  told: z.object({
    states: z.number(),
    fell: z.boolean(),
    bytesError: z.number(),
    timeError: z.number(),
    phases: z.array(z.object({ phase: z.string(), startS: z.number(), peakBytes: z.number() })),
  }),
  sources: z.number(),
  left: z.array(z.string()),
});
type Outcome = z.infer<typeof outcomeSchema>;

/** What one file's imports came to. */
interface Measured {
  readonly kind: TracksKind;
  readonly sizeBytes: number;
  readonly sums: TrackSums;
  readonly whole: Outcome;
  readonly equal: boolean;
  readonly reading: Outcome;
  readonly writing: Outcome;
}

const kinds: readonly TracksKind[] = ['csv', 'jsonl'];
/** The file, its copy, and its rows twice while they are sorted. */
const roomPerByte = 3.7;

/** Runs one import in a process and a workspace of its own; `look` sees the workspace before it is removed. */
async function runImport<T>(
  file: string,
  cancel: string | undefined,
  look: (outcome: Outcome, folder: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'aftertrack-ingest-'));
  try {
    const asked = cancel === undefined ? [] : ['--cancel', cancel];
    const args = ['dist/bench/run-import.js', '--folder', folder, '--file', file, ...asked];
    const { stdout } = await promisify(execFile)(process.execPath, args, {
      cwd: root,
      maxBuffer: 1 << 26,
    });
    const outcome = outcomeSchema.parse(JSON.parse(stdout));
    const { answeredMs, clearedMs, peakBytes, wallMs, told } = outcome;
    say(JSON.stringify({ file, cancel, code: outcome.code, wallMs, peakBytes, answeredMs, clearedMs, told }));
    return await look(outcome, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function cancelled(file: string, phase: string): Promise<Outcome> {
  const outcome = await runImport(file, phase, async (found) => found);
  if (outcome.code === 'cancelled') return outcome;
  return raise(problem('internal', `An import that was cancelled answered ${outcome.code}.`));
}

async function measure(folder: string, kind: TracksKind, sizeBytes: number): Promise<Measured> {
  const file = join(folder, `tracks.${kind}`);
  const sums = await writeTracks(file, kind, sizeBytes);
  try {
    const { size } = await stat(file);
    const { whole, equal } = await runImport(file, undefined, async (outcome, workspace) => {
      const sha256 = outcome.tracksSha256 ?? '';
      const stored = await storedSums(join(workspace, 'objects', sha256.slice(0, 2), sha256));
      return { whole: outcome, equal: isDeepStrictEqual(stored, sums) && outcome.rows === sums.rows };
    });
    const reading = await cancelled(file, 'reading');
    const writing = await cancelled(file, 'writing');
    return { kind, sizeBytes: size, sums, whole, equal, reading, writing };
  } finally {
    await rm(file, { force: true });
  }
}

const seconds = (ms = Number.NaN): string => (ms / 1000).toFixed(2);
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
const megabytes = (bytes: number): string => (bytes / 2 ** 20).toFixed(0);

function leftCell({ reading, writing }: Measured): string {
  const rows = reading.sources + writing.sources;
  const files = reading.left.length + writing.left.length;
  return rows + files === 0 ? 'nothing' : `${rows} sources, ${files} files`;
}

function cellsOf(measured: Measured): readonly string[] {
  const { kind, sizeBytes, sums, whole, equal, reading, writing } = measured;
  const { told } = whole;
  const cancelCell = ({ answeredMs, clearedMs }: Outcome) => `${seconds(answeredMs)} / ${seconds(clearedMs)}`;
  return [
    kind.toUpperCase(),
    `${(sizeBytes / 1e9).toFixed(1)} GB`,
    `${(sums.rows / 1e6).toFixed(1)} M, ${equal ? 'equal' : 'DIFFERENT'}`,
    `${(whole.wallMs / 1000).toFixed(0)} (${(whole.cpuMs / 1000).toFixed(0)})`,
    (sizeBytes / 1e3 / whole.wallMs).toFixed(0),
    megabytes(whole.peakBytes),
    `${percent(told.bytesError)} / ${percent(told.timeError)}${told.fell ? ', FELL' : ''}`,
    cancelCell(reading),
    cancelCell(writing),
    leftCell(measured),
  ];
}

const names = [
  'file',
  'size',
  'rows, stored',
  'seconds (CPU)',
  'MB/s',
  'peak MB',
  'progress error bytes / time',
  'cancelled while reading s',
  'cancelled while writing s',
  'left behind',
];

function phasesOf({ kind, whole }: Measured): string {
  const { phases } = whole.told;
  const parts = phases.slice(1).map(({ phase, startS, peakBytes }, at) => {
    const endS = phases[at + 2]?.startS ?? whole.wallMs / 1000;
    return `${phase} ${(endS - startS).toFixed(0)} s (${megabytes(peakBytes)} MB)`;
  });
  return `- *${kind.toUpperCase()}*, what each phase took and the peak until its end: ${parts.join(', ')}.`;
}

async function checkRoom(sizeBytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(tmpdir());
  if (bavail * bsize < sizeBytes * roomPerByte)
    raise(
      problem('disk_full', `${tmpdir()} needs ${Math.ceil((sizeBytes * roomPerByte) / 1e9)} GB of room.`),
    );
}

/**
 * Imports large synthetic files as the workstation does, and cancels imports of them; a table as Markdown. All files are imported
 * one after the other, or `together`, which takes less time and says less of the speed.
 */
export async function ingestSection(
  sizeBytes: number,
  only: readonly string[] = kinds,
  together = false,
): Promise<string> {
  const wanted = kinds.filter((kind) => only.includes(kind));
  await checkRoom(sizeBytes * (together ? wanted.length : 1));
  await buildBench();
  const folder = await mkdtemp(join(tmpdir(), 'aftertrack-large-'));
  try {
    const all: Measured[] = [];
    if (together) all.push(...(await Promise.all(wanted.map((kind) => measure(folder, kind, sizeBytes)))));
    else for (const kind of wanted) all.push(await measure(folder, kind, sizeBytes));
    return [markdownTable(names, all.map(cellsOf)), '', ...all.map(phasesOf)].join('\n');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
