import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SourceFileRole } from '#contract/entities/source';
import { createObjectStore } from '#main/objects/object-store';
import { openStore } from '#main/store/store';
import { createSourcesService } from '../sources-service.ts';
import { createUploads } from '../uploads.ts';

/** A workspace on disk with one project, for tests that bring files in; `close` removes it. */
export async function openSources() {
  const folder = await mkdtemp(join(tmpdir(), 'sources-'));
  const workspaceFolder = join(folder, 'workspace');
  const inputs = join(folder, 'inputs');
  await mkdir(inputs, { recursive: true });
  const store = await openStore({ folder: workspaceFolder });
  const objects = createObjectStore(workspaceFolder);
  const uploads = createUploads(workspaceFolder);
  const service = createSourcesService({ store, objects, uploads });
  const project = await store.run('projects.create', { name: 'Plaza' });

  async function filesUnder(path: string): Promise<readonly string[]> {
    const entries = await readdir(join(workspaceFolder, path), {
      recursive: true,
      withFileTypes: true,
    }).catch(() => []);
    return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  }

  return {
    store,
    objects,
    uploads,
    service,
    project,
    /** Writes an input file and says it as the contract wants it. */
    async file(role: SourceFileRole, name: string, content: string | Uint8Array) {
      const path = join(inputs, name);
      await writeFile(path, content);
      return { kind: 'path' as const, role, path };
    },
    inputPath: (name: string) => join(inputs, name),
    objectFiles: () => filesUnder('objects'),
    cacheFiles: () => filesUnder('cache'),
    async close() {
      await service.close();
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
export type OpenSources = Awaited<ReturnType<typeof openSources>>;
