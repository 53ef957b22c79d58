import type { IpcMain, IpcMainEvent, MessagePortMain } from 'electron';
import { MessageChannelMain } from 'electron';
import { connectChannel, portChannel } from '#contract/bridge';
import { isOwnUrl } from './guards.ts';

/** Only the app's own top frame may talk: not a frame inside it, not a page that replaced it. */
function isTrusted(event: IpcMainEvent): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame.parent === null && isOwnUrl(frame.url);
}

/** Gives each trusted page that asks one end of a new channel, and the other to `upgrade`. */
export function listenForPages(ipcMain: IpcMain, upgrade: (port: MessagePortMain) => void): void {
  ipcMain.on(connectChannel, (event) => {
    if (!isTrusted(event)) return;
    const { port1, port2 } = new MessageChannelMain();
    upgrade(port1);
    port1.start();
    event.senderFrame?.postMessage(portChannel, null, [port2]);
  });
}
