import { createHash, randomUUID } from 'node:crypto';
import { access, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { err, ok, refuse, type Result } from '#contract/errors';
import { sha256Schema, type Sha256 } from '#contract/ids';
import { durableRename, syncFolder } from '#native/files/durable-rename';
import { copyHashing, hashFile, pathProblem, type FileWatch, type HashedFile } from './file-hash.ts';

export interface StoredObject extends HashedFile {
  /** True where this call made the object, false where it was there already. */
  readonly created: boolean;
}

/** Files by the SHA-256 of their bytes, under `objects/ab/abcdef…` of a workspace. An object is there whole or not at all. */
export interface ObjectStore {
  /** Absolute path at which an object stands or would stand. */
  pathOf(sha256: Sha256): string;
  has(sha256: Sha256): Promise<boolean>;
  /** Hashes an object again: its path, or `missing_file`, or `checksum_mismatch` where the disk has changed its bytes. */
  verify(sha256: Sha256): Promise<Result<string>>;
  /** Copies the file in (or moves it, where `move` and on the same disk); refuses a missing or unreadable file, or a full disk. */
  putFile(path: string, options?: FileWatch & { readonly move?: boolean }): Promise<Result<StoredObject>>;
  putBytes(bytes: Uint8Array): Promise<Result<StoredObject>>;
  /** A fresh path in the workspace's `cache/`, on the same disk as the objects; the caller removes what it leaves there. */
  tempPath(suffix: string): string;
  /** Removes an object. Only for one that nothing refers to. */
  remove(sha256: Sha256): Promise<void>;
  /** Removes temporary files of killed processes: those untouched for `olderThanMs`, a day unless told. */
  clearTemp(olderThanMs?: number): Promise<void>;
}

const tempPrefix = 'tmp-';
const dayMs = 86_400_000;

function isFileThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** Another process may be using its own temporary files right now, so only old ones go. */
async function clearTemp(cacheFolder: string, olderThanMs: number): Promise<void> {
  const names = await readdir(cacheFolder).catch(() => []);
  for (const name of names.filter((entry) => entry.startsWith(tempPrefix))) {
    const path = join(cacheFolder, name);
    const entry = await stat(path).catch(() => undefined);
    if (entry !== undefined && Date.now() - entry.mtimeMs >= olderThanMs)
      await rm(path, { recursive: true, force: true });
  }
}

async function verify(path: string, sha256: Sha256): Promise<Result<string>> {
  const hashed = await hashFile(path);
  if (!hashed.ok) return hashed;
  if (hashed.value.sha256 === sha256) return ok(path);
  return refuse('checksum_mismatch', `Object ${sha256.slice(0, 12)}… is damaged: its bytes have changed.`, {
    file: path,
    hint: 'Restore the file from a copy, or import the source again.',
  });
}

type Place = Pick<ObjectStore, 'pathOf' | 'tempPath'>;

/** Gives a finished temporary file its final name, or drops it where the object is there already. */
async function settle(place: Place, temp: string, hashed: HashedFile): Promise<StoredObject> {
  const path = place.pathOf(hashed.sha256);
  if (await isFileThere(path)) {
    await rm(temp, { force: true });
    return { ...hashed, created: false };
  }
  const folder = dirname(path);
  const made = await mkdir(folder, { recursive: true });
  await durableRename(temp, path);
  if (made !== undefined) await syncFolder(dirname(folder));
  return { ...hashed, created: true };
}

async function put(
  place: Place,
  from: string,
  fill: (temp: string) => Promise<HashedFile>,
): Promise<Result<StoredObject>> {
  const temp = place.tempPath('.object');
  try {
    await mkdir(dirname(temp), { recursive: true });
    return ok(await settle(place, temp, await fill(temp)));
  } catch (thrown) {
    await rm(temp, { force: true });
    return err(pathProblem(from, thrown));
  }
}

/** Takes the file over by its name where it lies on the same disk, else by copying. */
async function moveFile(place: Place, path: string, watch: FileWatch): Promise<Result<StoredObject>> {
  const hashed = await hashFile(path, watch);
  if (!hashed.ok) return hashed;
  const moved = await put(place, path, async (temp) => {
    await rename(path, temp);
    return hashed.value;
  });
  if (moved.ok || !(await isFileThere(path))) return moved;
  const copied = await put(place, path, (temp) => copyHashing(path, temp, watch));
  if (copied.ok) await rm(path, { force: true });
  return copied;
}

/** The content-addressed files of the workspace at `workspaceFolder`; folders are made when first needed. */
export function createObjectStore(workspaceFolder: string): ObjectStore {
  const objectsFolder = join(workspaceFolder, 'objects');
  const cacheFolder = join(workspaceFolder, 'cache');

  function pathOf(sha256: Sha256): string {
    const name = sha256Schema.parse(sha256);
    return join(objectsFolder, name.slice(0, 2), name);
  }

  function tempPath(suffix: string): string {
    return join(cacheFolder, `${tempPrefix}${randomUUID()}${suffix}`);
  }

  const place: Place = { pathOf, tempPath };
  return {
    ...place,
    has: (sha256) => isFileThere(pathOf(sha256)),
    verify: (sha256) => verify(pathOf(sha256), sha256),
    async putFile(path, options = {}) {
      const kind = await stat(path).catch(() => undefined);
      if (kind?.isDirectory() === true)
        return refuse('unreadable_file', `${basename(path)} is a folder, not a file.`, { file: path });
      return options.move === true
        ? moveFile(place, path, options)
        : put(place, path, (temp) => copyHashing(path, temp, options));
    },
    putBytes: (bytes) =>
      put(place, 'memory', async (temp) => {
        await writeFile(temp, bytes, { flag: 'wx' });
        return { sha256: createHash('sha256').update(bytes).digest('hex'), sizeBytes: bytes.length };
      }),
    remove: (sha256) => rm(pathOf(sha256), { force: true }),
    clearTemp: (olderThanMs = dayMs) => clearTemp(cacheFolder, olderThanMs),
  };
}
