import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { err, ok, problem, refuse, toProblem, type Problem, type Result } from '#contract/errors';
import type { Upload } from '#contract/http';
import { newId, type Id } from '#contract/ids';

/** An uploaded file as it lies in the workspace's cache. */
export interface UploadedFile extends Upload {
  readonly path: string;
}

/** Files that were sent to this workspace and wait to become part of a source. */
export interface Uploads {
  /** Streams a body to disk under a fresh id, hashing what passes; leaves nothing of one that breaks off. */
  receive(name: string, body: ReadableStream<Uint8Array>): Promise<Result<Upload>>;
  find(id: Id): Result<UploadedFile>;
  list(): readonly Upload[];
  forget(id: Id): Promise<Result<void>>;
  /** Removes what earlier runs left: folders untouched for `olderThanMs`, a day unless told. */
  clear(olderThanMs?: number): Promise<void>;
}

const dayMs = 86_400_000;
const longestNameLetters = 120;

/** A name that every disk takes, with the ending kept. */
function safeName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  const plain = last.replaceAll(/[^\p{L}\p{N} ._()[\]+-]/gu, '_').slice(-longestNameLetters);
  return /^[. ]*$/.test(plain) ? 'file' : plain;
}

function notThere(): Problem {
  return problem('not_found', 'This upload is not there any more. Add the file again.', {
    field: 'uploadId',
  });
}

function brokenOff(name: string, thrown: unknown): Problem {
  const fault = toProblem(thrown);
  if (fault.code === 'disk_full')
    return problem('disk_full', `There is no space left to receive ${name}.`, { file: name });
  return problem('bad_request', `Sending ${name} broke off: ${fault.message}`, { file: name });
}

async function store(body: ReadableStream<Uint8Array>, path: string) {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  const tap = new Transform({
    transform(part: Buffer, _encoding, done) {
      hash.update(part);
      sizeBytes += part.length;
      done(undefined, part);
    },
  });
  await pipeline(Readable.from(body), tap, createWriteStream(path, { flags: 'wx' }));
  return { sizeBytes, sha256: hash.digest('hex') };
}

/** Uploads under `cache/uploads/<id>/<name>` of the workspace; known to this process only. */
export function createUploads(workspaceFolder: string): Uploads {
  const root = join(workspaceFolder, 'cache', 'uploads');
  const files = new Map<Id, UploadedFile>();

  return {
    async receive(name, body) {
      const folder = join(root, randomUUID());
      const path = join(folder, safeName(name));
      try {
        await mkdir(folder, { recursive: true });
        const upload: Upload = { uploadId: newId(), name, ...(await store(body, path)) };
        files.set(upload.uploadId, { ...upload, path });
        return ok(upload);
      } catch (thrown) {
        await rm(folder, { recursive: true, force: true });
        return err(brokenOff(name, thrown));
      }
    },
    find(id) {
      const file = files.get(id);
      return file === undefined ? err(notThere()) : ok(file);
    },
    list: () =>
      [...files.values()].map(({ uploadId, name, sizeBytes, sha256 }) => ({
        uploadId,
        name,
        sizeBytes,
        sha256,
      })),
    async forget(id) {
      const file = files.get(id);
      if (file === undefined) return refuse('not_found', notThere().message);
      files.delete(id);
      await rm(join(file.path, '..'), { recursive: true, force: true });
      return ok(undefined);
    },
    async clear(olderThanMs = dayMs) {
      for (const name of await readdir(root).catch(() => [])) {
        const folder = join(root, name);
        const entry = await stat(folder).catch(() => undefined);
        if (entry !== undefined && Date.now() - entry.mtimeMs >= olderThanMs)
          await rm(folder, { recursive: true, force: true });
      }
    },
  };
}
