import { readHomographyText } from '#main/importers/homography-text';
import type { FileHead } from '#main/importers/track-format';
import { headLines, plainNumbers } from './head-lines.ts';

/** What a file is that holds no tracks, and what to do with it. */
export interface OtherFile {
  readonly what: string;
  readonly hint: string;
}

const labelsHint =
  'Labels that people made are no input: import the tracks, and compare the events with them later.';
const tracksHint = 'Give the file of the tracks.';

function isCaltech(lines: readonly string[]): boolean {
  return lines[0]?.startsWith('Caltech Behavior Annotator') === true;
}

function isMetricaEvents(lines: readonly string[]): boolean {
  return /^Team,Type,Subtype,Period,Start Frame,/i.test(lines[0] ?? '');
}

function isObstacles(head: FileHead): boolean {
  return /^\s*<[\s\S]*<(obstacles|TrialObstacle)[\s>]/.test(head.text ?? '');
}

function isHomography(lines: readonly string[]): boolean {
  return lines.length === 3 && readHomographyText(lines.join('\n'), '', 'x y').ok;
}

/** Lines of two counting numbers or more, as `groups.txt` names the members of each group. */
function isGroups(lines: readonly string[]): boolean {
  return lines.length > 0 && lines.every((line) => /^\d+(\s+\d+)+$/.test(line));
}

function isPoints(lines: readonly string[]): boolean {
  return lines.length > 0 && lines.every((line) => plainNumbers(line)?.length === 2);
}

const eventColumns = /(^|[,;\t])(start_frame|start_s|start_t)([,;\t]|$)/i;

function isEvents(lines: readonly string[]): boolean {
  return (
    eventColumns.test(lines[0] ?? '') && /(^|[,;\t])(end_frame|end_s|end_t)([,;\t]|$)/i.test(lines[0] ?? '')
  );
}

/**
 * What a file is that no format of tracks claims, where it is one of those that lie beside tracks in public data sets: for a
 * refusal that says what to do instead. Undefined where nothing is known of it.
 */
export function nameOtherFile(head: FileHead): OtherFile | undefined {
  const lines = headLines(head);
  if (isCaltech(lines))
    return { what: 'This is an annotation of the Caltech Behavior Annotator.', hint: labelsHint };
  if (isMetricaEvents(lines)) return { what: "These are events of Metrica's match data.", hint: labelsHint };
  if (isEvents(lines)) return { what: 'These are events, with their beginnings and ends.', hint: labelsHint };
  if (isObstacles(head))
    return { what: 'This is a map of obstacles.', hint: `${tracksHint} Draw the obstacles as zones.` };
  if (isHomography(lines))
    return { what: 'This is a homography.', hint: 'Give it as the homography, beside the tracks.' };
  if (isGroups(lines))
    return { what: 'This is a list of whole numbers, such as the members of groups.', hint: labelsHint };
  if (isPoints(lines))
    return {
      what: 'This is a list of points, such as destinations.',
      hint: `${tracksHint} Draw the places as zones.`,
    };
  return undefined;
}
