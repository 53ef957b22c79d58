import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { type SourceFileRole, sourceFileRoleSchema } from '#contract/entities/source';

/** One input file of the sample project. */
export interface SampleFile {
  readonly role: SourceFileRole;
  /** Absolute path. */
  readonly path: string;
}

const textSchema = z.object({
  role: sourceFileRoleSchema.or(z.literal('true_events')),
  name: z.string(),
  text: z.string(),
});
type SampleText = z.infer<typeof textSchema>;

/** Simulates the plaza in a thread of its own, because it takes longer than a screen may wait. */
async function makeTexts(): Promise<readonly SampleText[]> {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const worker = new Worker(new URL(`./sample-worker.${extension}`, import.meta.url));
  try {
    const [texts] = z.tuple([z.array(textSchema)]).parse(await once(worker, 'message'));
    return texts;
  } finally {
    await worker.terminate();
  }
}

/**
 * Generates the sample project's files into `folder` (made if need be) and lists them for the importer, with the shipped clip
 * from `<resourcesFolder>/sample/plaza.mp4`. The true events lie beside them as `plaza.true-events.csv` and are not listed.
 * Rejects where the folder cannot be written.
 */
export async function writeSampleFiles(
  folder: string,
  resourcesFolder: string,
): Promise<readonly SampleFile[]> {
  const texts = await makeTexts();
  await mkdir(folder, { recursive: true });
  const written = texts.map(async ({ role, name, text }): Promise<readonly SampleFile[]> => {
    const path = join(folder, name);
    await writeFile(path, text);
    return role === 'true_events' ? [] : [{ role, path }];
  });
  const files = (await Promise.all(written)).flat();
  return [...files, { role: 'clip', path: join(resourcesFolder, 'sample', 'plaza.mp4') }];
}
