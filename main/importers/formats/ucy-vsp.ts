import type { Homography } from '#contract/entities/zone';
import { problem, raise, unwrap } from '#contract/errors';
import { pictureOrderOf, readHomographyText } from '#main/importers/homography-text';
import type { InputPart } from '#main/importers/input-part';
import { readText } from '#main/importers/text-lines';
import type { FormatRead, ReadOptions, RowSink, TrackFormat } from '#main/importers/track-format';
import { isFault, readNumber, readWhole, type CellFault } from '#pipeline/normalize/cell';
import type { TrackRow } from '#pipeline/normalize/track-row';
import { filesBeside } from './beside.ts';
import { headLines } from './head-lines.ts';
import { readRows, wordsOf, type LineRow, type Word } from './line-rows.ts';
import { createSamples } from './seen-samples.ts';
import { createSplinePath, type ControlPoint, type SplinePath, type ToGround } from './spline-path.ts';

const columns = [
  { name: 'x', becomes: 'xw' },
  { name: 'y', becomes: 'yw' },
  { name: 'frame', becomes: 'frame' },
  { name: 'gaze' },
] as const;
/** The clips of UCY: 720 x 576. With it `annotation.vsp` and `H.txt` of zara01 give its `obsmat.txt` to 5 micrometres. */
const usualPicture = { widthPx: 720, heightPx: 576 };
const splinesLine = /^\s*(\d+)\s*-\s*the number of splines/i;
const pointsLine = /^\s*(\d+)\s*-\s*num of control points/i;
const obstaclesLine = /^\s*\d+\s*-\s*(the )?num(ber)? of .*obstacles/i;

function picture({ widthPx, heightPx }: ReadOptions): {
  readonly widthPx: number;
  readonly heightPx: number;
} {
  return widthPx === undefined || heightPx === undefined ? usualPicture : { widthPx, heightPx };
}

function byHomography(matrix: Homography, options: ReadOptions): ToGround {
  const { widthPx, heightPx } = picture(options);
  const at = (index: number): number => matrix[index] ?? Number.NaN;
  return (x, y) => {
    const [px, py] = [x + widthPx / 2, heightPx / 2 - y];
    const scale = at(6) * px + at(7) * py + at(8);
    return {
      xw: (at(0) * px + at(1) * py + at(2)) / scale,
      yw: (at(3) * px + at(4) * py + at(5)) / scale,
    };
  };
}

/** The homography among the files beside: `H.txt`, or one whose name ends so. */
function homographyBeside(_: string, beside: readonly string[]): readonly string[] {
  const found = beside.filter((name) => /^(.*[\s._-])?H\.txt$/.test(name));
  const plain = found.filter((name) => name === 'H.txt');
  return plain.length === 1 ? plain : found.length === 1 ? found : [];
}

interface Ground {
  readonly toGround: ToGround;
  readonly remarks: readonly string[];
}

async function findGround(part: InputPart, options: ReadOptions): Promise<Ground> {
  const { metresPerUnit, homography } = options;
  const said =
    options.widthPx === undefined || options.heightPx === undefined
      ? ['The size of the picture is not known; it is taken to be 720 x 576 px, as that of the clips of UCY.']
      : [];
  if (homography !== undefined) return { toGround: byHomography(homography, options), remarks: said };
  const [beside] = await filesBeside(part, homographyBeside);
  if (beside !== undefined) {
    const matrix = unwrap(
      readHomographyText(await readText(beside.path), beside.label, pictureOrderOf(beside.label)),
    );
    return {
      toGround: byHomography(matrix, options),
      remarks: [`The ground is that of ${beside.label}.`, ...said],
    };
  }
  if (metresPerUnit === undefined)
    return raise(
      problem(
        'space_mismatch',
        'The file has points of the picture without boxes; nothing says where they are on the ground.',
        {
          file: part.label,
          line: 1,
          field: 'homography',
          hint: 'Give the homography of the clip (H.txt, also beside this file), or the metres in one px (metresPerUnit) where the camera looks straight down.',
        },
      ),
    );
  const toGround: ToGround = (x, y) => ({ xw: x * metresPerUnit, yw: y * metresPerUnit });
  return { toGround, remarks: ["Metres count from the picture's centre, without perspective."] };
}

function readPoint(words: readonly Word[], firstFrame: number): ControlPoint | CellFault {
  const text = (at: number): string => words[at]?.text ?? '';
  const x = readNumber('xw', text(0));
  if (isFault(x)) return x;
  const y = readNumber('yw', text(1));
  if (isFault(y)) return y;
  const frame = readWhole('frame', text(2));
  return isFault(frame) ? frame : { frame: frame - firstFrame, x, y };
}

