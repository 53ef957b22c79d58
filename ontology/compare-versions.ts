import { expressionsOf } from './event-parts.ts';
import type { EventType, Ontology, Parameter, Role, ZoneDeclaration } from './model.ts';
import { contentKey, printExpression } from './print.ts';

/**
 * What a change asks of the version number. Major: what was made with the version before cannot be read as this one. Minor:
 * there is more, or other candidates are found. Patch: the same, tuned or told otherwise.
 */
export type ChangeLevel = 'patch' | 'minor' | 'major';

export interface Change {
  readonly level: ChangeLevel;
  /** A sentence for a person. */
  readonly says: string;
}

const order: readonly ChangeLevel[] = ['patch', 'minor', 'major'];

/** The most that one of the changes asks for; `patch` for none, as another text is another version. */
export function levelOf(changes: readonly Change[]): ChangeLevel {
  return changes.reduce<ChangeLevel>(
    (most, { level }) => (order.indexOf(level) > order.indexOf(most) ? level : most),
    'patch',
  );
}

interface Named<Item> {
  readonly before: ReadonlyMap<string, Item>;
  readonly after: ReadonlyMap<string, Item>;
}

function byName<Item>(
  before: readonly Item[],
  after: readonly Item[],
  nameOf: (item: Item) => string,
): Named<Item> {
  const map = (items: readonly Item[]) => new Map(items.map((item) => [nameOf(item), item] as const));
  return { before: map(before), after: map(after) };
}

interface Levels {
  readonly what: string;
  readonly added: ChangeLevel;
  readonly removed: ChangeLevel;
}

/** What came, what went, and what `changed` says of those that stayed. */
function changesOf<Item>(
  { before, after }: Named<Item>,
  { what, added, removed }: Levels,
  changed: (before: Item, after: Item, name: string) => readonly Change[],
): readonly Change[] {
  const gone = [...before.keys()].filter((name) => !after.has(name));
  const come = [...after.keys()].filter((name) => !before.has(name));
  return [
    ...gone.map((name) => ({ level: removed, says: `${what} ${name} was removed.` })),
    ...come.map((name) => ({ level: added, says: `${what} ${name} is new.` })),
    ...[...before].flatMap(([name, item]) => {
      const now = after.get(name);
      return now === undefined ? [] : changed(item, now, name);
    }),
  ];
}

function differs(before: unknown, after: unknown): boolean {
  return JSON.stringify(before) !== JSON.stringify(after);
}

function change(isSo: boolean, level: ChangeLevel, says: string): readonly Change[] {
  return isSo ? [{ level, says }] : [];
}

function classChanges(before: readonly string[], after: readonly string[], name: string): readonly Change[] {
  const lost = before.filter((one) => !after.includes(one));
  const won = after.filter((one) => !before.includes(one));
  return [
    ...change(lost.length > 0, 'major', `Class ${name} no longer takes ${lost.join(', ')}.`),
    ...change(won.length > 0, 'minor', `Class ${name} takes ${won.join(', ')} too.`),
  ];
}

function zoneChanges(before: ZoneDeclaration, after: ZoneDeclaration, name: string): readonly Change[] {
  return [
    ...change(
      before.kind !== after.kind,
      'major',
      `Zone ${name} is of kind ${after.kind}, not ${before.kind}.`,
    ),
    ...change(before.optional && !after.optional, 'major', `Zone ${name} must be there now.`),
    ...change(!before.optional && after.optional, 'minor', `Zone ${name} may be absent now.`),
    ...change(before.says !== after.says, 'patch', `Zone ${name} is told otherwise.`),
  ];
}

function parameterChanges(before: Parameter, after: Parameter, name: string): readonly Change[] {
  const range = ({ low, high }: Parameter) => [low, high];
  const isOther = differs(before.unit, after.unit);
  return [
    ...change(isOther, 'major', `$${name} is measured in ${after.unitText}, not ${before.unitText}.`),
    ...change(
      !isOther && before.value !== after.value,
      'patch',
      `$${name} is ${after.text}, it was ${before.text}.`,
    ),
    ...change(!isOther && differs(range(before), range(after)), 'minor', `The range of $${name} is another.`),
    ...change(
      before.scale !== after.scale && !differs(range(before), range(after)),
      'patch',
      `The scale of $${name} is another.`,
    ),
    ...change(before.says !== after.says, 'patch', `$${name} is told otherwise.`),
  ];
}

const roleText = ({ name, classes, is, optional }: Role): string =>
  `${name}: ${classes.join(' or ')} (${optional === true ? 'optional ' : ''}${is})`;

