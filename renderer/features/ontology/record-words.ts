import type { OntologyRecord } from '#contract/rpc/projects';
import { formatNumber, formatScore, formatSigned } from '../../shared-ui/format.ts';

export type TypeRecord = OntologyRecord['types'][number];
type Shift = TypeRecord['start'];

/** The precision with its interval, in words. */
export function precisionWords({ precision }: TypeRecord): string | undefined {
  if (precision === undefined) return undefined;
  const { value, low, high } = precision;
  return `${formatScore(value)}, by 95 % confidence ${formatScore(low)} to ${formatScore(high)}`;
}

/** The interval of the precision: `.49–.94`. */
export function intervalWords({ precision }: TypeRecord): string {
  return precision === undefined ? '' : `${formatScore(precision.low)}–${formatScore(precision.high)}`;
}

/** What reviewers moved an edge by, in frames, as the median over the accepted candidates. */
export function shiftWords(shift: Shift): string {
  if (shift === undefined) return '';
  return formatSigned(shift.medianFrames, Number.isInteger(shift.medianFrames) ? 0 : 1);
}

/** How many were rejected, and which clauses let them in. */
export function weakestWords({ weakest, rejected }: TypeRecord): string {
  if (rejected === 0) return 'none';
  const said = weakest.map(({ text, count }) => `${text} ${formatNumber(count)}`);
  return said.length === 0 ? formatNumber(rejected) : `${formatNumber(rejected)}: ${said.join(', ')}`;
}

/** What to do about an edge that is steadily moved: `start later by 4 frames`. */
export function proposalOf({ start, end }: TypeRecord): string | undefined {
  const steady = Object.entries({ start, end }).filter(([, shift]) => shift?.isSteady === true);
  if (steady.length === 0) return undefined;
  const said = steady.map(([edge, shift]) => {
    const frames = shift?.medianFrames ?? 0;
    const amount = formatNumber(Math.abs(frames), Number.isInteger(frames) ? 0 : 1);
    return `${edge} ${frames > 0 ? 'later' : 'earlier'} by ${amount} ${amount === '1' ? 'frame' : 'frames'}`;
  });
  return said.join(', ');
}

/** The same as a sentence that says how. */
export function adviceOf(record: TypeRecord): string | undefined {
  const proposal = proposalOf(record);
  if (proposal === undefined) return undefined;
  return `Reviewers steadily move it: ${proposal}. Let the rule begin or end there, or snap its edges.`;
}