type Place = FaultPlace | undefined;
interface FaultPlace extends CellFault {
  readonly column: number;
}

function judgePoint(words: readonly Word[], line: number, path: SplinePath, firstFrame: number): Place {
  const read = readPoint(words, firstFrame);
  const fault = isFault(read) ? read : path.add(read, line);
  if (fault === undefined) return undefined;
  const at = columns.findIndex((column) => 'becomes' in column && column.becomes === fault.field);
  return { ...fault, column: words[Math.max(0, at)]?.column ?? 1 };
}

function createSplines(path: SplinePath, firstFrame: number) {
  let [stated, splines, left, points, short] = [0, 0, 0, 0, 0];
  let over = false;

  function judge(words: readonly Word[], line: number): Place {
    if (splines === 0) return { field: '', message: 'The point stands before the first spline.', column: 1 };
    if (left === 0)
      return { field: '', message: `Spline ${splines} has more points than it says.`, column: 1 };
    left -= 1;
    return judgePoint(words, line, path, firstFrame);
  }

  function begin(count: number): void {
    if (left > 0) short += 1;
    splines += 1;
    left = count;
    path.begin(String(splines));
  }

  return {
    take({ text, line, refuse }: LineRow, words: readonly Word[]): void {
      const [header, spline] = [splinesLine.exec(text), pointsLine.exec(text)];
      over ||= obstaclesLine.test(text);
      if (over) return;
      if (header !== null) stated = Number(header[1]);
      else if (spline !== null) begin(Number(spline[1]));
      else {
        points += 1;
        const fault = judge(words, line);
        if (fault !== undefined)
          refuse(fault.message, fault.column, fault.field === '' ? undefined : fault.field);
      }
    },
    points: () => points,
    remarks(): readonly string[] {
      const remarks = ['The gaze of the control points is not read.'];
      if (stated !== splines) remarks.push(`The file says that it has ${stated} splines; it has ${splines}.`);
      const cut = short + (left > 0 ? 1 : 0);
      if (cut > 0) remarks.push(`Splines with fewer control points than they say: ${cut}.`);
      if (over) remarks.push('The obstacles that follow the splines are not read.');
      return remarks;
    },
  };
}

async function read(
  part: InputPart,
  tracks: RowSink<TrackRow>,
  quarantine: Parameters<TrackFormat['read']>[2],
  options: ReadOptions,
): Promise<FormatRead> {
  const { toGround, remarks } = await findGround(part, options);
  const splines = createSplines(createSplinePath(tracks, toGround), options.firstFrame ?? 0);
  const samples = createSamples();
  await readRows(part, quarantine, (row) => {
    const words = wordsOf(row.text);
    if (words[1]?.text !== '-') samples.take(words.map(({ text }) => text));
    splines.take(row, words);
  });
  if (splines.points() === 0)
    raise(problem('truncated_file', 'The file has no control point.', { file: part.label, line: 1 }));
  return {
    columns: samples.columns(columns),
    rowsGiven: splines.points(),
    remarks: [...remarks, ...splines.remarks()],
    ...picture(options),
  };
}

/**
 * `annotation.vsp` of UCY Crowds-by-Example: `N - the number of splines`, and for each spline `K - Num of control points` and
 * K lines `x y frame gaze - (2D point, m_id)`, in px from the picture's CENTRE with y up, frames from 0. Each spline is a
 * track named by its number from 1, as in `obsmat.txt`, with a row in every picture from its first to its last control point,
 * straight between them. The points become places on the ground by the homography of the import, or by `H.txt` beside the
 * file. Sources: `ucyLoad.m` and `importData.m` (linear interp1, shift by half the picture), `loader_crowds.py` of OpenTraj.
 */
export const ucyVspFormat: TrackFormat = {
  id: 'ucy_vsp',
  name: 'UCY crowds, splines (vsp)',
  gives: 'tracks',
  detect(head) {
    const lines = headLines(head).slice(0, 2);
    if (splinesLine.test(lines[0] ?? ''))
      return { sure: 0.99, because: 'it begins with the number of splines' };
    if (lines.some((line) => pointsLine.test(line)))
      return { sure: 0.9, because: 'it begins with a number of control points' };
    return { sure: 0, because: 'it does not begin with a number of splines' };
  },
  sideFiles: homographyBeside,
  read: (part, sinks, quarantine, options) => read(part, sinks.tracks, quarantine, options),
};
