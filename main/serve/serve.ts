import { Hono } from 'hono';
import type { Source } from '#contract/entities/source';
import type { Problem, Result } from '#contract/errors';
import { problem, toProblem } from '#contract/errors';
import type { TraceQuery, Upload } from '#contract/http';
import { frameRangeSchema, traceQuerySchema } from '#contract/http';
import { idSchema } from '#contract/ids';
import { fileResponse } from './file-response.ts';
import { problemResponse } from './problem-response.ts';
import { rendererFile } from './renderer-files.ts';
import { securityHeaders } from './security-headers.ts';

type FrameRead = (source: Source, from: number, to: number) => Promise<Result<Uint8Array>>;

/** Bulk data as Arrow IPC streams, made off the main thread. Frames are half-open. */
export interface BulkData {
  readonly frameIndex: (source: Source) => Promise<Result<Uint8Array>>;
  readonly tracks: FrameRead;
  readonly poses: FrameRead;
  readonly trace: (query: TraceQuery) => Promise<Result<Uint8Array>>;
}

export interface ServeDeps {
  readonly rendererFolder: string;
  readonly source: (id: string) => Promise<Result<Source>>;
  readonly objectPath: (sha256: string) => string;
  readonly bulk: BulkData;
  readonly receiveUpload: (name: string, body: ReadableStream<Uint8Array>) => Promise<Result<Upload>>;
  readonly forgetUpload: (id: string) => Promise<Result<void>>;
  /** Hears of failures that are ours and not the caller's. */
  readonly report: (fault: Problem) => void;
}

/** The one web-standard handler of every host: the renderer's files, clips with Range, Arrow bytes, uploads. */
export type Serve = (request: Request) => Promise<Response>;

function arrowResponse(result: Result<Uint8Array>): Response {
  if (!result.ok) return problemResponse(result.error);
  const bytes = new Uint8Array(result.value);
  return new Response(bytes, {
    headers: { 'content-type': 'application/vnd.apache.arrow.stream', 'cache-control': 'no-store' },
  });
}

async function findSource(deps: ServeDeps, id: string): Promise<Result<Source>> {
  if (!idSchema.safeParse(id).success)
    return { ok: false, error: problem('not_found', 'There is no such source.') };
  return deps.source(id);
}

async function clipResponse(deps: ServeDeps, request: Request, id: string): Promise<Response> {
  const found = await findSource(deps, id);
  if (!found.ok) return problemResponse(found.error);
  const { clipSha256, clipMime, privacyState, name } = found.value;
  if (privacyState !== 'passed')
    return problemResponse(
      problem('privacy_not_passed', `The clip of "${name}" has not passed the privacy check.`),
    );
  if (clipSha256 === undefined) return problemResponse(problem('not_found', `"${name}" has no clip.`));
  return fileResponse(request, deps.objectPath(clipSha256), {
    contentType: clipMime ?? 'video/mp4',
    etag: `"${clipSha256}"`,
    // Asked again each time, because a pass can be withdrawn.
    cacheControl: 'private, no-cache',
  });
}

async function framesResponse(deps: ServeDeps, url: string, id: string, read: FrameRead): Promise<Response> {
  const range = frameRangeSchema.safeParse(Object.fromEntries(new URL(url).searchParams));
  if (!range.success) return problemResponse(problem('bad_request', 'Give from and to as frame numbers.'));
  const found = await findSource(deps, id);
  return found.ok
    ? arrowResponse(await read(found.value, range.data.from, range.data.to))
    : problemResponse(found.error);
}

function dataRoutes(app: Hono, deps: ServeDeps): void {
  app.get('/data/frame-index/:id', async (c) => {
    const found = await findSource(deps, c.req.param('id'));
    return found.ok ? arrowResponse(await deps.bulk.frameIndex(found.value)) : problemResponse(found.error);
  });
  app.get('/data/tracks/:id', (c) => framesResponse(deps, c.req.url, c.req.param('id'), deps.bulk.tracks));
  app.get('/data/poses/:id', (c) => framesResponse(deps, c.req.url, c.req.param('id'), deps.bulk.poses));
  app.get('/data/trace', async (c) => {
    const query = traceQuerySchema.safeParse(c.req.query());
    if (!query.success)
      return problemResponse(problem('bad_request', 'Give job, feature, a, from, to and width.'));
    return arrowResponse(await deps.bulk.trace(query.data));
  });
}

function uploadRoutes(app: Hono, deps: ServeDeps): void {
  app.put('/uploads', async (c) => {
    const name = c.req.query('name') ?? '';
    const { body } = c.req.raw;
    if (name === '' || body === null)
      return problemResponse(problem('bad_request', 'Give a file with its name.'));
    const received = await deps.receiveUpload(name, body);
    return received.ok ? c.json(received.value, 201) : problemResponse(received.error);
  });
  app.delete('/uploads/:id', async (c) => {
    const forgotten = await deps.forgetUpload(c.req.param('id'));
    return forgotten.ok ? c.body(null, 204) : problemResponse(forgotten.error);
  });
}

/** Builds the handler; every response carries the security headers. */
export function createServe(deps: ServeDeps): Serve {
  const app = new Hono();
  app.use(async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(securityHeaders)) c.res.headers.set(name, value);
  });
  app.on(['GET', 'HEAD'], '/clips/:id', (c) => clipResponse(deps, c.req.raw, c.req.param('id')));
  dataRoutes(app, deps);
  uploadRoutes(app, deps);
  app.on(['GET', 'HEAD'], '*', (c) => rendererFile(c.req.raw, deps.rendererFolder));
  app.notFound(() => new Response('Not found', { status: 404 }));
  app.onError((thrown) => {
    const fault = toProblem(thrown);
    if (fault.code === 'internal') deps.report(fault);
    return problemResponse(fault);
  });
  return async (request) => app.fetch(request);
}
