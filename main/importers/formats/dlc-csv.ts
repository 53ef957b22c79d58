import { problem, raise } from '#contract/errors';
import type { InputPart } from '#main/importers/input-part';
import type { TrackFormat } from '#main/importers/track-format';
import { isFault, readWhole } from '#pipeline/normalize/cell';
import { headLines } from './head-lines.ts';
import { createPoseSink, type PoseSink } from './pose-boxes.ts';
import type { NamedColumn } from './seen-samples.ts';
import { readKeypoints, type KeypointColumns } from './wide-keypoints.ts';
import { readWide, type HeaderLine, type WideRow } from './wide-table.ts';
import { individual } from '../pose-box.ts';

interface Animal {
  readonly trackId: string;
  readonly bodyparts: readonly KeypointColumns[];
}

interface Layout {
  readonly columns: readonly NamedColumn[];
  readonly animals: readonly Animal[];
}

/** The track of a file that knows one animal only, named as DeepLabCut names the first of several. */
const onlyAnimal = 'individual1';
/** DeepLabCut's name for body parts that belong to no animal, such as corners of the arena. */
const noAnimal = 'single';
const levels = ['scorer', 'individuals', 'bodyparts', 'coords'];
const coordinates = ['x', 'y', 'likelihood'];
const imageName = /\.(png|jpe?g|tiff?|bmp)$|^labeled-data/i;

function levelOf({ cells }: HeaderLine): string {
  return cells[0]?.toLowerCase() ?? '';
}

function refuseHeader(part: InputPart, line: number, message: string, at = 0): never {
  return raise(
    problem('unsupported_format', message, {
      file: part.label,
      line,
      field: levels[at] ?? 'coords',
      hint: "DeepLabCut's CSV begins with the rows scorer, individuals (where there are several animals), bodyparts and coords.",
    }),
  );
}

function refuseHandMade(part: InputPart, line: number): never {
  return raise(
    problem('unsupported_format', 'These are labels made by hand for training, not tracks of a clip.', {
      file: part.label,
      line,
      field: 'frame',
      hint: "Give the CSV that DeepLabCut's analyze_videos writes beside the clip with save_as_csv=True.",
    }),
  );
}

function checkHeader(part: InputPart, header: readonly HeaderLine[], coords: HeaderLine): void {
  if (coords.cells[1] === '') refuseHandMade(part, coords.line);
  for (const row of header) {
    if (!levels.includes(levelOf(row)))
      refuseHeader(part, row.line, `The header has a row "${(row.cells[0] ?? '').slice(0, 40)}".`);
    if (row.cells.length !== coords.cells.length)
      refuseHeader(
        part,
        row.line,
        `The header's row ${levelOf(row)} has ${row.cells.length} values, its row coords ${coords.cells.length}.`,
      );
  }
  const strange = coords.cells.slice(1).find((name) => !coordinates.includes(name));
  if (strange !== undefined)
    refuseHeader(part, coords.line, `coords names "${strange.slice(0, 40)}", not x, y or likelihood.`, 3);
}

type Places = Map<string, number>;

/** Places of the coordinates by animal and body part, in the order of the file. */
function placesOf(part: InputPart, header: readonly HeaderLine[], coords: HeaderLine) {
  const row = (level: string) => header.find((of) => levelOf(of) === level)?.cells;
  const [individuals, bodyparts] = [row('individuals'), row('bodyparts')];
  if (bodyparts === undefined) return refuseHeader(part, coords.line, 'The header has no row bodyparts.', 2);
  const animals = new Map<string, Map<string, Places>>();
  for (const [at, coordinate] of coords.cells.entries()) {
    if (at === 0) continue;
    const [trackId, name] = [individuals?.[at] ?? onlyAnimal, bodyparts[at] ?? ''];
    const animal = animals.get(trackId) ?? new Map<string, Places>();
    const places: Places = animal.get(name) ?? new Map<string, number>();
    if (places.has(coordinate))
      refuseHeader(part, coords.line, `${trackId} ${name} has ${coordinate} twice.`, 3);
    animals.set(trackId, animal.set(name, places.set(coordinate, at)));
  }
  return animals;
}

