import type { IpcMain, Session, WebContents } from 'electron';
import { describe, expect, test, vi } from 'vitest';
import { connectChannel, portChannel } from '#contract/bridge';
import { listenForPages } from './connect.ts';
import { guardContents, guardSession, isOwnUrl, windowOptions } from './guards.ts';

// These tests check what we ask of Electron, not what Electron does: its binary is not needed.
const opened = vi.hoisted(() => [] as string[]);
vi.mock('electron', () => ({
  shell: { openExternal: (url: string) => opened.push(url) },
  MessageChannelMain: class {
    port1 = { start: () => undefined };
    port2 = { name: 'port2' };
  },
}));

type Listener = (event: { url: string; prevented: boolean; preventDefault: () => void }) => void;

function buildContents() {
  const listeners = new Map<string, Listener>();
  let windowOpen: ((details: { url: string }) => { action: string }) | undefined;
  const contents = {
    on: (name: string, listener: Listener) => listeners.set(name, listener),
    setWindowOpenHandler: (handler: typeof windowOpen) => {
      windowOpen = handler;
    },
  } as unknown as WebContents;
  guardContents(contents);
  const fire = (name: string, url: string) => {
    const event = {
      url,
      prevented: false,
      preventDefault() {
        event.prevented = true;
      },
    };
    listeners.get(name)?.(event);
    return event.prevented;
  };
  return { fire, open: (url: string) => windowOpen?.({ url }) };
}

describe('the window', () => {
  test('is sandboxed, isolated and without Node', () => {
    expect(windowOptions('/preload.cjs').webPreferences).toMatchObject({
      preload: '/preload.cjs',
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      webSecurity: true,
    });
  });

  test.each([
    ['app://aftertrack/', true],
    ['app://aftertrack/index.html#/review', true],
    ['app://other/', false],
    ['https://aftertrack/', false],
    ['file:///etc/passwd', false],
    ['app://aftertrack.evil.example/', false],
    ['not a url', false],
  ])('%s is the app itself: %s', (url, own) => {
    expect(isOwnUrl(url)).toBe(own);
  });

  test('does not navigate or redirect away, and takes no webview', () => {
    const page = buildContents();
    expect(page.fire('will-navigate', 'https://example.com/')).toBe(true);
    expect(page.fire('will-redirect', 'https://example.com/')).toBe(true);
    expect(page.fire('will-navigate', 'app://aftertrack/#/jobs')).toBe(false);
    expect(page.fire('will-attach-webview', 'app://aftertrack/')).toBe(true);
  });

  test('opens no window; only https links reach the system browser', () => {
    const page = buildContents();
    expect(page.open('https://example.com/')).toEqual({ action: 'deny' });
    expect(page.open('file:///etc/passwd')).toEqual({ action: 'deny' });
    expect(page.open('javascript:alert(1)')).toEqual({ action: 'deny' });
    expect(opened).toEqual(['https://example.com/']);
  });

  test('gets no permission', () => {
    const answers: boolean[] = [];
    guardSession({
      setPermissionRequestHandler: (
        handler: (c: unknown, p: string, done: (granted: boolean) => void) => void,
      ) => handler({}, 'media', (granted) => answers.push(granted)),
      setPermissionCheckHandler: (handler: () => boolean) => answers.push(handler()),
      setDevicePermissionHandler: (handler: () => boolean) => answers.push(handler()),
    } as unknown as Session);
    expect(answers).toEqual([false, false, false]);
  });
});

describe('a page that asks for its port', () => {
  function ask(frame: { url: string; parent: unknown } | null) {
    const posted: unknown[][] = [];
    const upgraded: unknown[] = [];
    let listener: ((event: unknown) => void) | undefined;
    const ipcMain = {
      on: (channel: string, heard: (event: unknown) => void) => {
        expect(channel).toBe(connectChannel);
        listener = heard;
      },
    } as unknown as IpcMain;
    listenForPages(ipcMain, (port) => upgraded.push(port));
    const senderFrame =
      frame === null ? null : { ...frame, postMessage: (...args: unknown[]) => posted.push(args) };
    listener?.({ senderFrame });
    return { posted, upgraded };
  }

  test('gets it when it is the top frame of the app', () => {
    const { posted, upgraded } = ask({ url: 'app://aftertrack/', parent: null });
    expect(upgraded).toHaveLength(1);
    expect(posted).toEqual([[portChannel, null, [{ name: 'port2' }]]]);
  });

  test.each([
    ['a frame inside the app', { url: 'app://aftertrack/', parent: {} }],
    ['another origin', { url: 'https://example.com/', parent: null }],
    ['a frame that is gone', null],
  ])('does not get it from %s', (_who, frame) => {
    const { posted, upgraded } = ask(frame);
    expect(upgraded).toHaveLength(0);
    expect(posted).toHaveLength(0);
  });
});
