import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectClient, startLoopbackApp } from '#tools/loopback-app';
import prepareTests from '#tools/prepare-tests';
import { waitForSample } from '#tools/screens/prepare';
import { buildPage } from './frame-index/browser.ts';
import { sampleVariable } from './sample-workspace.ts';

/** Runs the workstation from its sources until its sample's job is done and the welcome is behind it. */
async function makeSample(workspaceFolder: string): Promise<void> {
  const app = await startLoopbackApp({ workspaceFolder });
  const { client, close } = await connectClient(app);
  await waitForSample(client);
  await client.system.setPreference({ key: 'welcomed', value: 'yes' });
  close();
  await app.stop();
}

/** Builds and makes once what all workers share, and returns what takes it away. */
export default async function prepare(): Promise<() => Promise<void>> {
  await prepareTests();
  await buildPage();
  const folder = await mkdtemp(join(tmpdir(), 'aftertrack-sample-'));
  await makeSample(folder);
  process.env[sampleVariable] = folder;
  return () => rm(folder, { recursive: true, force: true });
}
