import type { Problem } from '#contract/errors';
import type { Inspection } from '#contract/rpc/sources';
import { isChoosable, tableFormats } from './column-choice.ts';

/** Which choices of the reading can matter for the files at hand. */
export interface ShownChoices {
  readonly boxUnit: boolean;
  readonly groundUnit: boolean;
  readonly firstFrame: boolean;
  readonly rate: boolean;
  readonly pictureSize: boolean;
  readonly leastScore: boolean;
}

const none = { boxUnit: false, groundUnit: false, firstFrame: false, leastScore: false } as const;
/** Says by itself that frames count from 1. */
const countsFromOne = 'mot';

function ofTheFile(
  { boxUnit, groundUnit, columns, guess, formatId }: Inspection,
  withPoses: boolean,
): Omit<ShownChoices, 'rate' | 'pictureSize'> {
  const keypoints = columns.some((column) => !isChoosable(column));
  return {
    boxUnit: tableFormats.has(formatId) && (boxUnit ?? guess.unit) !== undefined,
    groundUnit: groundUnit !== undefined || guess.metresPerUnit !== undefined,
    firstFrame: formatId !== countsFromOne,
    leastScore: keypoints || withPoses || guess.leastScore !== undefined,
  };
}

/** Which choices to offer, from what was read, what was refused and the roles of the files. */
export function shownChoices(
  inspection: Inspection | undefined,
  refusal: Problem | undefined,
  roles: readonly string[],
): ShownChoices {
  const asksForSize = ['widthPx', 'heightPx'].includes(refusal?.field ?? '');
  const rate = roles.includes('tracks') && !roles.includes('frame_index');
  const withoutClip = roles.includes('tracks') && !roles.includes('clip');
  if (inspection === undefined) return { ...none, rate, pictureSize: withoutClip && asksForSize };
  return { ...ofTheFile(inspection, roles.includes('poses')), rate, pictureSize: withoutClip };
}
