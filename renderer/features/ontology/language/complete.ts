import { findFeature } from '#contract/features';
import { argumentsOf } from '#ontology/check-feature';
import { timeUnit } from '#ontology/units';
import { relationNames } from '#ontology/syntax';
import { type ExpressionPlace, expressionPlace } from './expression-place.ts';
import { type ExpressionKind, expressionAt, fieldsAt, valuesAt } from './fields.ts';
import {
  classOffers,
  definitionOffers,
  eventOffers,
  featureOffers,
  functionOffers,
  type Offer,
  type OfferScope,
  operatorOffers,
  parameterOffers,
  roleOffers,
  unitOffers,
  zoneOffers,
} from './offers.ts';
import { fieldsOf, type Outline, outlineOf } from './outline.ts';
import { type Place, placeAt } from './place.ts';
import { eventAt, rolesInScope, stimulusAlias } from './scope.ts';

/** What may be written at a place; `start` is where the word that is being written begins. */
export interface Completion {
  readonly start: number;
  readonly offers: readonly Offer[];
}

const nothing = { start: 0, offers: [] };

function fieldInsert(name: string, path: readonly string[], flow: boolean): string {
  if (flow) return `${name}: `;
  const opensBlock = path.length === 0 && isSection(name);
  if (opensBlock) return `${name}:\n  `;
  return name === 'roles' ? 'roles: { actor: ${class} }' : `${name}: `;
}

type Section = keyof Omit<Outline, 'space'>;

function isSection(name: string): name is Section {
  return ['classes', 'zones', 'params', 'define', 'events'].includes(name);
}

function writtenFields(outline: Outline, path: readonly string[]): ReadonlySet<string> {
  const [section = '', name, ...rest] = path;
  const entry = isSection(section) ? outline[section].find((each) => each.name === name) : undefined;
  const value = rest.reduce<unknown>((at, step) => fieldsOf(at)[step], entry?.value);
  return new Set(Object.keys(fieldsOf(value)));
}

/** Fields that are not written yet. */
function fieldOffers(outline: Outline, { path, flow }: Place, being: string): readonly Offer[] {
  const written = writtenFields(outline, path);
  const texts = fieldsAt(path).flatMap(({ names, says }) => names.map((name) => ({ name, says })));
  return texts
    .filter(({ name }) => name === being || !written.has(name))
    .map(({ name, says }) => ({
      label: name,
      kind: 'field',
      detail: 'field',
      insert: fieldInsert(name, path, flow),
      about: { title: name, detail: 'field', paragraphs: [{ text: says.replaceAll('`', '') }] },
    }));
}

function roleNameOffers(outline: Outline, path: readonly string[]): readonly Offer[] {
  if (path[0] !== 'events' || path[2] !== 'roles' || path.length !== 3) return [];
  const written = writtenFields(outline, path);
  return ['actor', 'other']
    .filter((label) => !written.has(label))
    .map((label) => ({ label, kind: 'role', detail: 'role', insert: `${label}: ` }));
}

/** Values that are names of the document or a few words. */
function plainOffers(outline: Outline, path: readonly string[]): readonly Offer[] {
  const words = valuesAt(path);
  if (words.length > 0) return words.map((label) => ({ label, kind: 'word', detail: 'value' }));
  const [section, , field] = path;
  if (section !== 'events') return [];
  if (field === 'roles') return classOffers({ outline });
  return field === 'objects' ? zoneOffers({ outline, roles: [], alias: undefined }) : [];
}

interface Asked {
  readonly scope: OfferScope;
  readonly at: ExpressionPlace;
  readonly path: readonly string[];
  readonly kind: ExpressionKind;
  readonly roleFields: Readonly<Record<string, unknown>>;
}

