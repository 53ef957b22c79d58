import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { builtProgram } from '../../testing/built-program.ts';

/** An engine in a process of its own, so that it can be killed. */
export interface EngineProcess {
  /** Lines it printed so far, one per committed change: the job's id, status and progress. */
  readonly changes: readonly string[];
  /** Resolves once a change satisfies `test`, or when the process has ended. */
  until(test: (change: string) => boolean): Promise<void>;
  /** kill -9; resolves when it is dead. */
  kill(): Promise<void>;
  /** Asks it to stop; resolves when it has ended. */
  stop(): Promise<void>;
}

/** Starts an engine over the workspace in `folder`. */
export function startEngineProcess(
  folder: string,
  options: { readonly leaseMs: number; readonly windowFrames: number },
): EngineProcess {
  const child = spawn(
    process.execPath,
    [builtProgram('run-engine'), folder, String(options.leaseMs), String(options.windowFrames)],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const changes: string[] = [];
  const waiting = new Set<() => void>();
  const look = (): void => waiting.forEach((check) => check());
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  createInterface({ input: child.stdout }).on('line', (line) => {
    changes.push(line);
    look();
  });
  return {
    changes,
    until: (test) =>
      Promise.race([
        ended,
        new Promise<void>((resolve) => {
          const check = (): void => {
            if (changes.some(test)) resolve();
          };
          waiting.add(check);
          check();
        }),
      ]),
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    stop: async () => {
      child.stdin.end();
      await ended;
    },
  };
}
