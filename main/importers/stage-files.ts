import { mkdir, rm, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { err, ok, problem, refuse, type Result } from '#contract/errors';
import type { SourceFile, SourceFileRole } from '#contract/entities/source';
import type { Sha256 } from '#contract/ids';
import { copyHashing, pathProblem } from '#main/objects/file-hash';
import type { ObjectStore } from '#main/objects/object-store';
import { relabel, type InputPart } from './input-part.ts';

/** A file to import where it lies now; the hash is known where nobody else can change the file. */
export interface GivenFile {
  readonly role: SourceFileRole;
  readonly path: string;
  readonly label: string;
  readonly known?: { readonly sha256: Sha256; readonly sizeBytes: number };
}

/** Files that stay as they are while they are read, with their hashes. */
export interface StagedFiles {
  readonly parts: readonly InputPart[];
  readonly files: readonly SourceFile[];
  readonly clip: SourceFile | undefined;
}

/** What an import has made and must take back when it is refused. */
export interface Traces {
  /** A folder of its own in the cache; removed in any case. */
  readonly folder: string;
  /** Objects that were not there before. */
  readonly objects: Sha256[];
}

/** Refuses what is not a file that can be read to its end, naming role and path. */
export async function checkGiven({ role, path, label }: GivenFile): Promise<Result<InputPart>> {
  try {
    const entry = await stat(resolve(path));
    if (entry.isFile()) return ok({ role, path: resolve(path), label });
    return refuse('unreadable_file', `${basename(label)} is not a file.`, { file: label, field: role });
  } catch (thrown) {
    const fault = pathProblem(path, thrown);
    const says =
      fault.code === 'missing_file' ? `There is no file ${basename(label)} for ${role}.` : fault.message;
    return err(problem(fault.code, says, { file: label, field: role }));
  }
}

async function stageClip(part: InputPart, objects: ObjectStore, traces: Traces) {
  const stored = await objects.putFile(part.path);
  if (!stored.ok) return err(relabel(part, stored.error));
  const { sha256, sizeBytes, created } = stored.value;
  if (created) traces.objects.push(sha256);
  return ok({ sha256, sizeBytes, path: objects.pathOf(sha256) });
}

async function stageCopy(part: InputPart, traces: Traces) {
  const path = join(traces.folder, part.role, basename(part.path));
  try {
    await mkdir(join(traces.folder, part.role), { recursive: true });
    return ok({ ...(await copyHashing(part.path, path)), path });
  } catch (thrown) {
    return err(relabel(part, pathProblem(part.path, thrown)));
  }
}

function stageFile(given: GivenFile, part: InputPart, objects: ObjectStore, traces: Traces) {
  if (part.role === 'clip') return stageClip(part, objects, traces);
  return given.known === undefined ? stageCopy(part, traces) : ok({ ...given.known, path: part.path });
}

/** Takes the files where nobody can change them while they are read: the clip as an object, the others as copies. */
export async function stageFiles(
  given: readonly GivenFile[],
  objects: ObjectStore,
  traces: Traces,
): Promise<Result<StagedFiles>> {
  const parts: InputPart[] = [];
  const files: SourceFile[] = [];
  for (const file of given) {
    const part = await checkGiven(file);
    if (!part.ok) return part;
    const staged = await stageFile(file, part.value, objects, traces);
    if (!staged.ok) return staged;
    const { sha256, sizeBytes, path } = staged.value;
    parts.push({ ...part.value, path });
    files.push({ role: file.role, name: basename(file.label), sha256, sizeBytes });
  }
  return ok({ parts, files, clip: files.find(({ role }) => role === 'clip') });
}

/** Removes the import's folder, and, where it was refused, the objects it made that nothing refers to. */
export async function clearTraces(
  traces: Traces,
  objects: ObjectStore,
  unreferenced: (made: readonly Sha256[]) => Promise<readonly Sha256[]>,
  refused: boolean,
): Promise<void> {
  await rm(traces.folder, { recursive: true, force: true });
  if (!refused || traces.objects.length === 0) return;
  for (const sha256 of await unreferenced(traces.objects)) await objects.remove(sha256);
}