function layoutOf(part: InputPart, header: readonly HeaderLine[]): Layout | undefined {
  const coords = header.at(-1);
  if (coords === undefined) return undefined;
  if (levelOf(coords) !== 'coords') {
    if (header.length > levels.length || !levels.includes(levelOf(coords)))
      refuseHeader(part, coords.line, 'The header has no row coords.', 3);
    return undefined;
  }
  checkHeader(part, header, coords);
  const columns: NamedColumn[] = [{ name: 'frame', becomes: 'frame' }];
  const animals = [...placesOf(part, header, coords)].map(([trackId, parts]) => ({
    trackId,
    bodyparts: [...parts].map(([name, places]): KeypointColumns => {
      const [x, y] = [places.get('x'), places.get('y')];
      if (x === undefined || y === undefined)
        return refuseHeader(
          part,
          coords.line,
          `${trackId} ${name} has no ${x === undefined ? 'x' : 'y'}.`,
          3,
        );
      for (const [coordinate, at] of places)
        columns[at] = {
          name: `${trackId} ${name} ${coordinate}`,
          becomes: coordinate === 'likelihood' ? 'score' : coordinate,
        };
      return { name, x, y, score: places.get('likelihood') ?? -1 };
    }),
  }));
  if (animals.length === 0) refuseHeader(part, coords.line, 'The header names no body part.', 2);
  return { columns, animals };
}

/** Takes one animal of a row; returns how many records that is. One fault is told of each, and its other keypoints load. */
function takeAnimal(animal: Animal, frame: number, row: WideRow, poses: PoseSink): number {
  const { trackId, bodyparts } = animal;
  const read = readKeypoints(row.cells, bodyparts);
  if (read === undefined) return 0;
  const { keypoints } = read;
  const pose = { frame, trackId, className: individual, conf: Number.NaN, keypoints };
  const refused = keypoints.length === 0 ? undefined : poses.add(pose, row.line);
  const at = refused?.field === 'frame' ? 0 : (bodyparts[0]?.x ?? 0);
  const fault = read.fault ?? (refused === undefined ? undefined : { ...refused, at });
  if (fault !== undefined) row.refuse(`${trackId}: ${fault.message}`, fault.at, fault.field);
  return 1;
}

function detectBy(lines: readonly string[]) {
  const starts = lines.slice(0, levels.length).map((line) => line.split(/[,;\t]/)[0]?.toLowerCase() ?? '');
  if (starts.includes('bodyparts') && starts.includes('coords'))
    return { sure: 0.99, because: 'its header has the rows bodyparts and coords' };
  if (starts[0] === 'scorer') return { sure: 0.9, because: 'its header begins with the row scorer' };
  return { sure: 0, because: 'its header has no rows scorer, bodyparts and coords' };
}

/**
 * Poses as DeepLabCut writes them: a column of frames from 0, and x, y (px), likelihood of each body part, under the header
 * rows `scorer, bodyparts, coords`, or `scorer, individuals, bodyparts, coords` for several animals. Empty cells are missing.
 * Source: `analyze_videos` and `convert_detections2tracklets` of DeepLabCut (pandas' MultiIndex as CSV); the hand-made
 * labels of `CollectedData_*.csv` share the header and are refused.
 */
export const dlcCsvFormat: TrackFormat = {
  id: 'dlc_csv',
  name: 'DeepLabCut, CSV',
  gives: 'tracks and poses',
  detect: (head) => {
    const found = detectBy(headLines(head));
    const cut = found.sure === 0 && head.text?.startsWith('scorer,') === true;
    return cut ? { sure: 0.9, because: 'its header begins with the row scorer' } : found;
  },
  async read(part, sinks, quarantine, options) {
    const poses = createPoseSink(sinks, options);
    const firstFrame = options.firstFrame ?? 0;
    let withoutAnimal = false;
    const read = await readWide<Layout>(part, quarantine, {
      layoutOf: (header) => layoutOf(part, header),
      take({ animals }, row) {
        const [text = ''] = row.cells;
        if (imageName.test(text.trim())) refuseHandMade(part, row.line);
        const frame = readWhole('frame', text);
        if (isFault(frame)) {
          row.refuse(frame.message, 0, 'frame');
          return 1;
        }
        let records = 0;
        for (const animal of animals) {
          const taken = takeAnimal(animal, frame - firstFrame, row, poses);
          if (taken > 0 && animal.trackId === noAnimal) withoutAnimal = true;
          records += taken;
        }
        return records;
      },
    });
    const remarks = [...poses.remarks()];
    if (withoutAnimal)
      remarks.push(
        `"${noAnimal}" holds body parts that belong to no animal; it is read as a track of its own.`,
      );
    return { ...read, remarks };
  },
};
