import { ok, refuse, unwrap } from '#contract/errors';
import { loadOntology } from '#ontology/load';
import type { Ontology } from '#ontology/model';

/** The ontology of a text that must be without an error. */
export function loadedOntology(text: string): Ontology {
  const { ontology, diagnostics } = loadOntology(text);
  return unwrap(ontology === undefined ? refuse('bad_yaml', JSON.stringify(diagnostics)) : ok(ontology));
}

interface Asked {
  /** Of the type that is asked for; one person, `actor`, unless given. */
  readonly roles?: string;
  /** Further event types, each in a line. */
  readonly more?: readonly string[];
}

/** An event type `asked` with this rule, in metres, over the classes `person` and `vehicle` (of `car`). */
export function askedOntology(when: string, { roles = 'actor: person', more = [] }: Asked = {}): Ontology {
  return loadedOntology(`ontology: asked
version: 1.0.0
space: metric
classes: { person: person, vehicle: car }
events:
${more.map((line) => `  ${line}\n`).join('')}  asked:
    kind: action
    roles: { ${roles} }
    starts: a
    ends: b
    when: >-
      ${when}
`);
}

/** `fast` and `far`, for rules that refer to other events. */
export const fastAndFar = [
  'fast: { helper: true, kind: movement, roles: { actor: person }, starts: a, ends: b, when: speed(actor) > 1 m/s }',
  'far: { helper: true, kind: movement, roles: { actor: person }, starts: a, ends: b, when: x(actor) > 1 m }',
];
