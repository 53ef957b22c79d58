import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareVersions, levelOf } from './compare-versions.ts';
import { asLibraryDocument, contentOf, type Library } from './library.ts';
import { loadOntology } from './load.ts';
import { isHandled, mutate, mutationsOf } from './testing/mutations.ts';

const folder = new URL('./defaults/', import.meta.url);
const shipped = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => ({ name, text: readFileSync(new URL(name, folder), 'utf8') }));
const library: Library = { documents: shipped.flatMap(({ text }) => asLibraryDocument(text) ?? []) };
const plaza = library.documents.find(({ name }) => name === 'plaza') ?? { name: '', version: '', text: '' };
const heir = `ontology: heir
version: 1.0.0
extends: plaza ${plaza.version}
includes: [plaza ${plaza.version} as p]
remove: { events: [avoids, yields_to.latency] }
params: { run_speed: { value: 2.4 m/s } }
events:
  runs: { length: 1 s to 60 s }
  leads:
    kind: interaction
    roles: { actor: person, others: { class: person, repeated: true, at_least: 2 }, by: { class: vehicle, optional: true } }
    starts: a
    ends: b
    when: distance(actor, others) < 3 m and p_standing(actor) and distance(actor, by) < 9 m
    edges: snap to change point of speed(actor) within 0.3 s
`;
const documents = [...shipped, { name: 'one that extends and includes', text: heir }];

/** Mutations of each document: 500 over those that are shipped, and more where they are few. */
const runs = Number(process.env['AFTERTRACK_MUTATIONS'] ?? Math.ceil(500 / shipped.length));

function hashOf(text: string): string {
  const { dependencies } = loadOntology(text, undefined, library);
  return createHash('sha256').update(contentOf(text, dependencies)).digest('hex');
}

test('what is mutated is sound to begin with', () => {
  for (const { text } of documents) expect(loadOntology(text, undefined, library).diagnostics).toEqual([]);
});

test.each(documents)(
  '$name, mutated, says what is wrong and where, or is another ontology: its hash is another, and it can be compared',
  ({ text }) => {
    const before = loadOntology(text, undefined, library).ontology;
    const outcomes = { wrong: 0, sound: 0 };
    fc.assert(
      fc.property(mutationsOf(text.length), (changes) => {
        const mutated = mutate(text, changes);
        expect(isHandled(mutated, library)).toBe(true);
        const after = loadOntology(mutated, undefined, library).ontology;
        outcomes[after === undefined ? 'wrong' : 'sound'] += 1;
        if (before === undefined || after === undefined) return;
        expect(hashOf(mutated) === hashOf(text)).toBe(mutated === text);
        expect(['patch', 'minor', 'major']).toContain(levelOf(compareVersions(before, after)));
      }),
      { numRuns: runs, seed: 20_260_805 },
    );
    expect(Math.min(outcomes.wrong, outcomes.sound)).toBeGreaterThan(0);
  },
);

test('one that stands on a mutated ontology says so where it names it, or is another ontology', () => {
  const { text } = plaza;
  const hash = hashOf(heir);
  fc.assert(
    fc.property(mutationsOf(text.length), (changes) => {
      const mutated = mutate(text, changes);
      const others: Library = { documents: [{ ...plaza, text: mutated }] };
      expect(isHandled(heir, others)).toBe(true);
      const { dependencies } = loadOntology(heir, undefined, others);
      const content = contentOf(heir, dependencies);
      expect(createHash('sha256').update(content).digest('hex') === hash).toBe(mutated === text);
    }),
    { numRuns: Math.ceil(runs / 2), seed: 20_260_806 },
  );
});
