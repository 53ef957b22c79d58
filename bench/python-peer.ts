import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { problem, raise } from '#contract/errors';
import { root } from '#tools/process';

const versionsSchema = z.object({ versions: z.record(z.string(), z.string()) });
const timingSchema = z.object({
  name: z.string(),
  wallMs: z.number(),
  cpuMs: z.number(),
  count: z.number(),
  /** Most memory that the process has held since it began, where the system says. */
  peakBytes: z.number().optional(),
});
export type PeerTiming = z.infer<typeof timingSchema>;

/** A Python process that runs one operation at a time, when it is told to. */
export interface PythonPeer {
  readonly versions: Readonly<Record<string, string>>;
  run(operation: string): Promise<PeerTiming>;
  close(): void;
}

function python(): string {
  return process.env['AFTERTRACK_PYTHON'] ?? '/usr/bin/python3';
}

/** The next line of a process, or undefined when it has ended. */
function lineReader(child: ChildProcess): () => Promise<string | undefined> {
  if (child.stdout === null) return () => Promise.resolve(undefined);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return async () => {
    const { value, done } = await lines.next();
    return done === true ? undefined : value;
  };
}

/** Starts the Python side on a folder of files; undefined where Python or one of its packages is absent. */
export async function startPython(script: string, folder: string): Promise<PythonPeer | undefined> {
  const child = spawn(python(), [script, folder], { cwd: root, stdio: ['pipe', 'pipe', 'ignore'] });
  const started = new Promise<boolean>((resolve) => {
    child.on('spawn', () => resolve(true));
    child.on('error', () => resolve(false));
  });
  if (!(await started)) return undefined;
  const nextLine = lineReader(child);
  const first = await nextLine();
  if (first === undefined) return undefined;
  const { versions } = versionsSchema.parse(JSON.parse(first));
  return {
    versions,
    async run(operation) {
      child.stdin.write(`${operation}\n`);
      const line = await nextLine();
      if (line === undefined) raise(problem('internal', `Python ended while it ran ${operation}.`));
      return timingSchema.parse(JSON.parse(line));
    },
    close() {
      child.stdin.end();
    },
  };
}
