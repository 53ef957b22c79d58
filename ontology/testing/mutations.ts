import fc from 'fast-check';
import { diagnosticSchema } from '#contract/rpc/projects';
import { emptyLibrary, type Library } from '../library.ts';
import { loadOntology } from '../load.ts';

const scraps = fc.constantFrom(
  '',
  ' ',
  '\n',
  '#',
  ':',
  '"',
  "'",
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  '$',
  '*',
  '&a',
  '*a',
  '|',
  '>',
  '%',
  '@',
  '- ',
  '\t',
  '\0',
  '\\u{1F600}',
  'speed',
  'actor',
  'and',
  'not',
  'for',
  'within',
  '3 s',
  '-1 m',
  '1e400',
  'start(c)',
  '__proto__',
  'constructor',
  'true',
  'null',
  '<<: *a',
  'cross_road(actor)',
  'crossing(actor)',
  'always[0 s, 1 s]',
  'until[0 s, 1 s]',
  'some person o where',
  'count(person o where',
  'repeat(',
  'except',
  'before',
  'is vehicle',
  'mean(',
  'nearest(actor, person)',
  'some person o in group(actor) where',
  'in_group_with(actor, other)',
  'says("stop")',
  'snap to change point of',
  'optional: true',
  '{ class: person, repeated: true, at_least: 2 }',
  'extends: plaza 1.0.0',
  'includes: [plaza 1.0.0 as p]',
  'remove: { events: [runs] }',
  '? ',
  '!!js',
  '---',
  '...',
);

/** Some characters dropped at a place, and others put there. */
export interface Mutation {
  readonly at: number;
  readonly drop: number;
  readonly scrap: string;
}

/** Edits of a text of this length. */
export function mutationsOf(length: number): fc.Arbitrary<readonly Mutation[]> {
  return fc.array(
    fc.record({ at: fc.nat(length), drop: fc.oneof(fc.constant(0), fc.nat(12)), scrap: scraps }),
    { minLength: 1, maxLength: 6 },
  );
}

export function mutate(text: string, changes: readonly Mutation[]): string {
  return changes.reduce(
    (mutated, { at, drop, scrap }) => mutated.slice(0, at) + scrap + mutated.slice(at + drop),
    text,
  );
}

/** Whether the text loads, or is told to be wrong at places that exist. */
export function isHandled(text: string, library: Library = emptyLibrary): boolean {
  const { ontology, diagnostics } = loadOntology(text, undefined, library);
  const lines = text.split('\n');
  const placed = diagnostics.every(
    (each) =>
      diagnosticSchema.safeParse(each).success && each.column <= (lines[each.line - 1]?.length ?? -1) + 1,
  );
  return placed && (ontology === undefined) === diagnostics.length > 0;
}
