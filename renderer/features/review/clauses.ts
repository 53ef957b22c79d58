import type { Candidate } from '#contract/entities/candidate';
import type { Clause } from '#contract/entities/clause';
import { zoneOf } from '../../shared-ui/participants.ts';

/** One line of the clause table. */
export interface ClauseRow {
  readonly key: string;
  readonly clause: Clause;
  /** Levels of indentation: an only child stands under its parent without one. */
  readonly depth: number;
  readonly last: boolean;
  readonly words: string;
  /** Signed share of the bar's half in [-1, 1]: margin divided by the threshold's size; undefined where nothing is measured. */
  readonly bar: number | undefined;
}

const groupWords: Readonly<Record<string, string>> = {
  and: 'all of',
  all: 'all of',
  or: 'any of',
  any: 'any of',
  not: 'not',
};

/** Margin relative to its threshold, clipped at 1; robustness where the threshold is 0 or absent; undefined when unknown. */
export function barShare(clause: Clause): number | undefined {
  const { margin, threshold, truth, robustness, value } = clause;
  if (truth === 'unknown' || (margin === undefined && value === undefined)) return undefined;
  const share =
    margin === undefined || threshold === undefined || threshold === 0
      ? robustness
      : margin / Math.abs(threshold);
  return Math.min(1, Math.max(-1, share));
}

/** The measured side of a comparison, without the threshold that stands in a column of its own. */
function measuredSide(clause: Clause): string {
  if (clause.comparison === undefined || clause.threshold === undefined) return clause.text;
  const at = clause.text.indexOf(clause.comparison);
  return at > 0 ? clause.text.slice(0, at).trim() : clause.text;
}

/** An expression with the letters of its tracks in place of the roles they play. */
export function withLetters(text: string, letters: ReadonlyMap<string, string>): string {
  return text.replace(/[A-Za-z_]\w*/g, (word) => letters.get(word) ?? word).replaceAll(', ', ',');
}

/** Letters of the other tracks that a clause names, at most so many, and how many more there are: "B C +2"; else their ids. */
export function othersWords({ others = [] }: Clause, letters: ReadonlyMap<string, string>, most = 4): string {
  const shown = others.slice(0, most).map((trackId) => letters.get(trackId) ?? trackId);
  const more = others.length - shown.length;
  return [...shown, ...(more > 0 ? [`+${more}`] : [])].join(' ');
}

function wordsOf(clause: Clause): string {
  if (clause.children.length === 0) return measuredSide(clause);
  return groupWords[clause.op] ?? (clause.text.length <= 28 ? clause.text : clause.op);
}

const plainGroups: ReadonlySet<string> = new Set(['and', 'all', 'between']);

/** What stands under a clause: an only child that merely gathers others gives way to them. */
function childrenOf(clause: Clause): readonly Clause[] {
  const [only, ...more] = clause.children;
  const gathers = only !== undefined && only.children.length > 0 && only.threshold === undefined;
  return more.length === 0 && gathers && plainGroups.has(only.op) ? childrenOf(only) : clause.children;
}

/** The tree in reading order. */
export function clauseRows(clause: Clause, depth = 0, key = '0', last = true): readonly ClauseRow[] {
  const row: ClauseRow = { key, clause, depth, last, words: wordsOf(clause), bar: barShare(clause) };
  const children = childrenOf(clause);
  const below = children.length > 1 ? depth + 1 : depth;
  return [
    row,
    ...children.flatMap((child, i) => clauseRows(child, below, `${key}.${i}`, i === children.length - 1)),
  ];
}

/** Key of the row that holds by the smallest margin: the one to look at first. */
export function weakestKey(rows: readonly ClauseRow[]): string | undefined {
  return rows
    .filter(({ clause, bar }) => clause.children.length === 0 && clause.truth === 'true' && bar !== undefined)
    .reduce<ClauseRow | undefined>(
      (best, row) => (best === undefined || (row.bar ?? 1) < (best.bar ?? 1) ? row : best),
      undefined,
    )?.key;
}

/** Clauses that measure a feature, each feature of the same subjects once. */
export function measuredRows(rows: readonly ClauseRow[]): readonly ClauseRow[] {
  const seen = new Set<string>();
  return rows.filter(({ clause }) => {
    if (clause.feature === undefined) return false;
    const subject = JSON.stringify(clause.feature);
    if (seen.has(subject)) return false;
    seen.add(subject);
    return true;
  });
}

/** Why clauses are unknown, one sentence each, for those whose value was missing in some picture. */
export function unknownNotes(rows: readonly ClauseRow[], spanFrames: number): readonly string[] {
  return rows
    .filter(({ clause }) => clause.children.length === 0 && clause.unknownFrames > 0)
    .map(({ clause }) => {
      const verb = clause.truth === 'unknown' ? 'is unknown' : 'was unknown in part';
      return `${clause.text} ${verb}: no value in ${clause.unknownFrames} of ${spanFrames} frames.`;
    });
}

/** What a clause's feature is measured on, for fetching its trace; undefined where a role is not bound. */
export interface ClauseSubject {
  readonly feature: string;
  readonly a: string;
  readonly b?: string;
  readonly zone?: string;
}

/** Binds the roles of a clause's feature to the candidate's tracks and zones. */
export function subjectOf(
  clause: Clause,
  parts: Pick<Candidate, 'actors' | 'objects'>,
): ClauseSubject | undefined {
  const { feature } = clause;
  if (feature === undefined) return undefined;
  const bound = feature.roles
    .map((role) => [...parts.actors, ...parts.objects].find((participant) => participant.role === role))
    .filter((participant) => participant !== undefined);
  const tracks = bound.filter((participant) => zoneOf(participant) === undefined);
  const [a, b] = tracks;
  if (a === undefined) return undefined;
  const zone = feature.zoneId ?? bound.map(zoneOf).find((id) => id !== undefined);
  return {
    feature: feature.name,
    a: a.trackId,
    ...(b === undefined ? {} : { b: b.trackId }),
    ...(zone === undefined ? {} : { zone }),
  };
}
