import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect } from 'vitest';
import { AftertrackError, raise } from '#contract/errors';
import { nameOtherFile } from '../not-tracks.ts';
import { fuzzCases, type FuzzCase } from './fuzz-cases.ts';
import { mutate, mutation, type Mutation } from './mutate-text.ts';
import { headOf, readPath, type Gathered } from './read-format.ts';

type Files = Readonly<Record<string, string>>;

function mutateFiles(files: Files, mutations: readonly Mutation[]): Files {
  const names = Object.keys(files);
  const texts = { ...files };
  for (const of of mutations) {
    const name = names[Math.floor(of.file * names.length)] ?? '';
    texts[name] = mutate(texts[name] ?? '', of);
  }
  return texts;
}

function checkRead({ exact }: FuzzCase, { read, tracks, poses, quarantined }: Gathered): void {
  expect(quarantined.length).toBeLessThanOrEqual(read.rowsGiven);
  expect(quarantined.every(({ line, message }) => line >= 1 && message !== '')).toBe(true);
  expect(quarantined.every(({ column }) => column === undefined || column >= 1)).toBe(true);
  if (exact) expect(tracks.length + quarantined.length).toBe(read.rowsGiven);
  expect(poses.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))).toBe(true);
}

/** A refusal is a problem that names one of the files and a line; any other exception fails the test. */
function checkRefusal(thrown: unknown, files: Files): void {
  if (!(thrown instanceof AftertrackError)) throw thrown;
  const { file, line = 0, code, message } = thrown.problem;
  expect(Object.keys(files)).toContain(file);
  expect(line).toBeGreaterThanOrEqual(1);
  expect(code).not.toBe('internal');
  expect(message).not.toBe('');
}

function checkDetectors(cases: readonly FuzzCase[], files: Files): void {
  for (const [name, text] of Object.entries(files)) {
    const head = headOf(name, text);
    for (const { format } of cases) {
      const { sure, because } = format.detect(head);
      expect(sure >= 0 && sure <= 1 && because !== '').toBe(true);
    }
    nameOtherFile(head);
  }
}

/** Reads mutated files, `runs` in all: every outcome is a reading or a refusal that names a file. Returns how many were read. */
export async function fuzzFormats(runs: number, lines: number, seed: number): Promise<number> {
  const cases = await fuzzCases(lines);
  const folder = await mkdtemp(join(tmpdir(), 'fuzz-'));
  let loaded = 0;

  async function readMutated(of: FuzzCase, place: string, files: Files): Promise<void> {
    for (const [name, text] of Object.entries(files)) await writeFile(join(place, name), text);
    const [given = raise({ code: 'internal', message: 'The case has no file.' })] = Object.keys(files);
    try {
      checkRead(of, await readPath(of.format, join(place, given)));
      loaded += 1;
    } catch (thrown) {
      checkRefusal(thrown, files);
    }
  }

  let run = 0;
  try {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...cases),
        fc.array(mutation, { minLength: 1, maxLength: 6 }),
        async (of, mutations) => {
          const files = mutateFiles(of.files, mutations);
          checkDetectors(cases, files);
          run += 1;
          const place = await mkdtemp(join(folder, `${run}-`));
          await readMutated(of, place, files);
          await rm(place, { recursive: true });
        },
      ),
      { numRuns: runs, seed },
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return loaded;
}