function ownName({ path }: Asked): string | undefined {
  return path[1]?.replace(/\(.*$/, '');
}

function valueOffers(asked: Asked): readonly Offer[] {
  const { scope, at } = asked;
  if (asked.kind === 'quantity') return [];
  return [
    ...parameterOffers(scope, at.unit),
    ...featureOffers(scope, at.unit),
    ...functionOffers(scope, ['value']),
  ];
}

function operandOffers(asked: Asked): readonly Offer[] {
  const { scope } = asked;
  return [
    ...definitionOffers(scope, ownName(asked)),
    ...featureOffers(scope),
    ...functionOffers(scope, ['value', 'truth', 'bouts']),
    ...eventOffers(scope, ownName(asked)),
    ...roleOffers(scope, asked.roleFields),
  ];
}

function kindOfArgument(asked: Asked, name: string, argument: number): readonly Offer[] | undefined {
  const { scope } = asked;
  const feature = findFeature(name);
  const { define, events } = scope.outline;
  const takesRoles = [...define, ...events].some((entry) => entry.name === name);
  if (takesRoles) return roleOffers(scope, asked.roleFields);
  const special: Readonly<Record<string, readonly string[]>> = {
    inside: ['role', 'area'],
    crosses: ['role', 'line', 'direction'],
  };
  const wanted = special[name]?.[argument] ?? (feature && argumentsOf(feature)[argument]);
  if (wanted === 'role') return roleOffers(scope, asked.roleFields);
  if (wanted === 'area' || wanted === 'line') return zoneOffers(scope, wanted);
  if (wanted === 'direction')
    return ['left_to_right', 'right_to_left'].map((label) => ({ label, kind: 'word', detail: 'direction' }));
  return feature === undefined ? undefined : [];
}

function argumentOffers(asked: Asked): readonly Offer[] {
  const { bracket } = asked.at;
  const known = bracket && kindOfArgument(asked, bracket.name, bracket.argument);
  if (known !== undefined) return known;
  const takesValue = ['abs', 'min', 'max', 'mean', 'lag', 'change'].includes(bracket?.name ?? '');
  return takesValue ? valueOffers(asked) : operandOffers(asked);
}

function word(label: string, detail: string): Offer {
  return { label, kind: 'operator', detail, insert: `${label} ` };
}

/** What goes on from a whole part, by the kind of the expression alone. */
const afterPart: Readonly<Partial<Record<ExpressionKind, readonly Offer[]>>> = {
  quantity: [],
  latency: [],
  length: [word('to', 'and the longest')],
  edges: [word('within', 'how far')],
};

/** What the last call of an expression makes. */
function lastMade({ scope, at }: Asked): 'value' | 'condition' | 'bouts' {
  const names = at.tokens.map((token) => (token.kind === 'name' ? token.text : ''));
  const call = names.findLast((name) => name !== '' && !scope.roles.includes(name)) ?? '';
  if (!at.compared && findFeature(call) !== undefined && call !== 'inside') return 'value';
  return scope.outline.events.some(({ name }) => name === call) ? 'bouts' : 'condition';
}

function operatorsAfter(asked: Asked): readonly Offer[] {
  const { scope, at, kind } = asked;
  const last = at.tokens.at(-1);
  if (afterPart[kind] !== undefined) return afterPart[kind];
  if (last?.kind === 'name' && scope.roles.includes(last.text)) return [word('is', 'of a class')];
  const after = operatorOffers(scope, lastMade(asked), relationNames);
  return kind === 'stimulus' ? [word('as', 'a short name'), ...after] : after;
}

function timeOffers({ scope }: Asked): readonly Offer[] {
  return parameterOffers(scope, timeUnit);
}

function anchorOffers({ scope }: Asked): readonly Offer[] {
  const of = scope.alias ?? '${event(role)}';
  return ['start', 'end'].map((label) => ({
    label,
    kind: 'function',
    detail: 'an edge',
    insert: `${label}(${of})`,
  }));
}

function sign(label: string): readonly Offer[] {
  return [{ label, kind: 'operator', detail: 'a bound', insert: `${label} ` }];
}

const byWanted: Readonly<Record<ExpressionPlace['wanted'], (asked: Asked) => readonly Offer[]>> = {
  operand: operandOffers,
  value: valueOffers,
  time: timeOffers,
  operator: operatorsAfter,
  parameter: ({ scope, at }) => parameterOffers(scope, at.unit),
  unit: ({ scope, at }) => unitOffers(scope, at.unit),
  class: ({ scope }) => classOffers(scope),
  alias: () => [],
  where: () => [{ label: 'where', kind: 'operator', detail: 'what is so of it', insert: 'where ' }],
  argument: argumentOffers,
  anchor: anchorOffers,
  at_least: () => sign('>='),
  at_most: () => sign('<='),
  window: ({ scope }) => parameterOffers(scope, timeUnit),
};

function atStart(asked: Asked): readonly Offer[] | undefined {
  const { kind, at, scope } = asked;
  if (at.tokens.length > 0) return undefined;
  if (kind === 'edges')
    return [
      { label: 'snap', kind: 'operator', detail: 'to a step', insert: 'snap ${value} within ${0.3 s}' },
    ];
  if (kind === 'stimulus') return eventOffers(scope, ownName(asked));
  if (kind === 'length')
    return [{ label: 'from', kind: 'word', detail: 'shortest and longest', insert: '${1 s} to ${60 s}' }];
  if (kind === 'latency')
    return ['start', 'end'].map((edge) => ({
      label: `start - ${edge}`,
      kind: 'word',
      detail: 'latency',
      insert: `start - ${edge}(${scope.alias ?? '${c}'})`,
    }));
  return kind === 'quantity' ? [] : undefined;
}

function inExpression(
  outline: Outline,
  text: string,
  offset: number,
  place: Place,
  kind: ExpressionKind,
): Completion {
  const at = expressionPlace(text, place.start, offset);
  const { path } = place;
  const scope: OfferScope = {
    outline,
    roles: rolesInScope(outline, path, at.tokens),
    alias: stimulusAlias(outline, path),
  };
  const roleFields = fieldsOf(fieldsOf(eventAt(outline, path)?.value)['roles']);
  const asked: Asked = { scope, at, path, kind, roleFields };
  return { start: at.start, offers: atStart(asked) ?? byWanted[at.wanted](asked) };
}

/** What fits at `offset` of the text. */
export function completionsAt(text: string, offset: number): Completion {
  const place = placeAt(text, offset);
  if (place.slot === 'comment') return nothing;
  const outline = outlineOf(text);
  if (place.slot === 'key') {
    const being = text.slice(place.start, offset);
    const offers = [...roleNameOffers(outline, place.path), ...fieldOffers(outline, place, being)];
    return { start: place.start, offers };
  }
  const kind = expressionAt(place.path.slice(0, place.path[0] === 'params' ? 3 : undefined));
  if (kind !== undefined) return inExpression(outline, text, offset, place, kind);
  const word = /[A-Za-z_]*$/.exec(text.slice(place.start, offset))?.[0] ?? '';
  return { start: offset - word.length, offers: plainOffers(outline, place.path) };
}
