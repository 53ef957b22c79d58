import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { getRequestListener } from '@hono/node-server';
import { RPCHandler } from '@orpc/server/ws';
import { WebSocketServer } from 'ws';
import { httpPaths } from '#contract/http';
import type { WorkstationRouter } from '#main/rpc/router';
import { securityHeaders } from '#main/serve/security-headers';
import type { Serve } from '#main/serve/serve';
import type { Address } from './guard.ts';
import { cookieName, originOf, refuseForeign, refuseRequest, refuseUpgrade } from './guard.ts';
import type { Sessions } from './sessions.ts';
import { createSessions } from './sessions.ts';

export interface LoopbackServer {
  /** A link that opens the app once: `http://127.0.0.1:PORT/open?token=...`. */
  link(): string;
  readonly origin: string;
  close(): Promise<void>;
}

interface LoopbackOptions {
  readonly serve: Serve;
  readonly router: WorkstationRouter;
  /** 0, the default, takes a free one. */
  readonly port?: number;
}

const maxMessageBytes = 16 * 1024 * 1024;

function plainAnswer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    ...securityHeaders,
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
  });
  response.end(text);
}

/**
 * Turns a token into the session's cookie. The page goes on by itself rather than by redirect, because a Strict cookie is not
 * sent along a redirect that another program's window began.
 */
function openSession(url: URL, response: ServerResponse, address: Address, sessions: Sessions): void {
  const secret = sessions.redeem(url.searchParams.get('token') ?? '');
  if (secret === undefined) {
    plainAnswer(response, 401, 'This link was used or is too old. Start Aftertrack again for a new one.');
    return;
  }
  response.writeHead(200, {
    ...securityHeaders,
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'set-cookie': `${cookieName(address)}=${secret}; HttpOnly; SameSite=Strict; Path=/`,
  });
  response.end(
    '<!doctype html><meta http-equiv="refresh" content="0;url=/"><link rel="icon" href="data:,"><title>Aftertrack</title>',
  );
}

function refuseSocket(socket: Duplex, status: number, message: string): void {
  socket.end(`HTTP/1.1 ${status} Refused\r\nconnection: close\r\ncontent-type: text/plain\r\n\r\n${message}`);
}

function listenForSockets(
  server: Server,
  router: WorkstationRouter,
  address: () => Address,
  sessions: Sessions,
) {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxMessageBytes });
  const handler = new RPCHandler(router);
  server.on('upgrade', (request, socket, head) => {
    const refusal = refuseUpgrade(request.headers, address(), sessions);
    if (refusal !== undefined) return refuseSocket(socket, refusal.status, refusal.message);
    if (request.url !== httpPaths.rpc) return refuseSocket(socket, 404, 'Not found');
    return sockets.handleUpgrade(request, socket, head, (webSocket) => {
      void handler.upgrade(webSocket);
    });
  });
  return sockets;
}

function listen(server: Server, port: number): Promise<Address> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve({ port: (server.address() as AddressInfo).port }));
  });
}

function closeServer(server: Server, sockets: WebSocketServer): Promise<void> {
  for (const client of sockets.clients) client.terminate();
  sockets.close();
  server.closeAllConnections();
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}

/** Serves the app to this computer's own browser: 127.0.0.1 only, behind a one-time link, a cookie, Host and Origin. */
export async function startLoopback(options: LoopbackOptions): Promise<LoopbackServer> {
  const sessions = createSessions();
  const pass = getRequestListener((request) => options.serve(request), { overrideGlobalObjects: false });
  let address: Address = { port: 0 };
  function handle(request: IncomingMessage, response: ServerResponse): void {
    const method = request.method ?? 'GET';
    const url = URL.parse(request.url ?? '/', originOf(address));
    if (url === null) return plainAnswer(response, 400, 'This is no address.');
    const opening = url.pathname === '/open' && method === 'GET';
    const refusal = opening
      ? refuseForeign(method, request.headers, address)
      : refuseRequest(method, request.headers, address, sessions);
    if (refusal !== undefined) return plainAnswer(response, refusal.status, refusal.message);
    if (opening) return openSession(url, response, address, sessions);
    void pass(request, response);
  }
  const server = createServer(handle);
  const sockets = listenForSockets(server, options.router, () => address, sessions);
  address = await listen(server, options.port ?? 0);
  return {
    link: () => `${originOf(address)}/open?token=${sessions.issueToken()}`,
    origin: originOf(address),
    close: () => closeServer(server, sockets),
  };
}
