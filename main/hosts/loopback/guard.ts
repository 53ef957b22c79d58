import type { IncomingHttpHeaders } from 'node:http';
import type { Sessions } from './sessions.ts';

/** Where this server is reached: the only Host and Origin that are accepted. */
export interface Address {
  readonly port: number;
}

export function originOf({ port }: Address): string {
  return `http://127.0.0.1:${port}`;
}

/** Browsers share cookies between ports, so the name carries the port: two workstations do not log each other out. */
export function cookieName({ port }: Address): string {
  return `aftertrack_${port}`;
}

/** Value of a cookie in a Cookie header; undefined where it is absent. */
export function readCookie(header: string | undefined, name: string): string | undefined {
  const pairs = (header ?? '').split(';').map((pair) => pair.trim().split('='));
  return pairs.find(([key]) => key === name)?.[1];
}

export type Refusal = { readonly status: 401 | 403; readonly message: string };

/** A request that changes nothing may come without an Origin; browsers always send one with the others. */
function originRefusal(method: string, headers: IncomingHttpHeaders, address: Address): Refusal | undefined {
  const { origin } = headers;
  const readOnly = method === 'GET' || method === 'HEAD';
  if (origin === undefined ? readOnly : origin === originOf(address)) return undefined;
  return { status: 403, message: 'This request comes from another origin.' };
}

/** Why a request is turned away before anything looks at its path; undefined for one that may go on. */
export function refuseRequest(
  method: string,
  headers: IncomingHttpHeaders,
  address: Address,
  sessions: Sessions,
): Refusal | undefined {
  const foreign = refuseForeign(method, headers, address);
  if (foreign !== undefined) return foreign;
  if (sessions.isOpen(readCookie(headers.cookie, cookieName(address)))) return undefined;
  return { status: 401, message: 'Open Aftertrack through the link that it printed. A link works once.' };
}

/** The checks that need no session: Host (DNS rebinding), Origin and fetch metadata (requests made by other pages). */
export function refuseForeign(
  method: string,
  headers: IncomingHttpHeaders,
  address: Address,
): Refusal | undefined {
  if (headers.host !== `127.0.0.1:${address.port}`)
    return { status: 403, message: 'This is not the address of Aftertrack.' };
  const site = headers['sec-fetch-site'];
  if (
    site !== undefined &&
    site !== 'same-origin' &&
    site !== 'none' &&
    headers['sec-fetch-mode'] !== 'navigate'
  )
    return { status: 403, message: 'This request was made by another site.' };
  return originRefusal(method, headers, address);
}

/** A WebSocket upgrade is a GET that must name our Origin. */
export function refuseUpgrade(
  headers: IncomingHttpHeaders,
  address: Address,
  sessions: Sessions,
): Refusal | undefined {
  if (headers.origin !== originOf(address))
    return { status: 403, message: 'This socket comes from another origin.' };
  return refuseRequest('GET', headers, address, sessions);
}
