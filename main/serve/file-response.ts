import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { parseRange } from './range.ts';

interface FileHeaders {
  readonly contentType: string;
  readonly etag: string;
  readonly cacheControl: string;
}

function body(path: string, start: number, end: number): ReadableStream {
  // `end` of a read stream is inclusive; an empty file has no byte to include.
  const stream = end > start ? createReadStream(path, { start, end: end - 1 }) : Readable.from([]);
  return Readable.toWeb(stream) as ReadableStream;
}

/** A file as a response: 200, 206, 304 or 416, and headers alone for HEAD. `path` must exist. */
export async function fileResponse(request: Request, path: string, file: FileHeaders): Promise<Response> {
  const { size } = await stat(path);
  const headers = new Headers({
    'content-type': file.contentType,
    'cache-control': file.cacheControl,
    'accept-ranges': 'bytes',
    etag: file.etag,
  });
  if (request.headers.get('if-none-match') === file.etag)
    return new Response(undefined, { status: 304, headers });
  const range = parseRange(request.headers.get('range') ?? undefined, size);
  if (range.kind === 'unsatisfiable') {
    headers.set('content-range', `bytes */${size}`);
    return new Response(undefined, { status: 416, headers });
  }
  const { start, end } = range.kind === 'part' ? range : { start: 0, end: size };
  headers.set('content-length', String(end - start));
  if (range.kind === 'part') headers.set('content-range', `bytes ${start}-${end - 1}/${size}`);
  const status = range.kind === 'part' ? 206 : 200;
  return new Response(request.method === 'HEAD' ? undefined : body(path, start, end), { status, headers });
}
