import { problem, raise, type Result } from '#contract/errors';
import type { FrameIndex } from '#contract/entities/frame-index';
import { isFault, readWhole, readNumber, type CellFault } from '#pipeline/normalize/cell';
import type { Synonyms } from '#pipeline/normalize/column-map';
import { mapBySynonyms, readCsv, type CellOf } from './csv-table.ts';
import { attempt, type InputPart } from './input-part.ts';
import { createQuarantine } from './quarantine.ts';

const synonyms = {
  frame: ['frame', 'frame_index', 'frame_id', 'n'],
  pts_us: ['pts_us', 'time_us', 't_us'],
  t_s: ['t_s', 'time_s', 'time', 't', 'pts_s', 'timestamp', 'pts_time'],
  duration_us: ['duration_us'],
} as const satisfies Synonyms<string>;
type IndexField = keyof typeof synonyms;
const required: readonly IndexField[] = [];

function timeUs(cell: CellOf<IndexField>): number | CellFault {
  const us = cell('pts_us');
  if (us !== undefined) return readNumber('pts_us', us);
  const seconds = readNumber('t_s', cell('t_s') ?? '');
  return isFault(seconds) ? seconds : seconds * 1e6;
}

function checkFrame(cell: CellOf<IndexField>, expected: number): CellFault | undefined {
  const text = cell('frame');
  if (text === undefined) return undefined;
  const frame = readWhole('frame', text);
  if (isFault(frame)) return frame;
  if (frame === expected) return undefined;
  return {
    field: 'frame',
    message: `frame is ${frame} where picture ${expected} is due; the index lists every picture once, from 0.`,
  };
}

interface Times {
  readonly startsUs: number[];
  lastDurationUs: number | undefined;
}

function takePicture(times: Times, cell: CellOf<IndexField>): CellFault | undefined {
  const wrongFrame = checkFrame(cell, times.startsUs.length);
  if (wrongFrame !== undefined) return wrongFrame;
  const us = timeUs(cell);
  if (isFault(us)) return us;
  const rounded = Math.round(us);
  if (rounded <= (times.startsUs.at(-1) ?? Number.NEGATIVE_INFINITY))
    return {
      field: cell('pts_us') === undefined ? 't_s' : 'pts_us',
      message: 'The time is not later than that of the picture before.',
    };
  const duration = cell('duration_us');
  const durationUs = duration === undefined ? undefined : readWhole('duration_us', duration);
  if (isFault(durationUs)) return durationUs;
  times.startsUs.push(rounded);
  times.lastDurationUs = durationUs;
  return undefined;
}

function toIndex({ startsUs, lastDurationUs }: Times): FrameIndex {
  const first = startsUs[0] ?? 0;
  const gaps = startsUs.slice(1).map((us, at) => us - (startsUs[at] ?? 0));
  const usual = gaps.toSorted((a, b) => a - b)[gaps.length >> 1] ?? 1_000_000;
  return {
    ptsUs: Float64Array.from(startsUs, (us) => us - first),
    durationUs: Int32Array.from([...gaps, lastDurationUs ?? usual], (us) => Math.max(1, us)),
    nominal: false,
  };
}

/**
 * A frame index as CSV: one row per presented picture in order, `pts_us` or `t_s` (seconds), optionally `frame` (from 0) and
 * `duration_us` (used for the last picture). An index has no holes, so one bad row refuses the file.
 */
export function readFrameIndexCsv(part: InputPart): Promise<Result<FrameIndex>> {
  return attempt(part, async () => {
    const quarantine = createQuarantine();
    const times: Times = { startsUs: [], lastDurationUs: undefined };
    const { columns } = await readCsv(
      part,
      { mapHeader: mapBySynonyms(synonyms, required) },
      quarantine,
      (cell) => (quarantine.count() > 0 ? undefined : takePicture(times, cell)),
    );
    if (!columns.some(({ becomes }) => becomes === 'pts_us' || becomes === 't_s'))
      raise(
        problem('missing_column', 'The header has no column pts_us or t_s.', {
          file: part.label,
          line: 1,
          field: 'pts_us',
        }),
      );
    const first = quarantine.firstOf(part.label);
    if (first === undefined) return toIndex(times);
    const { message, file, line, column, field } = first;
    return raise(
      problem('bad_value', message, {
        file,
        line,
        ...(column === undefined ? {} : { column }),
        ...(field === undefined ? {} : { field }),
      }),
    );
  });
}
