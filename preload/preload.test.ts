import { afterEach, describe, expect, test, vi } from 'vitest';

const bridge = vi.hoisted(() => ({
  exposed: new Map<string, unknown>(),
  sent: [] as string[],
  listeners: new Map<string, (event: { readonly ports: readonly unknown[] }) => void>(),
}));

vi.mock('electron', () => ({
  contextBridge: { exposeInMainWorld: (name: string, value: unknown) => bridge.exposed.set(name, value) },
  ipcRenderer: {
    on: (channel: string, listener: (event: { readonly ports: readonly unknown[] }) => void) =>
      bridge.listeners.set(channel, listener),
    send: (channel: string) => bridge.sent.push(channel),
  },
}));

describe('the preload', () => {
  afterEach(() => vi.unstubAllGlobals());

  test('exposes the kind of host and nothing that can send, then asks for one port and passes it to its own origin', async () => {
    const posted: unknown[][] = [];
    let load: (() => void) | undefined;
    vi.stubGlobal('window', {
      location: { origin: 'app://aftertrack' },
      addEventListener: (_name: string, listener: () => void) => {
        load = listener;
      },
      postMessage: (...args: unknown[]) => posted.push(args),
    });
    await import('./preload.ts');
    expect([...bridge.exposed]).toEqual([['aftertrackHost', { kind: 'electron' }]]);
    expect(bridge.sent).toEqual([]);
    load?.();
    expect(bridge.sent).toEqual(['aftertrack:connect']);
    const port = { name: 'port' };
    bridge.listeners.get('aftertrack:port')?.({ ports: [port] });
    expect(posted).toEqual([['aftertrack:port', 'app://aftertrack', [port]]]);
  });
});
