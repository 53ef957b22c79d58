import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { Services } from '#main/services/services';
import { createRouter } from '#main/rpc/router';
import type { LoopbackServer } from './server.ts';
import { startLoopback } from './server.ts';

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

// Node's own client, because fetch would not let a test forge Host, Origin or a path with dots.
function send(
  port: number,
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => {
        body += chunk.toString();
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
      );
    });
    sent.on('error', reject);
    sent.end();
  });
}

function upgrade(port: number, headers: Record<string, string>, path = '/rpc'): Promise<number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers });
    socket.once('open', () => {
      socket.close();
      resolve(101);
    });
    socket.once('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    socket.once('error', () => resolve(0));
  });
}

let server: LoopbackServer;
let port: number;
let cookie: string;
const served: string[] = [];

function tokenOf(link: string): string {
  return new URL(link).searchParams.get('token') ?? '';
}

async function openSession(): Promise<string> {
  const answer = await send(port, `/open?token=${tokenOf(server.link())}`);
  expect(answer.status).toBe(200);
  const header = String(answer.headers['set-cookie']);
  expect(header).toMatch(/HttpOnly; SameSite=Strict; Path=\//);
  return header.split(';')[0] ?? '';
}

beforeAll(async () => {
  server = await startLoopback({
    serve: async (request) => {
      served.push(new URL(request.url).pathname);
      return new Response('inside');
    },
    // No attack may reach a procedure, so none is needed behind the router.
    router: createRouter(noServices(), () => undefined),
  });
  port = Number(new URL(server.origin).port);
  cookie = await openSession();
});

function noServices(): Services {
  const nothing = new Proxy({}, { get: () => () => Promise.reject(new RangeError('reached a service')) });
  return {
    system: nothing,
    projects: nothing,
    sources: nothing,
    jobs: nothing,
    review: nothing,
    datasets: nothing,
    ontology: nothing,
    whatIf: nothing,
  } as Services;
}

afterAll(() => server.close());

describe('a page of this computer', () => {
  test('is served with the cookie of an opened link', async () => {
    expect((await send(port, '/', { cookie })).body).toBe('inside');
    expect(await upgrade(port, { cookie, origin: server.origin })).toBe(101);
  });

  test('listens on 127.0.0.1 alone', () => {
    expect(server.origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });
});

describe('a request is refused for', () => {
  test('no token and no cookie', async () => {
    expect((await send(port, '/')).status).toBe(401);
    expect((await send(port, '/clips/x')).status).toBe(401);
    expect((await send(port, '/open')).status).toBe(401);
    expect(await upgrade(port, { origin: server.origin })).toBe(401);
  });

  test('a token that was used', async () => {
    const token = tokenOf(server.link());
    expect((await send(port, `/open?token=${token}`)).status).toBe(200);
    expect((await send(port, `/open?token=${token}`)).status).toBe(401);
  });

  test('a guessed or cut token', async () => {
    const token = tokenOf(server.link());
    expect((await send(port, `/open?token=${token.slice(0, -1)}`)).status).toBe(401);
    expect((await send(port, '/open?token=AAAA')).status).toBe(401);
    expect((await send(port, `/open?token=${token}`, {}, 'HEAD')).status).toBe(401);
  });

  test("a foreign cookie: another server's, a made-up one, one under another name", async () => {
    const other = await startLoopback({
      serve: async () => new Response('other'),
      router: createRouter(noServices(), () => undefined),
    });
    const otherPort = Number(new URL(other.origin).port);
    expect((await send(otherPort, '/', { cookie })).status).toBe(401);
    expect(
      (await send(otherPort, '/', { cookie: cookie.replace(String(port), String(otherPort)) })).status,
    ).toBe(401);
    expect((await send(port, '/', { cookie: `aftertrack_${port}=${'A'.repeat(43)}` })).status).toBe(401);
    expect((await send(port, '/', { cookie: cookie.replace('aftertrack', 'session') })).status).toBe(401);
    await other.close();
  });
});

describe('a request is refused when it comes with', () => {
  test.each(['localhost', 'evil.example', '127.0.0.1', '127.0.0.1:1', '[::1]'])(
    'Host %s, as after DNS rebinding',
    async (host) => {
      expect((await send(port, '/', { cookie, host })).status).toBe(403);
      expect((await send(port, `/open?token=${tokenOf(server.link())}`, { host })).status).toBe(403);
      expect(await upgrade(port, { cookie, host, origin: server.origin })).toBe(403);
    },
  );

  test.each(['http://evil.example', 'null', 'http://127.0.0.1', 'http://localhost:1', 'https://127.0.0.1'])(
    'Origin %s',
    async (origin) => {
      expect((await send(port, '/', { cookie, origin })).status).toBe(403);
      expect((await send(port, '/uploads?name=a', { cookie, origin }, 'PUT')).status).toBe(403);
      expect(await upgrade(port, { cookie, origin })).toBe(403);
    },
  );

  test('a WebSocket or a change without an Origin', async () => {
    expect(await upgrade(port, { cookie })).toBe(403);
    expect((await send(port, '/uploads?name=a', { cookie }, 'PUT')).status).toBe(403);
    expect((await send(port, '/uploads/1', { cookie }, 'DELETE')).status).toBe(403);
  });

  test('a picture or script that another site asks for', async () => {
    const headers = { cookie, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' };
    expect((await send(port, '/clips/x', headers)).status).toBe(403);
  });

  test('a socket on another path', async () => {
    expect(await upgrade(port, { cookie, origin: server.origin }, '/other')).toBe(404);
  });

  test('nothing of this reached a handler', () => {
    expect(served).toEqual(['/']);
  });
});
