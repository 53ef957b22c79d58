import { problem, raise } from '#contract/errors';
import { cellColumn, splitCells } from '#main/importers/csv-cells';
import type { InputPart } from '#main/importers/input-part';
import { readLines } from '#main/importers/text-lines';
import type { ReadOptions, TrackFormat } from '#main/importers/track-format';
import { isFault } from '#pipeline/normalize/cell';
import { detected, headText } from './head-text.ts';
import { createIntake, type Intake, type RecordPlace } from './intake.ts';
import { fixedColumns, readViameRow, type AtCell } from './viame-row.ts';

const headerText = /^#\s*1:\s*Detection or Track-id/im;
const fpsText = /\bfps:\s*"?([\d.]+)/i;
const sampledRows = 2000;

function cellsOf(line: string): readonly string[] {
  const split = splitCells(line, ',');
  return split.kind === 'cells' ? split.cells : [];
}

/** Whether no id comes twice among the first rows though they are of several pictures: then ids number detections. */
async function looksLikeDetections(path: string): Promise<boolean> {
  const [ids, frames] = [new Set<string>(), new Set<string>()];
  let rows = 0;
  for await (const { lines } of readLines(path))
    for (const line of lines) {
      if (line.trim() === '' || line.startsWith('#')) continue;
      const [id = '', , frame = ''] = cellsOf(line);
      if (ids.has(id)) return false;
      ids.add(id);
      frames.add(frame);
      rows += 1;
      if (rows >= sampledRows) return frames.size > 1;
    }
  return frames.size > 1;
}

class ViameReader {
  readonly #part: InputPart;
  readonly #intake: Intake;
  readonly #as: { readonly isDetection: boolean; readonly firstFrame: number };
  fps = Number.NaN;

  constructor(part: InputPart, intake: Intake, isDetection: boolean, options: ReadOptions) {
    this.#part = part;
    this.#intake = intake;
    this.#as = { isDetection, firstFrame: options.firstFrame ?? 0 };
  }

  takeLine(text: string, line: number): void {
    if (text.trim() === '') return;
    if (text.startsWith('#')) {
      this.fps = Number(fpsText.exec(text)?.[1] ?? this.fps);
      return;
    }
    if (text.includes('\0'))
      raise(problem('unsupported_format', 'This file is not text.', { file: this.#part.label, line }));
    this.#intake.given();
    const fault = this.#takeRow(text, line);
    if (fault !== undefined)
      this.#intake.refuse(fault, { line, column: cellColumn(text, ',', fault.at), text });
  }

  #takeRow(text: string, line: number): AtCell | undefined {
    const split = splitCells(text, ',');
    if (split.kind === 'broken') return { field: '', message: split.message, at: 0 };
    const read = readViameRow(split.cells, this.#as);
    if (isFault(read)) return read;
    const place: RecordPlace = { line, column: 1, text };
    if (this.#intake.row(read.row, place)) this.#intake.poses(read.poses, place);
    return undefined;
  }
}

const columns = [
  { name: '1: Detection or Track-id', becomes: 'track_id', samples: [] },
  { name: '3: Unique Frame Identifier', becomes: 'frame', samples: [] },
  { name: '4-7: Img-bbox', becomes: 'x, y, w, h', samples: [] },
  { name: '8: Detection or Length Confidence', becomes: 'conf', samples: [] },
  { name: '10-11+: Species, Confidence', becomes: 'class', samples: [] },
];

/**
 * VIAME's CSV, which DIVE reads and writes: no header but comments; id, picture, frame from 0, left, top, right, bottom in px,
 * confidence, length, then pairs of species and confidence (the best one is the class), then `(kp) name x y` and attributes,
 * which are left out. Where no id comes twice the rows are detections. Sources: "Annotation Data Formats, VIAME CSV" in
 * DIVE's documentation; `server/dive_utils/serializers/viame.py` of Kitware/dive.
 */
export const viameCsvFormat: TrackFormat = {
  id: 'viame_csv',
  name: 'VIAME CSV (DIVE)',
  gives: 'tracks and poses',
  detect(head) {
    const text = headText(head);
    if (headerText.test(text)) return detected(0.99, 'its first line names the columns of VIAME');
    const line = text.split('\n').find((row) => row.trim() !== '' && !row.startsWith('#'));
    const cells = cellsOf(line?.trim() ?? '');
    const isRow =
      cells.length >= fixedColumns && !isFault(readViameRow(cells, { isDetection: false, firstFrame: 0 }));
    const hasSpecies = Number.isNaN(Number(cells[fixedColumns] ?? ''));
    return isRow && hasSpecies
      ? detected(0.85, 'its rows are id, picture, frame, box, confidence, length and species')
      : detected(0, 'its rows are not those of VIAME');
  },
  async read(part, sinks, quarantine, options) {
    const intake = createIntake(part, sinks, quarantine);
    const isDetection = await looksLikeDetections(part.path);
    const reader = new ViameReader(part, intake, isDetection, options);
    for await (const { firstLine, lines } of readLines(part))
      for (const [offset, text] of lines.entries()) reader.takeLine(text, firstLine + offset);
    if (intake.rowsGiven() === 0)
      raise(problem('truncated_file', 'The file has no row.', { file: part.label, line: 1 }));
    const remarks = isDetection ? ['No id comes twice: the rows are taken for detections.'] : [];
    const fps = reader.fps > 0 ? { fps: reader.fps } : {};
    return { columns, rowsGiven: intake.rowsGiven(), remarks, ...fps };
  },
};
