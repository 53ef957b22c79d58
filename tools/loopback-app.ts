import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { WebSocket } from 'ws';
import { httpPaths } from '#contract/http';
import type { WorkstationClient } from '#contract/rpc/contract';
import { root } from './process.ts';

/** A workstation running in its own process under the loopback host. */
export interface LoopbackApp {
  readonly origin: string;
  /** A link that opens it once; each call asks for a fresh one. */
  link(): Promise<string>;
  stop(): Promise<void>;
  /** SIGKILL: what a power cut does to a process. */
  kill(): Promise<void>;
}

interface StartOptions {
  readonly workspaceFolder: string;
  /** Further environment, as `AFTERTRACK_SAMPLE=0` to start empty. */
  readonly env?: Readonly<Record<string, string>>;
  /** A built loopback host to run instead of the sources. */
  readonly program?: string;
}

const linkPattern = /(http:\/\/127\.0\.0\.1:\d+)\/open\?token=[\w-]+/;

function waitForExit(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once('exit', () => resolve());
  });
}

function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const ended = waitForExit(child);
  child.kill(signal);
  return ended;
}

/** Reads links as they are printed; each is handed out once, in order. */
function collectLinks(child: ChildProcess): () => Promise<string> {
  const ready: string[] = [];
  const waiting: { resolve: (link: string) => void; reject: (fault: Error) => void }[] = [];
  const { stdout } = child;
  if (stdout === null) throw new Error('The workstation was started without a pipe for what it prints.');
  createInterface({ input: stdout }).on('line', (line) => {
    const [link] = linkPattern.exec(line) ?? [];
    if (link === undefined) return;
    const next = waiting.shift();
    if (next === undefined) ready.push(link);
    else next.resolve(link);
  });
  child.once('exit', (code) => {
    for (const { reject } of waiting.splice(0)) reject(new Error(`The workstation ended with code ${code}.`));
  });
  return () =>
    new Promise((resolve, reject) => {
      const link = ready.shift();
      if (link === undefined) waiting.push({ resolve, reject });
      else resolve(link);
    });
}

/** Starts the workstation on a workspace folder and waits until it serves. */
export async function startLoopbackApp({
  workspaceFolder,
  env,
  program = 'main/hosts/loopback/main.ts',
}: StartOptions): Promise<LoopbackApp> {
  const child = spawn(process.execPath, [program], {
    cwd: root,
    env: { ...process.env, AFTERTRACK_OPEN: '0', AFTERTRACK_WORKSPACE: workspaceFolder, ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const nextLink = collectLinks(child);
  let first: string | undefined = await nextLink();
  const origin = new URL(first).origin;
  return {
    origin,
    link() {
      const link = first;
      first = undefined;
      if (link !== undefined) return Promise.resolve(link);
      child.stdin.write('\n');
      return nextLink();
    },
    stop: () => end(child, 'SIGTERM'),
    kill: () => end(child, 'SIGKILL'),
  };
}

/** The two sockets differ in the options of a listener, which nobody here gives. */
function browserLike(socket: WebSocket): globalThis.WebSocket {
  return socket as unknown as globalThis.WebSocket;
}

/** A client of a running workstation, through the same door as its page: link, cookie, WebSocket. */
export async function connectClient(
  app: Pick<LoopbackApp, 'origin' | 'link'>,
): Promise<{ client: WorkstationClient; close: () => void }> {
  const opened = await fetch(await app.link());
  const cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? '';
  const websocket = new WebSocket(`${app.origin.replace('http', 'ws')}${httpPaths.rpc}`, {
    headers: { cookie, origin: app.origin },
  });
  await new Promise((resolve, reject) => {
    websocket.once('open', resolve);
    websocket.once('error', reject);
  });
  const client: WorkstationClient = createORPCClient(new RPCLink({ websocket: browserLike(websocket) }));
  return { client, close: () => websocket.close() };
}
