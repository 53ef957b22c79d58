import { type FeatureDeclaration, features, findFeature, type UnitPowers } from '#contract/features';
import { argumentsOf } from '#ontology/check-feature';
import { boutTexts, conditionTexts } from '#ontology/operator-texts';
import { parseUnit, type Space, unitKind, unitText } from '#ontology/units';
import { fieldsOf, type Outline, type OutlineEntry } from './outline.ts';

/** What is said of a name, in completion and under the pointer. */
export interface Description {
  /** How it is written: `distance(a, b)`. */
  readonly title: string;
  /** What it is, in a word or two: its unit, its value, its kind. */
  readonly detail: string;
  readonly paragraphs: readonly Paragraph[];
}

export interface Paragraph {
  readonly label?: string | undefined;
  readonly text: string;
}

const roleLetters = ['a', 'b'];

/** How a feature is written, with letters for its roles. */
export function featureSignature(feature: FeatureDeclaration): string {
  let roles = 0;
  const args = argumentsOf(feature).map((wanted) => {
    if (wanted === 'role') return roleLetters[roles++] ?? 'c';
    return wanted === 'keypoint' ? '"keypoint"' : wanted;
  });
  return `${feature.name}(${args.join(', ')})`;
}

function unitWords(unit: UnitPowers, space: Space): string {
  const text = unitText(unit, space);
  return text === '' ? 'a plain number' : text;
}

/** What `docs/features.md` tells of a feature, from the same list. */
export function describeFeature(feature: FeatureDeclaration, space: Space): Description {
  return {
    title: featureSignature(feature),
    detail: unitWords(feature.unit, space),
    paragraphs: [
      { text: feature.says },
      { label: 'takes', text: feature.shape },
      { label: 'is', text: feature.formula },
      { label: 'missing', text: feature.nullRule.replace(/^missing /, '') },
    ],
  };
}

function plain(markdown: string): string {
  return markdown.replaceAll('`', '');
}

/** What `docs/ontology.md` tells of a word of the grammar or a function, from the same tables. */
export function describeOperator(name: string): Description | undefined {
  const conditions = conditionTexts.filter(({ names }) => names.includes(name));
  const bouts = boutTexts.filter(({ names }) => names.includes(name));
  if (conditions.length + bouts.length === 0) return undefined;
  const paragraphs = [
    ...conditions.flatMap(({ written, says, unknown }) => [
      { label: plain(written), text: plain(says) },
      ...(unknown === '' ? [] : [{ label: 'unknown', text: plain(unknown) }]),
    ]),
    ...bouts.map(({ written, says }) => ({ label: plain(written), text: plain(says) })),
  ];
  return { title: name, detail: conditions.length > 0 ? 'operator' : 'of bouts', paragraphs };
}

function said(value: unknown): readonly Paragraph[] {
  return typeof value === 'string' && value !== '' ? [{ text: value }] : [];
}

function listText(value: unknown): string {
  if (Array.isArray(value)) return value.map(String).join(', ');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** A parameter as the text has it: value, range and what it means. */
export function describeParameter({ name, value }: OutlineEntry): Description {
  const fields = fieldsOf(value);
  const range = Array.isArray(fields['range']) ? fields['range'].map(String) : [];
  return {
    title: `$${name}`,
    detail: listText(fields['value']),
    paragraphs: [
      ...said(fields['says']),
      ...(range.length === 2 ? [{ label: 'range', text: `${range[0] ?? ''} to ${range[1] ?? ''}` }] : []),
    ],
  };
}

export function describeDefinition({ name, roles, value }: OutlineEntry): Description {
  return {
    title: `${name}(${roles.join(', ')})`,
    detail: 'definition',
    paragraphs: [{ label: 'is', text: listText(value) }],
  };
}

/** The names of an event's roles, in order. */
export function rolesOf({ value }: OutlineEntry): readonly string[] {
  return Object.keys(fieldsOf(fieldsOf(value)['roles'])).filter((name) => name !== 'symmetric');
}

export function describeEvent(entry: OutlineEntry): Description {
  const { kind, says, starts, ends } = fieldsOf(entry.value);
  return {
    title: `${entry.name}(${rolesOf(entry).join(', ')})`,
    detail: listText(kind) || 'event type',
    paragraphs: [
      ...said(says),
      { label: 'starts', text: listText(starts) },
      { label: 'ends', text: listText(ends) },
    ].filter(({ text }) => text !== ''),
  };
}

export function describeZone({ name, value }: OutlineEntry): Description {
  const { kind, says, optional } = fieldsOf(value);
  const absent = optional === true ? [{ text: 'A source may lack it.' }] : [];
  return { title: name, detail: listText(kind) || 'zone', paragraphs: [...said(says), ...absent] };
}

export function describeClass({ name, value }: OutlineEntry): Description {
  return { title: name, detail: 'class', paragraphs: [{ label: 'in the sources', text: listText(value) }] };
}

/** A role by the classes that it takes. */
export function describeRole(name: string, value: unknown): Description {
  const classes = listText(value) || listText(fieldsOf(value)['class']);
  const paragraphs = classes === '' ? [] : [{ label: 'takes', text: classes }];
  return { title: name, detail: 'role', paragraphs };
}

export function describeUnit(name: string): Description | undefined {
  const unit = parseUnit(name);
  if ('unknown' in unit || name === '') return undefined;
  return { title: name, detail: unitKind(unit.powers) ?? 'a unit', paragraphs: [] };
}

/** What a name means wherever it may stand: a name of the document, else a word of the language. */
export function describeName(name: string, outline: Outline): Description | undefined {
  const feature = findFeature(name);
  const tables = [
    [outline.define, describeDefinition],
    [outline.events, describeEvent],
    [outline.zones, describeZone],
    [outline.classes, describeClass],
  ] as const;
  for (const [entries, describe] of tables) {
    const entry = entries.find((each) => each.name === name);
    if (entry !== undefined) return describe(entry);
  }
  if (feature === undefined) return describeOperator(name);
  return describeFeature(feature, outline.space);
}

/** Every feature that the language knows. */
export const allFeatures = features;
