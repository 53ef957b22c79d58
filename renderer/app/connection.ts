import type { ClientContext, ClientLink } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import { create } from 'zustand';
import { hostGlobal, portChannel } from '#contract/bridge';
import { raise } from '#contract/errors';
import { httpPaths } from '#contract/http';
import { connectionLost } from './problem.ts';

export type ConnectionState = 'connecting' | 'open' | 'lost';

/** Whether the workstation answers; `lost` lasts until a retry succeeds. */
export const useConnection = create<{ readonly state: ConnectionState }>(() => ({ state: 'connecting' }));

interface Line {
  readonly link: ClientLink<ClientContext>;
  readonly closed: Promise<void>;
}

const retryDelaysMs = [250, 500, 1000, 2000, 4000];

function dial(): Promise<Line> {
  const url = new URL(httpPaths.rpc, window.location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  const websocket = new WebSocket(url);
  const closed = new Promise<void>((resolve) => {
    websocket.addEventListener('close', () => resolve(), { once: true });
  });
  return new Promise((resolve, reject) => {
    websocket.addEventListener('open', () => resolve({ link: new SocketLink({ websocket }), closed }), {
      once: true,
    });
    void closed.then(() => reject(connectionLost));
  });
}

function awaitPort(): Promise<Line> {
  return new Promise((resolve) => {
    const receive = (event: MessageEvent<unknown>): void => {
      const [port] = event.ports;
      if (event.source !== window || event.data !== portChannel || port === undefined) return;
      window.removeEventListener('message', receive);
      const closed = new Promise<void>((done) => {
        port.addEventListener('close', () => done(), { once: true });
      });
      const link = new PortLink({ port });
      port.start();
      resolve({ link, closed });
    };
    window.addEventListener('message', receive);
  });
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

let line: Promise<Line> | undefined;

/** Keeps one line to the workstation open for as long as the page lives. */
async function keepConnected(connect: () => Promise<Line>): Promise<never> {
  for (let failures = 0; ; ) {
    const attempt = connect();
    if (failures === 0 && useConnection.getState().state === 'connecting') line = attempt;
    try {
      const opened = await attempt;
      line = attempt;
      failures = 0;
      useConnection.setState({ state: 'open' });
      await opened.closed;
    } catch {
      failures += 1;
    }
    line = undefined;
    useConnection.setState({ state: 'lost' });
    await wait(retryDelaysMs[Math.min(failures, retryDelaysMs.length - 1)] ?? 4000);
  }
}

/** True inside the desktop program, whose preload script hands over a port. */
export function insideElectron(): boolean {
  return hostGlobal in window;
}

async function call(...args: Parameters<ClientLink<ClientContext>['call']>): Promise<unknown> {
  if (line === undefined) return raise(connectionLost);
  const pending = line;
  try {
    const { link } = await pending;
    return await link.call(...args);
  } catch (error) {
    const cancelled = args[2].signal?.aborted === true;
    return line === pending || cancelled ? Promise.reject(error) : raise(connectionLost, error);
  }
}

/** The link of the client: every call goes over the line that is open now, or is refused as lost. */
export function openLink(): ClientLink<ClientContext> {
  void keepConnected(insideElectron() ? awaitPort : dial);
  return { call };
}
