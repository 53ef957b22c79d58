// Must run before video.js is imported: it would write style elements, which the content security policy refuses.
Object.assign(globalThis, { VIDEOJS_NO_DYNAMIC_STYLE: true });
export {};
