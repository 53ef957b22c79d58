import type { OntologyRecord } from '#contract/rpc/projects';
import { formatNumber, formatShare, formatSigned, plural } from '../../shared-ui/format.ts';

export type TypeRecord = OntologyRecord['types'][number];

/** How many candidates a type has, and what was decided of them. */
export function countWords({ candidates, accepted, rejected }: TypeRecord): string {
  const decided = accepted + rejected;
  const said = decided === 0 ? 'none decided' : `${accepted} accepted, ${rejected} rejected`;
  return `${plural(candidates, 'candidate')}, ${said}`;
}

/** The precision with its interval. */
export function precisionWords({ precision }: TypeRecord): string | undefined {
  if (precision === undefined) return undefined;
  const { value, low, high } = precision;
  return `${formatShare(value)}, by 95\u00a0% confidence ${formatShare(low)} to ${formatShare(high)}`;
}

function edgeWords(edge: string, shift: TypeRecord['start']): string {
  if (shift === undefined || shift.medianFrames === 0) return `${edge} kept`;
  const digits = Number.isInteger(shift.medianFrames) ? 0 : 1;
  return `${edge} ${formatSigned(shift.medianFrames, digits)} frames`;
}

/** What reviewers moved the edges by, as medians over the accepted candidates. */
export function shiftWords({ start, end }: TypeRecord): string | undefined {
  if (start === undefined && end === undefined) return undefined;
  return `${edgeWords('start', start)}, ${edgeWords('end', end)}`;
}

/** Which clauses let in what was rejected. */
export function weakestWords({ weakest, rejected }: TypeRecord): string | undefined {
  if (weakest.length === 0) return undefined;
  const said = weakest.map(({ text, count }) => `${text} (${count} of ${rejected})`);
  return `weakest in what was rejected: ${said.join('; ')}`;
}

/** What to do about an edge that is steadily moved. */
export function shiftAdvice({ start, end }: TypeRecord): string | undefined {
  const steady = (['start', 'end'] as const).filter((edge) => ({ start, end })[edge]?.isSteady === true);
  if (steady.length === 0) return undefined;
  const said = steady.map((edge) => {
    const frames = { start, end }[edge]?.medianFrames ?? 0;
    const way = frames > 0 ? 'later' : 'earlier';
    return `the ${edge} ${formatNumber(Math.abs(frames), Number.isInteger(frames) ? 0 : 1)} frames ${way}`;
  });
  return `Reviewers steadily move ${said.join(' and ')}: let the rule begin or end there, or snap its edges.`;
}
