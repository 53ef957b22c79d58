import { cp } from 'node:fs/promises';

/** Names the workspace with its sample processed, which `prepare.ts` makes before the first test. */
export const sampleVariable = 'AFTERTRACK_E2E_SAMPLE';

/** Fills a folder with a copy of the prepared workspace. */
export async function copySample(folder: string): Promise<void> {
  const prepared = process.env[sampleVariable];
  if (prepared === undefined) throw new Error('The sample workspace was not made.');
  await cp(prepared, folder, { recursive: true });
}
