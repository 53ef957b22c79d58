import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startThread } from '#main/threads/thread-client';
import type { Operations } from './operations.ts';
import type { StoreRequest } from './store-messages.ts';

type Input<Name extends keyof Operations> = Parameters<Operations[Name]>[1];
type Output<Name extends keyof Operations> = ReturnType<Operations[Name]>;

/** The workspace's database in its own thread; each run is one transaction, committed before it resolves. */
export interface Store {
  /** Rejects with an `AftertrackError`, and then nothing was written. */
  run<Name extends keyof Operations>(name: Name, input: Input<Name>): Promise<Output<Name>>;
  close(): Promise<void>;
}

/** Opens the workspace in `folder` (absolute; made if absent). Refuses a damaged or too new database, naming the file. */
export async function openStore(options: { readonly folder: string }): Promise<Store> {
  await mkdir(options.folder, { recursive: true });
  const data = { path: join(options.folder, 'workspace.db') };
  const thread = startThread(new URL('./store-thread', import.meta.url), data, {
    gone: 'The workspace is closed.',
  });
  const ask = (request: StoreRequest): Promise<unknown> => thread.ask(request);
  try {
    await ask({ kind: 'open' });
  } catch (thrown) {
    await thread.end();
    throw thrown;
  }
  return {
    run: async <Name extends keyof Operations>(name: Name, input: Input<Name>) =>
      (await ask({ kind: 'run', name, input })) as Output<Name>,
    close: async () => {
      await ask({ kind: 'close' });
      await thread.end();
    },
  };
}
