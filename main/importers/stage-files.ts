import { copyFile, link, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { err, ok, problem, refuse, type Result } from '#contract/errors';
import type { SourceFile, SourceFileRole } from '#contract/entities/source';
import type { Sha256 } from '#contract/ids';
import { copyHashing, pathProblem, type FileWatch } from '#main/objects/file-hash';
import type { ObjectStore } from '#main/objects/object-store';
import { chooseFormat, textFormats } from './formats.ts';
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

async function stageClip(part: InputPart, objects: ObjectStore, traces: Traces, watch: FileWatch) {
  const stored = await objects.putFile(part.path, watch);
  if (!stored.ok) return err(relabel(part, stored.error));
  const { sha256, sizeBytes, created } = stored.value;
  if (created) traces.objects.push(sha256);
  return ok({ sha256, sizeBytes, path: objects.pathOf(sha256) });
}

/** A path in the import's folder under the file's own name, because formats find a file's partner by it. */
async function placeFor(part: InputPart, folder: string): Promise<string> {
  const path = join(folder, part.role, basename(part.label));
  await mkdir(dirname(path), { recursive: true });
  return path;
}

async function stageCopy(part: InputPart, traces: Traces, watch: FileWatch) {
  try {
    const path = await placeFor(part, traces.folder);
    return ok({ ...(await copyHashing(part.path, path, watch)), path });
  } catch (thrown) {
    return err(relabel(part, pathProblem(part.path, thrown)));
  }
}

/** Puts an upload beside the other files of its role; it stays where it lies for another try. */
async function stageLink(part: InputPart, folder: string): Promise<Result<string>> {
  try {
    const path = await placeFor(part, folder);
    // Some disks know no links.
    await link(part.path, path).catch(() => copyFile(part.path, path));
    return ok(path);
  } catch (thrown) {
    return err(relabel(part, pathProblem(part.path, thrown)));
  }
}

async function stageFile(
  given: GivenFile,
  part: InputPart,
  objects: ObjectStore,
  traces: Traces,
  watch: FileWatch,
) {
  if (part.role === 'clip') return stageClip(part, objects, traces, watch);
  if (given.known === undefined) return stageCopy(part, traces, watch);
  const linked = await stageLink(part, traces.folder);
  return linked.ok ? ok({ ...given.known, path: linked.value }) : linked;
}

/** Files beside a file of tracks, where it lies, that its format reads together with it. */
async function filesBeside(part: InputPart, formatId: string | undefined): Promise<readonly GivenFile[]> {
  const chosen = await chooseFormat(part, textFormats, formatId);
  if (!chosen.ok) return [];
  const [folder, own] = [dirname(part.path), basename(part.path)];
  const names = (await readdir(folder).catch(() => [])).filter((name) => name !== own).toSorted();
  const beside = chosen.value.format.sideFiles?.(own, names) ?? [];
  return beside.map((name) => ({
    role: part.role,
    path: join(folder, name),
    label: join(dirname(part.label), name),
  }));
}

/** The files that are given, and those beside the tracks that are read together with them. */
async function withFilesBeside(
  given: readonly GivenFile[],
  formatId: string | undefined,
): Promise<readonly GivenFile[]> {
  const [tracks, ...more] = given.filter(({ role }) => role === 'tracks');
  if (tracks === undefined || more.length > 0 || tracks.known !== undefined) return given;
  const part = await checkGiven(tracks);
  if (!part.ok) return given;
  return [...given, ...(await filesBeside(part.value, formatId))];
}

/** Takes the files where nobody can change them while they are read: the clip as an object, the others as copies. */
export async function stageFiles(
  given: readonly GivenFile[],
  objects: ObjectStore,
  traces: Traces,
  { formatId, ...watch }: FileWatch & { readonly formatId: string | undefined },
): Promise<Result<StagedFiles>> {
  const parts: InputPart[] = [];
  const files: SourceFile[] = [];
  for (const file of await withFilesBeside(given, formatId)) {
    const part = await checkGiven(file);
    if (!part.ok) return part;
    const staged = await stageFile(file, part.value, objects, traces, watch);
    if (!staged.ok) return staged;
    const { sha256, sizeBytes, path } = staged.value;
    parts.push({ ...part.value, path });
    files.push({ role: file.role, name: basename(file.label), sha256, sizeBytes });
  }
  return ok({ parts, files, clip: files.find(({ role }) => role === 'clip') });
}

/** The files where they lie, for a look at them; several uploads of one role are put side by side in `folder`. */
export async function gatherFiles(
  given: readonly GivenFile[],
  folder: string,
): Promise<Result<readonly InputPart[]>> {
  const together = given.filter(({ role }) => role === 'tracks').length > 1;
  const parts: InputPart[] = [];
  for (const file of given) {
    const part = await checkGiven(file);
    if (!part.ok) return part;
    const linked =
      together && file.role === 'tracks' && file.known !== undefined
        ? await stageLink(part.value, folder)
        : ok(part.value.path);
    if (!linked.ok) return linked;
    parts.push({ ...part.value, path: linked.value });
  }
  return ok(parts);
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
