import { isFault, type CellFault } from '#pipeline/normalize/cell';
import { mapColumns } from '#pipeline/normalize/column-map';
import { guessDelimiter, splitCells } from './csv-cells.ts';
import { mapBySynonyms, readCsv } from './csv-table.ts';
import { firstFilledLine } from './head-lines.ts';
import { boxOfPose } from './pose-box.ts';
import { poseSynonyms, readPoseRow, requiredPoseFields } from './poses-csv.ts';
import type { FormatSinks, PoseRow, TrackFormat } from './track-format.ts';

/** Gathers the keypoints of one track in one picture, which stand in neighbouring rows, and gives their box. */
function createPoseGroups(sinks: FormatSinks, leastScore: number) {
  let group: PoseRow[] = [];
  let groupLine = 0;

  function flush(): CellFault | undefined {
    const box = boxOfPose(group);
    const line = groupLine;
    group = [];
    return box === undefined ? undefined : sinks.tracks.add(box, line);
  }

  return {
    flush,
    add(row: PoseRow, line: number): CellFault | undefined {
      const [first] = group;
      const same = first?.frame === row.frame && first.trackId === row.trackId;
      const fault = same ? undefined : flush();
      if (row.score < leastScore) return fault;
      if (group.length === 0) groupLine = line;
      group.push(row);
      return fault ?? sinks.poses.add(row, line);
    },
  };
}

/** Poses as CSV without a file of tracks: each track's box is the box around its keypoints. */
export const posesCsvFormat: TrackFormat = {
  id: 'poses_csv',
  name: 'Poses, CSV',
  gives: 'tracks and poses',
  detect({ ending, text }) {
    if (!['csv', 'tsv', 'txt'].includes(ending) || text === undefined) return { sure: 0, because: '' };
    const header = firstFilledLine(text);
    const split = splitCells(header, guessDelimiter(header));
    const map = mapColumns(split.kind === 'cells' ? split.cells : [], poseSynonyms);
    const whole = requiredPoseFields.every((field) => map.has(field));
    return whole ? { sure: 0.92, because: 'its header has a keypoint, x and y' } : { sure: 0, because: '' };
  },
  async read(part, sinks, quarantine, options) {
    const groups = createPoseGroups(sinks, options.leastScore ?? 0);
    const format = { mapHeader: mapBySynonyms(poseSynonyms, requiredPoseFields) };
    const read = await readCsv(part, format, quarantine, (cell, line) => {
      const row = readPoseRow(cell);
      return isFault(row) ? row : groups.add(row, line);
    });
    groups.flush();
    return read;
  },
};
