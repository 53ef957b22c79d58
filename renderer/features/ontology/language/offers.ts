import type { UnitPowers } from '#contract/features';
import { findFeature } from '#contract/features';
import { knownNames } from '#ontology/check-call';
import { argumentsOf } from '#ontology/check-feature';
import { parseUnit, sameUnit } from '#ontology/units';
import type { Description } from './describe.ts';
import {
  allFeatures,
  describeClass,
  describeDefinition,
  describeEvent,
  describeFeature,
  describeOperator,
  describeParameter,
  describeRole,
  describeUnit,
  describeZone,
  rolesOf,
} from './describe.ts';
import { fieldsOf, type Outline, type OutlineEntry } from './outline.ts';

export type OfferKind =
  | 'feature'
  | 'function'
  | 'operator'
  | 'parameter'
  | 'definition'
  | 'event'
  | 'role'
  | 'zone'
  | 'class'
  | 'unit'
  | 'field'
  | 'word';

/** One thing that may be written at a place. */
export interface Offer {
  readonly label: string;
  readonly kind: OfferKind;
  /** Its unit, value or kind. */
  readonly detail: string;
  /** What is written: fields to fill stand as `${name}`; the label where absent. */
  readonly insert?: string | undefined;
  readonly about?: Description | undefined;
}

/** What is offered inside one expression. */
export interface OfferScope {
  readonly outline: Outline;
  readonly roles: readonly string[];
  /** The short name of the stimulus of a reaction. */
  readonly alias: string | undefined;
}

function field(name: string): string {
  return `\${${name}}`;
}

/** Roles as arguments: the only one as it is, others to be chosen. */
function roleArguments(count: number, roles: readonly string[]): readonly string[] {
  if (roles.length <= count && roles.length > 0)
    return Array.from({ length: count }, (_, i) => roles[i] ?? field('role'));
  return Array.from({ length: count }, (_, i) => field(roles[i] ?? 'role'));
}

function featureInsert(name: string, scope: OfferScope): string | undefined {
  const feature = findFeature(name);
  if (feature === undefined) return undefined;
  const wanted = argumentsOf(feature);
  const roles = [...roleArguments(wanted.filter((each) => each === 'role').length, scope.roles)];
  const args = wanted.map((each) => {
    if (each === 'role') return roles.shift() ?? field('role');
    if (each === 'keypoint') return `"${field('keypoint')}"`;
    const zones = zonesOf(scope.outline, each);
    return field(zones[0]?.name ?? each);
  });
  return `${name}(${args.join(', ')})`;
}

/** The zones of a kind. */
export function zonesOf(outline: Outline, kind: 'area' | 'line'): readonly OutlineEntry[] {
  return outline.zones.filter(({ value }) => (fieldsOf(value)['kind'] ?? 'area') === kind);
}

/** The features whose value has a unit, or all. */
export function featureOffers(scope: OfferScope, unit?: UnitPowers): readonly Offer[] {
  const { space, define, events } = scope.outline;
  const taken = new Set([...define, ...events].map(({ name }) => name));
  return allFeatures
    .filter((feature) => !taken.has(feature.name) && (unit === undefined || sameUnit(feature.unit, unit)))
    .map((feature) => {
      const about = describeFeature(feature, space);
      return {
        label: feature.name,
        kind: 'feature',
        detail: about.detail,
        insert: featureInsert(feature.name, scope),
        about,
      };
    });
}

interface FunctionForm {
  readonly sort: 'value' | 'truth' | 'bouts';
  readonly form: string;
}

