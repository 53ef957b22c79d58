import type { ErrorCode, Problem } from '#contract/errors';

const statuses: Readonly<Partial<Record<ErrorCode, number>>> = {
  not_found: 404,
  missing_file: 404,
  privacy_not_passed: 403,
  not_allowed: 403,
  bad_request: 400,
  already_exists: 409,
  disk_full: 507,
  too_large: 413,
  cancelled: 499,
  internal: 500,
};

/** A problem as JSON (RFC 9457's media type), with the status its code stands for; 422 for what is not listed. */
export function problemResponse(fault: Problem): Response {
  return new Response(JSON.stringify(fault), {
    status: statuses[fault.code] ?? 422,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
  });
}
