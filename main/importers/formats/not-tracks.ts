import { readHomographyText } from '#main/importers/homography-text';
import type { FileHead } from '#main/importers/track-format';
import { headLines, plainNumbers } from './head-lines.ts';
import { jaadSideFiles, rootName } from './jaad-side-files.ts';

/** What a file is that holds no tracks, and what to do with it. */
export interface OtherFile {
  readonly what: string;
  readonly hint: string;
}

const labelsHint =
  'Labels that people made are no input: import the tracks, and compare the events with them later.';
const yoloHint =
  'Give one file for the whole clip: with Ultralytics, write to_json() of the results of each picture as a line of one file, or write the tracks in MOTChallenge format.';
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

/** A line of a YOLO label file: a class, four shares of the picture, more shares or a confidence, then the track. */
function isYoloRow(line: string): boolean {
  const [ofClass = Number.NaN, ...values] = plainNumbers(line) ?? [];
  const [box, others] = [values.slice(0, 4), values.slice(4, -1)];
  const isShare = (value: number): boolean => value >= 0 && value <= 1;
  const isBox = box.length === 4 && box.every(isShare) && box.some((value) => !Number.isInteger(value));
  return Number.isInteger(ofClass) && ofClass >= 0 && isBox && others.every(isShare);
}

function isYolo(lines: readonly string[]): boolean {
  return lines.length > 0 && lines.every(isYoloRow);
}

const eventColumns = /(^|[,;\t])(start_frame|start_s|start_t)([,;\t]|$)/i;

function isEvents(lines: readonly string[]): boolean {
  return (
    eventColumns.test(lines[0] ?? '') && /(^|[,;\t])(end_frame|end_s|end_t)([,;\t]|$)/i.test(lines[0] ?? '')
  );
}

/** What a file of text is by its lines; the first that holds is told. */
const byLines: readonly (readonly [(lines: readonly string[]) => boolean, OtherFile])[] = [
  [isCaltech, { what: 'This is an annotation of the Caltech Behavior Annotator.', hint: labelsHint }],
  [isMetricaEvents, { what: "These are events of Metrica's match data.", hint: labelsHint }],
  [isEvents, { what: 'These are events, with their beginnings and ends.', hint: labelsHint }],
  [isHomography, { what: 'This is a homography.', hint: 'Give it as the homography, beside the tracks.' }],
  [isYolo, { what: 'These are the boxes of one picture, as YOLO saves them.', hint: yoloHint }],
  [isGroups, { what: 'This is a list of whole numbers, such as the members of groups.', hint: labelsHint }],
  [
    isPoints,
    {
      what: 'This is a list of points, such as destinations.',
      hint: `${tracksHint} Draw the places as zones.`,
    },
  ],
];

/** What a file of XML is by its elements. */
function nameXml(head: FileHead): OtherFile | undefined {
  const side = jaadSideFiles.get(rootName(head.text ?? ''));
  if (side !== undefined)
    return { what: `This is a side file of JAAD: it tells ${side} and has no boxes.`, hint: labelsHint };
  if (isObstacles(head))
    return { what: 'This is a map of obstacles.', hint: `${tracksHint} Draw the obstacles as zones.` };
  return undefined;
}

/**
 * What a file is that no format of tracks claims, where it is one of those that lie beside tracks in public data sets: for a
 * refusal that says what to do instead. Undefined where nothing is known of it.
 */
export function nameOtherFile(head: FileHead): OtherFile | undefined {
  const lines = headLines(head);
  return byLines.find(([is]) => is(lines))?.[1] ?? nameXml(head);
}
