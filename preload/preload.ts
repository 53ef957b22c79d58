import { contextBridge, ipcRenderer } from 'electron';
import { connectChannel, hostGlobal, portChannel } from '#contract/bridge';

// The whole bridge: what kind of host this is, and one message port for the procedures. No channel name can be chosen by the page.
contextBridge.exposeInMainWorld(hostGlobal, { kind: 'electron' });

ipcRenderer.on(portChannel, (event) => {
  window.postMessage(portChannel, window.location.origin, [...event.ports]);
});

window.addEventListener('load', () => ipcRenderer.send(connectChannel), { once: true });