const functionForms: Readonly<Record<string, FunctionForm>> = {
  abs: { sort: 'value', form: 'abs(${value})' },
  min: { sort: 'value', form: 'min(${a}, ${b})' },
  max: { sort: 'value', form: 'max(${a}, ${b})' },
  mean: { sort: 'value', form: 'mean(${value}, ${1 s})' },
  lag: { sort: 'value', form: 'lag(${value}, ${1 s})' },
  change: { sort: 'value', form: 'change(${value}, ${1 s})' },
  inside: { sort: 'truth', form: 'inside(${role}, ${area})' },
  crosses: { sort: 'truth', form: 'crosses(${role}, ${line})' },
  onset: { sort: 'truth', form: 'onset(${condition})' },
  offset: { sort: 'truth', form: 'offset(${condition})' },
  known: { sort: 'truth', form: 'known(${condition})' },
  not: { sort: 'truth', form: 'not ${condition}' },
  enters: { sort: 'truth', form: 'enters ${condition} leaves ${condition}' },
  some: { sort: 'truth', form: 'some ${class} ${other} where ${condition}' },
  every: { sort: 'truth', form: 'every ${class} ${other} where ${condition}' },
  count: { sort: 'truth', form: 'count(${class} ${other} where ${condition}) >= ${2}' },
  in_group_with: { sort: 'truth', form: 'in_group_with(${role}, ${other})' },
  says: { sort: 'truth', form: 'says(${role}, "${words}")' },
  always: { sort: 'truth', form: 'always[${0 s}, ${1 s}] ${condition}' },
  eventually: { sort: 'truth', form: 'eventually[${0 s}, ${1 s}] ${condition}' },
  repeat: { sort: 'bouts', form: 'repeat(${bouts}, >= ${3}, within ${60 s})' },
};

function formOf(form: string, scope: OfferScope): string {
  const area = zonesOf(scope.outline, 'area')[0]?.name ?? 'area';
  const line = zonesOf(scope.outline, 'line')[0]?.name ?? 'line';
  return form
    .replace('${role}', field(scope.roles[0] ?? 'role'))
    .replace('${area}', field(area))
    .replace('${line}', field(line))
    .replace('${class}', field(scope.outline.classes[0]?.name ?? 'class'));
}

/** Functions of the language that no form is written for: offered wherever a condition may begin. */
function plainFunctions(): readonly Offer[] {
  return knownNames
    .filter((label) => !Object.hasOwn(functionForms, label) && findFeature(label) === undefined)
    .map((label) => ({
      label,
      kind: 'function',
      detail: 'function',
      insert: `${label}(${field('role')})`,
      about: describeOperator(label),
    }));
}

type Sorts = readonly FunctionForm['sort'][];

function formedFunctions(scope: OfferScope, sorts: Sorts): readonly Offer[] {
  return Object.entries(functionForms)
    .filter(([, { sort }]) => sorts.includes(sort))
    .map(([label, { sort, form }]) => ({
      label,
      kind: form.includes('(') ? 'function' : 'operator',
      detail: sort === 'truth' ? 'condition' : sort,
      insert: formOf(form, scope),
      about: describeOperator(label),
    }));
}

/** Functions and words that begin a value, a condition or bouts. */
export function functionOffers(scope: OfferScope, sorts: Sorts): readonly Offer[] {
  return [...formedFunctions(scope, sorts), ...(sorts.includes('truth') ? plainFunctions() : [])];
}

const operatorForms: ReadonlyMap<string, string> = new Map([
  ['and', 'and '],
  ['or', 'or '],
  ['between', 'between ${low} and ${high}'],
  ['for', 'for >= ${1 s}'],
  ['gaps', 'gaps <= ${0.5 s}'],
  ['then', 'then ${bouts} within ${1 s}'],
  ['until', 'until[${0 s}, ${1 s}] ${condition}'],
  ['since', 'since[${0 s}, ${1 s}] ${condition}'],
  ['except', 'except ${bouts}'],
]);

function operatorOffer(label: string, insert: string): Offer {
  return { label, kind: 'operator', detail: 'operator', insert, about: describeOperator(label) };
}

/** Words that go on from a value (`between`) or from a condition or bouts. */
export function operatorOffers(
  { alias }: OfferScope,
  from: 'value' | 'condition' | 'bouts',
  relations: readonly string[],
): readonly Offer[] {
  const comparisons = ['<', '<=', '>', '>='].map(
    (sign): Offer => ({
      label: sign,
      kind: 'operator',
      detail: 'compares',
      insert: `${sign} `,
    }),
  );
  if (from === 'value') return [...comparisons, operatorOffer('between', operatorForms.get('between') ?? '')];
  const starts = `starts within [\${0 s}, \${3 s}] after start(${alias ?? '${event(role)}'})`;
  const shared = ['and', 'or', 'for', 'gaps', 'then', 'except'];
  const ofConditions = from === 'condition' ? ['until', 'since'] : [];
  return [
    ...[...shared, ...ofConditions].map((label) => operatorOffer(label, operatorForms.get(label) ?? label)),
    operatorOffer('starts', starts),
    ...(from === 'bouts' ? relations.map((label) => operatorOffer(label, `${label} `)) : []),
  ];
}

