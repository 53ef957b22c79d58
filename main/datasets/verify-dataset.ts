import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Verification } from '#contract/entities/dataset-version';
import { semverSchema } from '#contract/ids';
import { ok, problem } from '#contract/errors';
import type { Result } from '#contract/errors';
import { hashFile, pathProblem } from '#main/objects/file-hash';
import { manifestName } from './write-dataset.ts';

interface Line {
  readonly path: string;
  readonly sha256: string;
}

const linePattern = /^([0-9a-f]{64}) [ *](.+)$/;

/** Paths that a manifest lists; refuses a line that is none, by its number, and a path that leaves the folder. */
function parseManifest(file: string, text: string): Result<readonly Line[]> {
  const lines: Line[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line === '') continue;
    const [, sha256, path] = linePattern.exec(line) ?? [];
    const unsafe = path === undefined || path.startsWith('/') || path.split(/[/\\]/).includes('..');
    if (sha256 === undefined || path === undefined || unsafe)
      return {
        ok: false,
        error: problem('bad_value', 'This line names no file of the dataset.', { file, line: index + 1 }),
      };
    lines.push({ sha256, path });
  }
  return ok(lines);
}

async function listFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => path !== manifestName);
}

async function checkFile(folder: string, { path, sha256 }: Line): Promise<Verification['files'][number]> {
  const hashed = await hashFile(join(folder, path));
  if (!hashed.ok) return { path, state: 'missing' };
  return { path, state: hashed.value.sha256 === sha256 ? 'match' : 'differs' };
}

/** The version a card names. A damaged card is told by its checksum; here it only means that the version cannot be named. */
async function readSemver(folder: string): Promise<string | undefined> {
  const text = await readFile(join(folder, 'datacard.json'), 'utf8').catch(() => '{}');
  return /^ {2}"version": "([^"]+)"/m.exec(text)?.[1];
}

/** Re-reads a dataset folder against its SHA256SUMS: what matches, differs, is missing or was put there by somebody else. */
export async function verifyDataset(folder: string): Promise<Result<Verification>> {
  const manifest = join(folder, manifestName);
  let text: string;
  try {
    text = await readFile(manifest, 'utf8');
  } catch (thrown) {
    return { ok: false, error: pathProblem(manifest, thrown) };
  }
  const lines = parseManifest(manifest, text);
  if (!lines.ok) return lines;
  const listed = await Promise.all(lines.value.map((line) => checkFile(folder, line)));
  const known = new Set(lines.value.map(({ path }) => path));
  const unlisted = (await listFiles(folder)).filter((path) => !known.has(path));
  const files = [...listed, ...unlisted.map((path) => ({ path, state: 'unlisted' as const }))];
  const semver = semverSchema.safeParse(await readSemver(folder)).data;
  return ok({
    folder,
    ...(semver === undefined ? {} : { semver }),
    intact: files.every(({ state }) => state === 'match'),
    files,
  });
}
