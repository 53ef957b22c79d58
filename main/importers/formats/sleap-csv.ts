import { problem, raise } from '#contract/errors';
import { guessDelimiter, splitCells } from '#main/importers/csv-cells';
import type { InputPart } from '#main/importers/input-part';
import { readLines } from '#main/importers/text-lines';
import type { TrackFormat } from '#main/importers/track-format';
import { isFault, readOptionalNumber, readWhole, type CellFault } from '#pipeline/normalize/cell';
import { headLines } from './head-lines.ts';
import { createPoseSink, type Keypoint, type PoseSink } from './pose-boxes.ts';
import type { NamedColumn } from './seen-samples.ts';
import { readKeypoints, type FaultAt, type KeypointColumns } from './wide-keypoints.ts';
import { readWide, type HeaderLine, type WideRow } from './wide-table.ts';
import { individual } from '../pose-box.ts';

interface Layout {
  readonly columns: readonly NamedColumn[];
  readonly nodes: readonly KeypointColumns[];
  readonly frame: number;
  /** -1 where the file has no such column. */
  readonly track: number;
  readonly score: number;
}

/** The track of a file that names none and never has two animals in one picture. */
const onlyTrack = 'track_0';
const frameName = 'frame_idx';
const instanceScore = 'instance.score';

function nodesOf(names: readonly string[]): readonly KeypointColumns[] {
  return names.flatMap((column, x) => {
    const name = column.endsWith('.x') ? column.slice(0, -2) : '';
    const y = names.indexOf(`${name}.y`);
    if (name === '' || y < 0) return [];
    return [{ name, x, y, score: names.indexOf(`${name}.score`) }];
  });
}

const meanings: ReadonlyMap<string, string> = new Map([
  ['track', 'track_id'],
  [frameName, 'frame'],
  [instanceScore, 'conf'],
]);

function named(name: string): NamedColumn {
  const becomes = meanings.get(name) ?? /\.(x|y|score)$/.exec(name)?.[1];
  return becomes === undefined ? { name } : { name, becomes };
}

function layoutFrom(names: readonly string[]): Layout {
  return {
    columns: names.map(named),
    nodes: nodesOf(names),
    frame: names.indexOf(frameName),
    track: names.indexOf('track'),
    score: names.indexOf(instanceScore),
  };
}

function layoutOf(part: InputPart, [header]: readonly HeaderLine[]): Layout | undefined {
  if (header === undefined) return undefined;
  const layout = layoutFrom(header.cells);
  const place = { file: part.label, line: header.line };
  const hint = 'The columns are track, frame_idx, instance.score, and x, y and score of each node: "nose.x".';
  if (layout.frame < 0)
    raise(
      problem('missing_column', `The header has no column ${frameName}.`, {
        ...place,
        field: frameName,
        hint,
      }),
    );
  if (layout.nodes.length === 0)
    raise(problem('missing_column', 'The header names no node.', { ...place, field: 'nodes', hint }));
  if (new Set(header.cells).size < header.cells.length)
    raise(problem('bad_value', 'The header has a column twice.', { ...place, field: 'header', hint }));
  return layout;
}

interface Lonely {
  readonly named: boolean;
  readonly several: boolean;
  readonly frame: string;
}

/** Judges one more row of a file that has named no track so far. */
function judgeRow(before: Lonely, cells: readonly string[], layout: Layout): Lonely {
  if ((cells[layout.track] ?? '').trim() !== '') return { ...before, named: true };
  const frame = (cells[layout.frame] ?? '').trim();
  const empty = layout.nodes.every(({ x }) => (cells[x] ?? '').trim() === '');
  if (empty) return before;
  const back = before.frame !== '' && Number(frame) <= Number(before.frame);
  return { ...before, several: before.several || back, frame };
}

/**
 * Whether the file names no track at all and has one animal at most in each picture, as the files of SLEAP's models for
 * single animals have: then all its rows are one track. Stops at the first track that is named.
 */
