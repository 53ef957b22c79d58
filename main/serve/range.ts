/** Bytes asked for: `[start, end)` of the file, or why none can be given. */
export type ByteRange =
  | { readonly kind: 'whole' }
  | { readonly kind: 'part'; readonly start: number; readonly end: number }
  | { readonly kind: 'unsatisfiable' };

const single = /^bytes=(\d*)-(\d*)$/;

/**
 * Reads a `Range` header against a file of `sizeBytes` (RFC 9110, section 14). Several ranges, other units and malformed
 * headers are ignored, as the RFC allows, and give the whole file.
 */
export function parseRange(header: string | undefined, sizeBytes: number): ByteRange {
  const match = single.exec(header ?? '');
  const [, first = '', last = ''] = match ?? [];
  if (first !== '') return boundedRange(Number(first), last, sizeBytes);
  return last === '' ? { kind: 'whole' } : suffixRange(Number(last), sizeBytes);
}

function boundedRange(start: number, last: string, sizeBytes: number): ByteRange {
  if (last !== '' && Number(last) < start) return { kind: 'whole' };
  const end = last === '' ? sizeBytes : Math.min(Number(last) + 1, sizeBytes);
  return start < sizeBytes ? { kind: 'part', start, end } : { kind: 'unsatisfiable' };
}

function suffixRange(lengthBytes: number, sizeBytes: number): ByteRange {
  if (lengthBytes === 0 || sizeBytes === 0) return { kind: 'unsatisfiable' };
  return { kind: 'part', start: Math.max(0, sizeBytes - lengthBytes), end: sizeBytes };
}
