import { join } from 'node:path';
import { RPCHandler } from '@orpc/server/message-port';
import { app, BrowserWindow, ipcMain, protocol, session, shell } from 'electron';
import type { Host } from '#contract/ports/host';
import { createRouter } from '#main/rpc/router';
import { reportFault } from '#main/report';
import { openWorkspace } from '#main/workspace';
import { listenForPages } from './connect.ts';
import { appOrigin, guardContents, guardSession, windowOptions } from './guards.ts';

// From dist/main/electron.js up to the folder that holds resources/ and dist/.
const appFolder = join(import.meta.dirname, '..', '..');

function electronHost(): Host {
  return {
    kind: 'electron',
    workspaceFolder: process.env['AFTERTRACK_WORKSPACE'] ?? join(app.getPath('userData'), 'workspace'),
    resourcesFolder: join(appFolder, 'resources'),
    rendererFolder: join(appFolder, 'dist', 'renderer'),
    async openExternal(target) {
      return (await shell.openPath(target)) === '';
    },
  };
}

async function openWindow(): Promise<void> {
  const window = new BrowserWindow(windowOptions(join(appFolder, 'dist', 'preload', 'preload.cjs')));
  window.once('ready-to-show', () => window.show());
  await window.loadURL(`${appOrigin}/`);
}

/** Starts the workstation in Electron: one window over `app://`, procedures over a message port. */
async function start(): Promise<void> {
  await app.whenReady();
  guardSession(session.defaultSession);
  const workspace = await openWorkspace(electronHost());
  protocol.handle('app', (request) => workspace.serve(request));
  const handler = new RPCHandler(createRouter(workspace.services, reportFault));
  listenForPages(ipcMain, (port) => handler.upgrade(port));
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) void openWindow();
  });
  let closed = false;
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    void workspace.close().finally(() => {
      closed = true;
      app.quit();
    });
  });
  await openWindow();
}

protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, stream: true, supportFetchAPI: true } },
]);
app.on('web-contents-created', (_event, contents) => guardContents(contents));
app.on('window-all-closed', () => {
  if (process.platform !== 'darwin') app.quit();
});
if (app.requestSingleInstanceLock()) void start();
else app.quit();
