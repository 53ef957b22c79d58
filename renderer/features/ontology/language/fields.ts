import {
  documentFieldTexts,
  eventFieldTexts,
  type FieldText,
  parameterFieldTexts,
  zoneFieldTexts,
} from '#ontology/field-texts';

const sections: Readonly<Record<string, readonly FieldText[]>> = {
  zones: zoneFieldTexts,
  params: parameterFieldTexts,
  events: eventFieldTexts,
};
const roleFields: readonly FieldText[] = [
  { names: ['symmetric'], says: '`true` beside two roles of the same classes: a pair is found once' },
];

/** The fields that may stand at `path`; none where names are free. */
export function fieldsAt(path: readonly string[]): readonly FieldText[] {
  const [section = '', , field] = path;
  if (path.length === 0) return documentFieldTexts;
  if (path.length === 2) return sections[section] ?? [];
  return path.length === 3 && section === 'events' && field === 'roles' ? roleFields : [];
}

/** What is said of the field `name` at `path`. */
export function fieldText(path: readonly string[], name: string): string | undefined {
  return fieldsAt(path)
    .find(({ names }) => names.includes(name))
    ?.says.replaceAll('`', '');
}

const kinds = ['movement', 'action', 'interaction', 'decision', 'reaction'];
const yesOrNo = ['true', 'false'];
const fixedValues: Readonly<Record<string, readonly string[]>> = {
  space: ['metric', 'body'],
  'zones kind': ['area', 'line'],
  'zones optional': yesOrNo,
  'events kind': kinds,
  'events helper': yesOrNo,
};

/** The values that a field may have where they are few. */
export function valuesAt(path: readonly string[]): readonly string[] {
  const [section = '', , field = '', role] = path;
  if (section === 'events' && field === 'roles' && role === 'symmetric') return yesOrNo;
  const isLeaf = path.length === 3 || path.length === 1;
  return isLeaf ? (fixedValues[path.length === 1 ? section : `${section} ${field}`] ?? []) : [];
}

/** How an expression of the document begins and what it may hold. */
export type ExpressionKind = 'rule' | 'quantity' | 'edges' | 'length' | 'stimulus' | 'latency';

const ofEvents: Readonly<Record<string, ExpressionKind>> = {
  when: 'rule',
  and_then: 'rule',
  stimulus: 'stimulus',
  edges: 'edges',
  length: 'length',
  latency: 'latency',
};
const ofParameters = new Set(['value', 'range', 'scale']);

/** Which kind of expression stands at `path`; undefined where words or names stand. */
export function expressionAt(path: readonly string[]): ExpressionKind | undefined {
  const [section, , field = ''] = path;
  if (section === 'define' && path.length === 2) return 'rule';
  if (section === 'params' && ofParameters.has(field)) return 'quantity';
  return section === 'events' && path.length === 3 ? ofEvents[field] : undefined;
}