function castText({ roles, gathers }: EventType): string {
  const many = gathers && `${roleText(gathers.role)}, ${gathers.least} or more`;
  return [...roles.map(roleText), ...(many === undefined ? [] : [many])].join(', ');
}

function ruleTexts(event: EventType): readonly string[] {
  return [event.snap?.to ?? '', ...expressionsOf(event).map((expression) => contentKey(expression))];
}

function ruleChange(before: EventType, after: EventType): readonly Change[] {
  if (!differs(ruleTexts(before), ruleTexts(after))) return [];
  const text = ({ when, roles }: EventType): string =>
    printExpression(
      when,
      roles.map(({ name }) => name),
    );
  const [was, is] = [text(before), text(after)];
  const says =
    was === is
      ? `The rule of ${after.name} has other edges, lengths, definitions or stimulus.`
      : `The rule of ${after.name} is ${is}; it was ${was}.`;
  return [{ level: 'minor', says }];
}

function eventChanges(before: EventType, after: EventType, name: string): readonly Change[] {
  const words = ({ starts, ends }: EventType) => [starts, ends];
  return [
    ...change(before.kind !== after.kind, 'major', `${name} is of kind ${after.kind}, not ${before.kind}.`),
    ...change(
      castText(before) !== castText(after),
      'major',
      `The roles of ${name} are ${castText(after)}; they were ${castText(before)}.`,
    ),
    ...change(
      before.symmetric !== after.symmetric,
      'major',
      `The roles of ${name} may ${after.symmetric ? '' : 'no longer '}be swapped.`,
    ),
    ...change(
      differs(before.objectZones, after.objectZones),
      'major',
      `The objects of ${name} are ${after.objectZones.join(', ') || 'none'}.`,
    ),
    ...change(
      before.helper !== after.helper,
      'major',
      `${name} is ${after.helper ? 'no longer' : 'now'} proposed.`,
    ),
    ...change(differs(words(before), words(after)), 'minor', `Start and end of ${name} are told otherwise.`),
    ...change(before.says !== after.says, 'patch', `${name} is told otherwise.`),
    ...ruleChange(before, after),
  ];
}

function dependencyChanges(before: Ontology, after: Ontology): readonly Change[] {
  const text = ({ dependencies }: Ontology): string =>
    dependencies
      .map(
        ({ how, name, version, alias }) =>
          `${how} ${name} ${version}${alias === undefined ? '' : ` as ${alias}`}`,
      )
      .join(', ') || 'nothing else';
  const [was, is] = [text(before), text(after)];
  return change(was !== is, 'patch', `It stands on ${is}; it stood on ${was}.`);
}

/** What is different in `after`, the heaviest first. */
export function compareVersions(before: Ontology, after: Ontology): readonly Change[] {
  const classes = (ontology: Ontology) => [...ontology.classes];
  const changes = [
    ...change(
      before.space !== after.space,
      'major',
      `Lengths are measured as ${after.space}, not ${before.space}.`,
    ),
    ...changesOf(
      byName(before.events, after.events, ({ name }) => name),
      { what: 'Event type', added: 'minor', removed: 'major' },
      eventChanges,
    ),
    ...changesOf(
      byName(classes(before), classes(after), ([name]) => name),
      { what: 'Class', added: 'minor', removed: 'major' },
      ([, was], [, is], name) => classChanges(was, is, name),
    ),
    ...changesOf(
      byName(before.zones, after.zones, ({ zoneId }) => zoneId),
      { what: 'Zone', added: 'minor', removed: 'major' },
      zoneChanges,
    ),
    ...changesOf(
      byName(before.parameters, after.parameters, ({ name }) => name),
      { what: 'Parameter', added: 'minor', removed: 'major' },
      parameterChanges,
    ),
    ...dependencyChanges(before, after),
  ];
  return changes.toSorted((a, b) => order.indexOf(b.level) - order.indexOf(a.level));
}

type Numbers = readonly [major: number, minor: number, patch: number];

function numbersOf(version: string): Numbers {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  return [major, minor, patch];
}

/** The least version number that changes of this level ask for after `version`. */
export function nextVersion(version: string, level: ChangeLevel): string {
  const [major, minor, patch] = numbersOf(version);
  if (level === 'major') return `${major + 1}.0.0`;
  return level === 'minor' ? `${major}.${minor + 1}.0` : `${major}.${minor}.${patch + 1}`;
}

/** Whether `version` is at least `least`. */
export function isAtLeast(version: string, least: string): boolean {
  const [a, b] = [numbersOf(version), numbersOf(least)];
  const place = a.findIndex((number, at) => number !== b[at]);
  return place < 0 || (a[place] ?? 0) > (b[place] ?? 0);
}
