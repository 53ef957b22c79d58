import type { UnitPowers } from '#contract/features';

/** In which lengths an ontology speaks: metres on the ground, or the track's own box height. */
export type Space = 'metric' | 'body';

interface BaseUnit {
  readonly powers: UnitPowers;
  /** Canonical units (m or body, s, rad, px) in one of this unit. */
  readonly factor: number;
  readonly space?: Space;
}

/** What a unit text means: `factor` canonical units in one of it. */
export interface Unit {
  readonly powers: UnitPowers;
  readonly factor: number;
  readonly text: string;
  /** The space its lengths belong to; undefined where it has no metres and no body heights. */
  readonly space?: Space | undefined;
}

export const noUnit: UnitPowers = { length: 0, time: 0, angle: 0, pixel: 0 };
export const timeUnit: UnitPowers = { ...noUnit, time: 1 };

const length: UnitPowers = { ...noUnit, length: 1 };
const angle: UnitPowers = { ...noUnit, angle: 1 };

const baseUnits: ReadonlyMap<string, BaseUnit> = new Map([
  ['m', { powers: length, factor: 1, space: 'metric' }],
  ['cm', { powers: length, factor: 0.01, space: 'metric' }],
  ['km', { powers: length, factor: 1000, space: 'metric' }],
  ['body', { powers: length, factor: 1, space: 'body' }],
  ['px', { powers: { ...noUnit, pixel: 1 }, factor: 1 }],
  ['s', { powers: timeUnit, factor: 1 }],
  ['ms', { powers: timeUnit, factor: 0.001 }],
  ['h', { powers: timeUnit, factor: 3600 }],
  ['rad', { powers: angle, factor: 1 }],
  ['deg', { powers: angle, factor: Math.PI / 180 }],
]);

/** Names that may stand in a unit, for suggestions. */
export const unitNames: readonly string[] = [...baseUnits.keys()];

/** Whether `name` is a unit on its own, such as `m`. */
export function isUnitName(name: string): boolean {
  return baseUnits.has(name);
}

/** The unit with each power of `b` added `times` over: 1 for a product, -1 for a quotient. */
export function combineUnits(a: UnitPowers, b: UnitPowers, times: number): UnitPowers {
  return {
    length: a.length + times * b.length,
    time: a.time + times * b.time,
    angle: a.angle + times * b.angle,
    pixel: a.pixel + times * b.pixel,
  };
}

export function sameUnit(a: UnitPowers, b: UnitPowers): boolean {
  return a.length === b.length && a.time === b.time && a.angle === b.angle && a.pixel === b.pixel;
}

interface UnitFactor extends BaseUnit {
  readonly exponent: number;
}

function readFactor(part: string, index: number): UnitFactor | { readonly unknown: string } {
  const [, name = part, power = ''] = /^([A-Za-z]+)([1-4]?)$/.exec(part) ?? [];
  const base = baseUnits.get(name);
  if (base === undefined) return { unknown: name };
  return { ...base, exponent: (index === 0 ? 1 : -1) * Number(power === '' ? '1' : power) };
}

/** Reads a unit such as `m/s2`, `/s` or the empty text; an unknown part comes back as its name. */
export function parseUnit(text: string): Unit | { readonly unknown: string } {
  let unit: Unit = { powers: noUnit, factor: 1, text };
  for (const [index, part] of text.split('/').entries()) {
    if (part === '') continue;
    const read = readFactor(part, index);
    if ('unknown' in read) return read;
    const powers = combineUnits(unit.powers, read.powers, read.exponent);
    unit = {
      text,
      powers,
      factor: unit.factor * read.factor ** read.exponent,
      space: read.space ?? unit.space,
    };
  }
  return unit;
}

function power(name: string, exponent: number): string {
  return exponent === 1 ? name : `${name}${exponent}`;
}

/** The canonical unit in writing: `m/s2`, `/s`, `rad`; empty for a plain number. */
export function unitText(unit: UnitPowers, space: Space): string {
  const parts: readonly (readonly [string, number])[] = [
    [space === 'metric' ? 'm' : 'body', unit.length],
    ['px', unit.pixel],
    ['rad', unit.angle],
    ['s', unit.time],
  ];
  const above = parts.filter(([, exponent]) => exponent > 0).map(([name, exponent]) => power(name, exponent));
  const below = parts
    .filter(([, exponent]) => exponent < 0)
    .map(([name, exponent]) => power(name, -exponent));
  return [above.join(' '), ...below].join('/');
}

const kinds: readonly (readonly [UnitPowers, string])[] = [
  [noUnit, 'a plain number'],
  [timeUnit, 'a time'],
  [length, 'a length'],
  [angle, 'an angle'],
  [{ ...noUnit, pixel: 1 }, 'a length in pixels'],
  [{ ...length, time: -1 }, 'a speed'],
  [{ ...length, time: -2 }, 'an acceleration'],
  [{ ...angle, time: -1 }, 'a turn rate'],
  [{ ...noUnit, time: -1 }, 'a rate'],
];

/** What a unit measures, with its article: "a speed"; undefined for one without a name. */
export function unitKind(unit: UnitPowers): string | undefined {
  return kinds.find(([candidate]) => sameUnit(candidate, unit))?.[1];
}