async function isOneUnnamed(part: InputPart): Promise<boolean> {
  let layout: Layout | undefined;
  let so: Lonely = { named: false, several: false, frame: '' };
  let delimiter: ReturnType<typeof guessDelimiter> = ',';
  for await (const { lines } of readLines(part))
    for (const text of lines) {
      if (text.trim() === '') continue;
      if (layout === undefined) delimiter = guessDelimiter(text);
      const split = splitCells(text, delimiter);
      if (split.kind === 'broken') continue;
      if (layout === undefined) layout = layoutFrom(split.cells.map((cell) => cell.trim()));
      else so = judgeRow(so, split.cells, layout);
      if (so.named || so.several) return false;
    }
  return true;
}

function faultAt(fault: CellFault, { frame, track, nodes }: Layout): FaultAt {
  const known: Readonly<Record<string, number>> = { frame, track_id: track };
  return { ...fault, at: known[fault.field] ?? nodes[0]?.x ?? 0 };
}

interface Naming {
  readonly firstFrame: number;
  /** The track of rows that name none. */
  readonly unnamed: string;
}

/** Gives the row's pose away, or says what is wrong with its cells outside the nodes. */
function givePose(
  layout: Layout,
  row: WideRow,
  keypoints: readonly Keypoint[],
  naming: Naming,
  poses: PoseSink,
): FaultAt | undefined {
  const { cells } = row;
  const frame = readWhole('frame', cells[layout.frame] ?? '');
  if (isFault(frame)) return { ...frame, at: layout.frame };
  const conf = readOptionalNumber(instanceScore, cells[layout.score]);
  const scored = isFault(conf) ? { ...conf, at: layout.score } : undefined;
  if (keypoints.length === 0) return scored;
  const trackId = (cells[layout.track] ?? '').trim() || naming.unnamed;
  const of = { trackId, className: individual, conf: isFault(conf) ? Number.NaN : conf };
  const refused = poses.add({ frame: frame - naming.firstFrame, ...of, keypoints }, row.line);
  return refused === undefined ? scored : faultAt(refused, layout);
}

/** Takes one row and returns how many records that is; one fault is told of it, and its other keypoints load. */
function takeRow(layout: Layout, row: WideRow, naming: Naming, poses: PoseSink): number {
  const read = readKeypoints(row.cells, layout.nodes);
  if (read === undefined) return 0;
  const refused = givePose(layout, row, read.keypoints, naming, poses);
  const fault = refused ?? read.fault;
  if (fault !== undefined) row.refuse(fault.message, fault.at, fault.field);
  return 1;
}

/**
 * Poses as SLEAP's "Export Analysis CSV" and sleap-io's `save_csv(format="sleap")` write them: `track, frame_idx (from 0),
 * instance.score`, then `<node>.x, <node>.y` (px), `<node>.score` in any order; cells of nodes that are not seen are empty.
 * Source: `_write_sleap` in sleap_io/io/csv.py (talmolab/sleap-io), which SLEAP's own exporter calls.
 */
export const sleapCsvFormat: TrackFormat = {
  id: 'sleap_csv',
  name: 'SLEAP analysis, CSV',
  gives: 'tracks and poses',
  detect(head) {
    const [header = ''] = headLines(head);
    const names = header.split(/[,;\t]/).map((name) => name.trim());
    const nodes = nodesOf(names).length;
    if (!names.includes(frameName) || nodes === 0)
      return { sure: 0, because: 'its header has no frame_idx with nodes such as nose.x' };
    const whole = names.includes(instanceScore) || names.includes('track');
    return { sure: whole ? 0.98 : 0.8, because: `its header has frame_idx and ${nodes} nodes` };
  },
  async read(part, sinks, quarantine, options) {
    const poses = createPoseSink(sinks, options);
    const one = await isOneUnnamed(part);
    const naming = { firstFrame: options.firstFrame ?? 0, unnamed: one ? onlyTrack : '' };
    const read = await readWide<Layout>(part, quarantine, {
      layoutOf: (header) => layoutOf(part, header),
      take: (layout, row) => takeRow(layout, row, naming, poses),
    });
    const said = one
      ? [`The file names no track and has one animal at a time; it is read as ${onlyTrack}.`]
      : [];
    return { ...read, remarks: [...poses.remarks(), ...said] };
  },
};
