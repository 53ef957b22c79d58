import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareVersions, levelOf } from './compare-versions.ts';
import { loadOntology } from './load.ts';
import { isHandled, mutate, mutationsOf } from './testing/mutations.ts';

const runs = Number(process.env['AFTERTRACK_MUTATIONS'] ?? 250);
const folder = new URL('./defaults/', import.meta.url);
const defaults = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => ({ name, text: readFileSync(new URL(name, folder), 'utf8') }));

test.each(defaults)(
  '$name, mutated, loads and can be compared, or says what is wrong and where',
  ({ text }) => {
    const before = loadOntology(text).ontology;
    fc.assert(
      fc.property(mutationsOf(text.length), (changes) => {
        const mutated = mutate(text, changes);
        expect(isHandled(mutated)).toBe(true);
        const after = loadOntology(mutated).ontology;
        if (before !== undefined && after !== undefined)
          expect(['patch', 'minor', 'major']).toContain(levelOf(compareVersions(before, after)));
      }),
      { numRuns: runs, seed: 20_260_805 },
    );
  },
);