function unitOfParameter({ value }: OutlineEntry): UnitPowers | undefined {
  const written = fieldsOf(value)['value'];
  const text = typeof written === 'string' || typeof written === 'number' ? String(written) : '';
  const unit = parseUnit(/^\s*-?[\d.]+(?:[eE][-+]?\d+)?\s*(.*)$/.exec(text)?.[1]?.trim() ?? '?');
  return 'unknown' in unit ? undefined : unit.powers;
}

/** Named parameters, those of a unit where one is wanted. */
export function parameterOffers({ outline }: OfferScope, unit?: UnitPowers): readonly Offer[] {
  const fits = (entry: OutlineEntry): boolean => {
    const own = unitOfParameter(entry);
    return unit === undefined || own === undefined || sameUnit(own, unit);
  };
  return outline.params.filter(fits).map((entry) => {
    const about = describeParameter(entry);
    return { label: about.title, kind: 'parameter', detail: about.detail, about };
  });
}

function callOffer(entry: OutlineEntry, count: number, scope: OfferScope, about: Description): Offer {
  const args = roleArguments(count, scope.roles).join(', ');
  const kind = about.detail === 'definition' ? 'definition' : 'event';
  return { label: entry.name, kind, detail: about.detail, insert: `${entry.name}(${args})`, about };
}

export function definitionOffers(scope: OfferScope, but?: string): readonly Offer[] {
  return scope.outline.define
    .filter(({ name }) => name !== but)
    .map((entry) => callOffer(entry, entry.roles.length, scope, describeDefinition(entry)));
}

/** Event types, but for the one whose rule is written. */
export function eventOffers(scope: OfferScope, but?: string): readonly Offer[] {
  return scope.outline.events
    .filter(({ name }) => name !== but)
    .map((entry) => callOffer(entry, rolesOf(entry).length, scope, describeEvent(entry)));
}

export function roleOffers(
  { roles }: OfferScope,
  fields: Readonly<Record<string, unknown>>,
): readonly Offer[] {
  return roles.map((label) => ({
    label,
    kind: 'role',
    detail: 'role',
    about: describeRole(label, fields[label]),
  }));
}

export function zoneOffers({ outline }: OfferScope, kind?: 'area' | 'line'): readonly Offer[] {
  const zones = kind === undefined ? outline.zones : zonesOf(outline, kind);
  return zones.map((entry) => {
    const about = describeZone(entry);
    return { label: entry.name, kind: 'zone', detail: about.detail, about };
  });
}

export function classOffers({ outline }: Pick<OfferScope, 'outline'>): readonly Offer[] {
  return outline.classes.map((entry) => {
    const about = describeClass(entry);
    return { label: entry.name, kind: 'class', detail: 'class', about };
  });
}

const lengths = { metric: ['m', 'cm', 'km'], body: ['body'] } as const;

/** Units of the document's space, those of a kind where one is wanted. */
export function unitOffers({ outline }: OfferScope, unit?: UnitPowers): readonly Offer[] {
  const own = lengths[outline.space];
  const [length] = own;
  const rates = [`${length}/s`, `${length}/s2`, 'deg/s', '/s'];
  const all = [
    ...own,
    's',
    'ms',
    'deg',
    'rad',
    'px',
    ...rates,
    ...(outline.space === 'metric' ? ['km/h'] : []),
  ];
  return all.flatMap((label) => {
    const parsed = parseUnit(label);
    const fits = !('unknown' in parsed) && (unit === undefined || sameUnit(parsed.powers, unit));
    const about = describeUnit(label);
    return fits ? [{ label, kind: 'unit' as const, detail: about?.detail ?? 'unit', about }] : [];
  });
}
