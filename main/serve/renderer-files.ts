import { stat } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { fileResponse } from './file-response.ts';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

/** The file that a URL path names inside `folder`, or undefined for one that would leave it or is of no known kind. */
export function resolveInside(folder: string, urlPath: string): string | undefined {
  const decoded = decode(urlPath);
  if (decoded === undefined || decoded.includes('\0') || decoded.includes('\\')) return undefined;
  const path = normalize(join(folder, decoded === '/' ? 'index.html' : decoded));
  const inside = path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
  return inside && extname(path) in contentTypes ? path : undefined;
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch (thrown) {
    if (thrown instanceof URIError) return undefined;
    throw thrown;
  }
}

/** Files of the built renderer; names under `assets/` hold a hash and may be kept for ever. */
export async function rendererFile(request: Request, folder: string): Promise<Response> {
  const { pathname } = new URL(request.url);
  const path = resolveInside(folder, pathname);
  const found = path === undefined ? undefined : await stat(path).catch(() => undefined);
  if (path === undefined || found === undefined || !found.isFile())
    return new Response('Not found', { status: 404 });
  return fileResponse(request, path, {
    contentType: contentTypes[extname(path)] ?? 'application/octet-stream',
    etag: `"${found.size}-${found.mtimeMs}"`,
    cacheControl: pathname.startsWith('/assets/') ? 'private, max-age=31536000, immutable' : 'no-cache',
  });
}
