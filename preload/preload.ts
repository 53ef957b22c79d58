import { contextBridge, ipcRenderer } from 'electron';

// The whole bridge: what kind of host this is, and one message port for the procedures. No channel name can be chosen by the page.
contextBridge.exposeInMainWorld('aftertrackHost', { kind: 'electron' });

ipcRenderer.on('aftertrack:port', (event) => {
  window.postMessage('aftertrack:port', window.location.origin, [...event.ports]);
});

window.addEventListener('load', () => ipcRenderer.send('aftertrack:connect'), { once: true });
