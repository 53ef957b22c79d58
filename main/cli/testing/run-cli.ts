import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { builtProgram } from '../../testing/built-program.ts';

/** The command line as `aftertrack` starts it, from its sources. */
const sourceScript = fileURLToPath(new URL('../../cli.ts', import.meta.url));

/** How a command ended and what it wrote. */
export interface CliOutcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A command as it runs. */
export interface RunningCli {
  readonly child: ChildProcess;
  readonly ended: Promise<CliOutcome>;
}

async function outcomeOf(child: ChildProcess): Promise<CliOutcome> {
  const written = { out: '', err: '' };
  child.stdout?.on('data', (chunk: Buffer) => (written.out += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (written.err += chunk.toString()));
  await once(child, 'close');
  return { code: child.exitCode, ...written };
}

/** Starts the real command line on the workspace in `workspaceFolder`. */
export function startCli(workspaceFolder: string, ...args: readonly string[]): RunningCli {
  return start(builtProgram('cli'), workspaceFolder, args);
}

function start(script: string, workspaceFolder: string, args: readonly string[]): RunningCli {
  const child = spawn(process.execPath, [script, ...args], {
    env: { ...process.env, AFTERTRACK_WORKSPACE: workspaceFolder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return { child, ended: outcomeOf(child) };
}

/** Runs the real command line to its end. */
export function runCli(workspaceFolder: string, ...args: readonly string[]): Promise<CliOutcome> {
  return startCli(workspaceFolder, ...args).ended;
}

/** Runs the command line to its end from its sources, which is slower. */
export function runCliSources(workspaceFolder: string, ...args: readonly string[]): Promise<CliOutcome> {
  return start(sourceScript, workspaceFolder, args).ended;
}
