/** Channel on which the preload asks Electron's main process for its port; the message has no content. */
export const connectChannel = 'aftertrack:connect';

/** Channel, and message to the page, with which the port of the procedures is handed over. */
export const portChannel = 'aftertrack:port';

/** Global of the page that says which host it runs in; absent under the loopback host. */
export const hostGlobal = 'aftertrackHost';
