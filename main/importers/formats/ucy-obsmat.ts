import type { ReadOptions, RowSink, TrackFormat } from '#main/importers/track-format';
import { isFault, readNumber, readWhole, type CellFault } from '#pipeline/normalize/cell';
import type { TrackRow } from '#pipeline/normalize/track-row';
import { groundRow } from './ground-row.ts';
import { headLines, plainNumbers } from './head-lines.ts';
import { readRows, wordsOf, type LineRow, type Word } from './line-rows.ts';
import { createSamples } from './seen-samples.ts';

const columns = [
  { name: 'frame', becomes: 'frame' },
  { name: 'id', becomes: 'track_id' },
  { name: 'px', becomes: 'xw' },
  { name: 'pz' },
  { name: 'py', becomes: 'yw' },
  { name: 'vx' },
  { name: 'vz' },
  { name: 'vy' },
] as const;
const [framePlace, idPlace, xPlace, yPlace] = [0, 1, 2, 4];
/** `ucyLoad.m` writes the number of the picture plus one, and the frames of annotation.vsp agree with it. */
const usualFirstFrame = 1;

interface Meaning {
  readonly firstFrame: number;
  readonly metresPerUnit: number;
}

function wordAt(words: readonly Word[], at: number): string {
  return words[at]?.text ?? '';
}

function rowOf(words: readonly Word[], { firstFrame, metresPerUnit }: Meaning): TrackRow | CellFault {
  const frame = readWhole('frame', wordAt(words, framePlace));
  if (isFault(frame)) return frame;
  if (frame < firstFrame)
    return { field: 'frame', message: `frame is ${frame}; this file's frames count from ${firstFrame}.` };
  const id = readWhole('track_id', wordAt(words, idPlace));
  if (isFault(id)) return id;
  const x = readNumber('xw', wordAt(words, xPlace));
  if (isFault(x)) return x;
  const y = readNumber('yw', wordAt(words, yPlace));
  if (isFault(y)) return y;
  return groundRow({
    frame: frame - firstFrame,
    trackId: String(id),
    className: 'pedestrian',
    xw: x * metresPerUnit,
    yw: y * metresPerUnit,
  });
}

function takeRow(row: LineRow, words: readonly Word[], tracks: RowSink<TrackRow>, meaning: Meaning): void {
  if (words.length !== columns.length) {
    const says = `The row has ${words.length} ${words.length === 1 ? 'value' : 'values'}, not ${columns.length}.`;
    return row.refuse(says, words[Math.min(words.length, columns.length) - 1]?.column ?? 1);
  }
  const read = rowOf(words, meaning);
  const fault = isFault(read) ? read : tracks.add(read, row.line);
  if (fault === undefined) return undefined;
  const at = columns.findIndex((column) => 'becomes' in column && column.becomes === fault.field);
  return row.refuse(fault.message, words[Math.max(0, at)]?.column ?? 1, fault.field);
}

function meaningOf(options: ReadOptions): Meaning {
  const { firstFrame = usualFirstFrame, metresPerUnit = 1 } = options;
  return { firstFrame, metresPerUnit };
}

/**
 * `obsmat.txt` of the pedestrians of ETH (BIWI) and UCY: `frame id px pz py vx vz vy`, white space between, metres on the
 * ground and m/s; pz, vz and the velocities are not read. Frames count from 1 unless a person says otherwise.
 * The axes stay those of the file, so that zones in its metres fit; in UCY's, x points up the picture and y to its right.
 * Sources: README of BIWI Walking Pedestrians (ewap_dataset), `load_eth` of OpenTraj, `ucyLoad.m`, and `biwi` of TrajNet++,
 * which subtracts the one as well.
 */
export const ucyObsmatFormat: TrackFormat = {
  id: 'ucy_obsmat',
  name: 'ETH and UCY pedestrians, obsmat',
  gives: 'tracks',
  detect(head) {
    const lines = headLines(head);
    const rows = lines.filter((line) => {
      const [frame = -1, id = -1, ...rest] = plainNumbers(line) ?? [];
      return (
        rest.length === columns.length - 2 && Number.isInteger(frame) && frame >= 0 && Number.isInteger(id)
      );
    });
    const share = lines.length === 0 ? 0 : rows.length / lines.length;
    return share < 0.5
      ? { sure: 0, because: 'its lines are not eight numbers' }
      : {
          sure: 0.5 + 0.45 * share,
          because: 'its lines are eight numbers that begin with a frame and an id',
        };
  },
  async read(part, sinks, quarantine, options) {
    const samples = createSamples();
    const meaning = meaningOf(options);
    const rowsGiven = await readRows(part, quarantine, (row) => {
      const words = wordsOf(row.text);
      samples.take(words.map(({ text }) => text));
      takeRow(row, words, sinks.tracks, meaning);
    });
    const remarks =
      options.firstFrame === undefined
        ? [
            `Frames are taken to count from ${usualFirstFrame}, as in the files of UCY; picture 0 is the first.`,
          ]
        : [];
    return { columns: samples.columns(columns), rowsGiven, remarks };
  },
};
