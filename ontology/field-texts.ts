/** What a field of the document means. */
export interface FieldText {
  readonly names: readonly string[];
  readonly says: string;
}

/** Fields of the document itself, in the order they are mostly written. */
export const documentFieldTexts: readonly FieldText[] = [
  { names: ['ontology'], says: 'its name' },
  { names: ['version'], says: 'major.minor.patch; what changed decides how much it must rise' },
  { names: ['space'], says: '`metric`: lengths in m; `body`: lengths in own box heights' },
  { names: ['says'], says: 'what it is about, in words; optional, as in zones, params and events' },
  {
    names: ['extends'],
    says: '`name version` of one ontology that this one changes: all of it is here but for what is said otherwise (see standing on others)',
  },
  {
    names: ['includes'],
    says: '`name version`, or a list, of ontologies whose names are here too, with `as prefix` under a prefix',
  },
  { names: ['remove'], says: 'names of what these brought that is left out, by section' },
  {
    names: ['classes'],
    says: 'names for classes of the sources, one or a list each; upper and lower case are alike',
  },
  { names: ['zones'], says: 'ids of the zones and lines that rules speak of' },
  { names: ['params'], says: 'numbers with a unit that rules name as `$name`' },
  { names: ['define'], says: 'expressions that are named with their roles' },
  { names: ['events'], says: 'the event types, each with its rule' },
];

/** Fields of a zone. */
export const zoneFieldTexts: readonly FieldText[] = [
  { names: ['kind'], says: '`area` or `line`' },
  { names: ['optional'], says: '`true` where a source may lack it: the clauses about it are unknown there' },
  { names: ['says'], says: 'what it is, in words' },
];

/** Fields of a parameter. */
export const parameterFieldTexts: readonly FieldText[] = [
  { names: ['value'], says: 'the number with its unit' },
  { names: ['range'], says: 'two values, low first, that it may be moved between' },
  { names: ['scale'], says: 'the margin that counts as certain; a quarter of the range unless given' },
  { names: ['says'], says: 'what it means, in words' },
];

/** Fields of an event type. */
export const eventFieldTexts: readonly FieldText[] = [
  { names: ['kind', 'starts', 'ends'], says: 'required; `starts` and `ends` are words for the reviewer' },
  {
    names: ['helper'],
    says: '`true` for a type that only other rules read, as a stimulus: it is found, never proposed',
  },
  {
    names: ['roles'],
    says: 'one or two. Role to class, list of classes, or `{ class: person, is: actor }`. The role `actor` (else the first) is an actor, the other an object unless it says `is: actor`. With `symmetric: true` beside two roles of the same classes both are actors and a pair is found once. One of two may be `optional: true`; one more may be `repeated: true, at_least: 2` (see roles)',
  },
  {
    names: ['objects'],
    says: 'zones named among the objects, as a participant of role `zone` with the id `zone:<id>`',
  },
  { names: ['when'], says: 'the rule: its bouts become candidates' },
  {
    names: ['edges'],
    says: '`snap VALUE within TIME`: each edge moves to the frame, at most so far away, in which the value steps most. `snap to change point of FEATURE within TIME`: to the nearest change point of the feature',
  },
  { names: ['length'], says: '`TIME to TIME`: candidates outside are dropped (after snapping)' },
  {
    names: ['and_then'],
    says: '`BOUTS within TIME`: only candidates after which such a bout starts; the span stays that of `when`',
  },
  { names: ['stimulus'], says: 'of a reaction: `event(role) as name`, optionally `where CONDITION`' },
  {
    names: ['latency'],
    says: '`start - start(name)` (the default) or `start - end(name)`: what is stored as the latency',
  },
  { names: ['says'], says: 'what it is, in words' },
];
