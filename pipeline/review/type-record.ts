import type { Clause } from '#contract/entities/clause';
import { median } from './session-stats.ts';

/** A candidate of a type as it was reviewed; the shifts are what the reviewer moved its edges by, later where positive. */
export interface ReviewedCandidate {
  readonly type: string;
  readonly state: string;
  readonly startShiftFrames?: number | undefined;
  readonly endShiftFrames?: number | undefined;
  /** The reasons of one that was rejected. */
  readonly clause?: Clause | undefined;
}

/** How a type's candidates fared. */
export interface TypeRecord {
  readonly type: string;
  readonly candidates: number;
  readonly accepted: number;
  readonly rejected: number;
  /** Share of the decided ones that were accepted, with its 95 % interval (Wilson, 1927); absent where none is decided. */
  readonly precision?: Interval | undefined;
  readonly start?: EdgeShift | undefined;
  readonly end?: EdgeShift | undefined;
  /** Clauses that were the weakest of rejected candidates, the most frequent first: where the rule lets in what it should not. */
  readonly weakest: readonly WeakClause[];
}

export interface WeakClause {
  /** As written in the ontology. */
  readonly text: string;
  readonly count: number;
}

export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** What reviewers moved an edge by, over the accepted candidates. */
export interface EdgeShift {
  readonly medianFrames: number;
  /** Whether it is steady enough to change the rule: five or more, and four of five moved the same way. */
  readonly isSteady: boolean;
}

/** Standard normal quantile at 97.5 %, for a two-sided 95 % interval. */
const normal975 = 1.959_963_984_540_054;

/** The share of `hits` in `all` with Wilson's score interval; undefined of none. */
export function shareOf(hits: number, all: number): Interval | undefined {
  if (all === 0) return undefined;
  const value = hits / all;
  const z2 = normal975 * normal975;
  const middle = (value + z2 / (2 * all)) / (1 + z2 / all);
  const half = (normal975 / (1 + z2 / all)) * Math.sqrt((value * (1 - value)) / all + z2 / (4 * all * all));
  return { value, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

const fewestForSteady = 5;
const shareForSteady = 0.8;

function shiftOf(shifts: readonly number[]): EdgeShift | undefined {
  const medianFrames = median(shifts);
  if (medianFrames === undefined) return undefined;
  const sameWay = shifts.filter((shift) => Math.sign(shift) === Math.sign(medianFrames)).length;
  const isSteady =
    medianFrames !== 0 && shifts.length >= fewestForSteady && sameWay >= shareForSteady * shifts.length;
  return { medianFrames, isSteady };
}

function leavesOf(clause: Clause): readonly Clause[] {
  const under = clause.children.flatMap(leavesOf);
  const measures = clause.threshold !== undefined && clause.op !== 'rule';
  return measures ? [clause, ...under] : under.length > 0 ? under : [clause];
}

/** The clause that was nearest to failing, of those that measure something. */
export function weakestClause(clause: Clause): Clause {
  return leavesOf(clause).reduce((weakest, leaf) => (leaf.robustness < weakest.robustness ? leaf : weakest));
}

const mostWeakest = 3;

function weakestOf(rejected: readonly ReviewedCandidate[]): readonly WeakClause[] {
  const texts = rejected.flatMap(({ clause }) => (clause === undefined ? [] : weakestClause(clause).text));
  return [...Map.groupBy(texts, (text) => text)]
    .map(([text, all]) => ({ text, count: all.length }))
    .toSorted((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1))
    .slice(0, mostWeakest);
}

function recordOf(type: string, all: readonly ReviewedCandidate[]): TypeRecord {
  const accepted = all.filter(({ state }) => state === 'accepted');
  const refused = all.filter(({ state }) => state === 'rejected');
  const rejected = refused.length;
  return {
    type,
    candidates: all.length,
    accepted: accepted.length,
    rejected,
    precision: shareOf(accepted.length, accepted.length + rejected),
    start: shiftOf(accepted.flatMap(({ startShiftFrames }) => startShiftFrames ?? [])),
    weakest: weakestOf(refused),
    end: shiftOf(accepted.flatMap(({ endShiftFrames }) => endShiftFrames ?? [])),
  };
}

/** How the candidates of each type fared. */
export function typeRecords(candidates: readonly ReviewedCandidate[]): readonly TypeRecord[] {
  return [...Map.groupBy(candidates, ({ type }) => type)].map(([type, own]) => recordOf(type, own));
}
