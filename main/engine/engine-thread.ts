import { startThread } from '#main/threads/thread-client';

/** One worker thread that answers tasks. */
export interface EngineThread {
  /** Rejects with an `AftertrackError`, also when the thread dies. */
  ask(task: string, work: unknown): Promise<unknown>;
  isAlive(): boolean;
  /** Lets the thread close what it holds, for at most `withinMs`, and ends it. */
  end(withinMs: number): Promise<void>;
}

/** Three times V8's half-space of 4 MB: larger ones raise a job's peak and save no time. */
const youngMb = 12;

/** Starts a thread over the workspace in `workspaceFolder`. */
export function startEngineThread(workspaceFolder: string): EngineThread {
  const url = new URL('./engine-worker', import.meta.url);
  const thread = startThread(url, { workspaceFolder }, { gone: 'A worker thread ended.', youngMb });
  return {
    ask: (task, work) => thread.ask({ task, work }),
    isAlive: () => thread.isAlive(),
    async end(withinMs) {
      const late = new Promise((resolve) => setTimeout(resolve, withinMs).unref());
      const closed = thread
        .ask({ task: 'close', work: undefined })
        .catch(() => 'The thread is gone, which is what is wanted.');
      await Promise.race([closed, late]);
      await thread.end();
    },
  };
}
