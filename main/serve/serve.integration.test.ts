import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PrivacyState, Source } from '#contract/entities/source';
import { err, ok, problem } from '#contract/errors';
import { buildSource } from './testing/build-source.ts';
import { resolveInside } from './renderer-files.ts';
import type { Serve } from './serve.ts';
import { createServe } from './serve.ts';

const clip = Buffer.from(Array.from({ length: 1000 }, (_, i) => i % 251));
let folder: string;
let serve: Serve;
let privacyState: PrivacyState = 'passed';
const source = buildSource({ clipSha256: 'c'.repeat(64) });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aftertrack-serve-'));
  await mkdir(join(folder, 'renderer', 'assets'), { recursive: true });
  await writeFile(join(folder, 'renderer', 'index.html'), '<!doctype html>');
  await writeFile(join(folder, 'renderer', 'assets', 'a-1.js'), 'export {}');
  await writeFile(join(folder, 'secret.json'), '{}');
  await writeFile(join(folder, 'clip'), clip);
  const bytes = ok(new Uint8Array([1, 2, 3]));
  serve = createServe({
    rendererFolder: join(folder, 'renderer'),
    source: async (id) =>
      id === source.id ? ok<Source>({ ...source, privacyState }) : err(problem('not_found', 'no')),
    objectPath: () => join(folder, 'clip'),
    bulk: {
      frameIndex: async () => bytes,
      tracks: async () => bytes,
      poses: async () => bytes,
      trace: async () => bytes,
    },
    receiveUpload: async (name) => ok({ uploadId: source.id, name, sizeBytes: 1, sha256: 'a'.repeat(64) }),
    forgetUpload: async () => ok(undefined),
    report: () => undefined,
  });
});

afterAll(() => rm(folder, { recursive: true }));

function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Response> {
  return serve(new Request(`http://127.0.0.1${path}`, { headers, method }));
}

describe('the clip of a passed source', () => {
  test('comes whole, in part, and as headers alone', async () => {
    const whole = await get(`/clips/${source.id}`);
    expect([whole.status, whole.headers.get('content-length'), whole.headers.get('accept-ranges')]).toEqual([
      200,
      '1000',
      'bytes',
    ]);
    expect(Buffer.from(await whole.arrayBuffer()).equals(clip)).toBe(true);
    const part = await get(`/clips/${source.id}`, { range: 'bytes=100-199' });
    expect([part.status, part.headers.get('content-range')]).toEqual([206, 'bytes 100-199/1000']);
    expect(Buffer.from(await part.arrayBuffer()).equals(clip.subarray(100, 200))).toBe(true);
    const head = await get(`/clips/${source.id}`, {}, 'HEAD');
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '1000', '']);
  });

  test('refuses a range beyond its end and answers 304 to its own tag', async () => {
    const beyond = await get(`/clips/${source.id}`, { range: 'bytes=1000-' });
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, 'bytes */1000']);
    const tag = (await get(`/clips/${source.id}`)).headers.get('etag') ?? '';
    expect((await get(`/clips/${source.id}`, { 'if-none-match': tag })).status).toBe(304);
  });

  test.each(['unknown', 'checked'] as const)('does not come while the source is %s', async (state) => {
    privacyState = state;
    const refused = await get(`/clips/${source.id}`);
    privacyState = 'passed';
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({ code: 'privacy_not_passed' });
  });
});

describe('paths', () => {
  test.each([
    '/../secret.json',
    '/%2e%2e/secret.json',
    '/assets/..%2f..%2fsecret.json',
    '/..%5csecret.json',
    '/assets/%00a-1.js',
    '/%E0%A4%A',
    '/etc/passwd',
    '/assets',
  ])('%s leads nowhere', async (path) => {
    expect(
      resolveInside(join(folder, 'renderer'), path)?.startsWith(join(folder, 'renderer', '')) ?? true,
    ).toBe(true);
    expect((await get(path)).status).toBe(404);
  });

  test.each([
    '/clips/..%2f..%2fsecret.json',
    '/clips/x',
    '/data/tracks/x?from=0&to=1',
    '/data/frame-index/x',
  ])('%s is no source', async (path) => {
    expect((await get(path)).status).toBe(404);
  });

  test('the page and its assets are served with the security headers', async () => {
    const page = await get('/');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page.headers.get('access-control-allow-origin')).toBeNull();
    expect((await get('/assets/a-1.js')).headers.get('cache-control')).toContain('immutable');
  });
});

describe('bulk data', () => {
  test('needs frames that are numbers', async () => {
    expect((await get(`/data/tracks/${source.id}?from=0&to=10`)).status).toBe(200);
    expect((await get(`/data/tracks/${source.id}?from=a&to=10`)).status).toBe(400);
    expect((await get('/data/trace?feature=speed')).status).toBe(400);
  });
});
