import { problem, raise } from '#contract/errors';

/** Parquet's hybrid of run lengths and bit packing, for levels and dictionary codes of `bits` bits each. */

/** Bits that hold every code below `count`. */
export function bitsFor(count: number): number {
  return count <= 1 ? 0 : 32 - Math.clz32(count - 1);
}

class ByteList {
  #bytes = new Uint8Array(1024);
  length = 0;

  push(byte: number): void {
    if (this.length === this.#bytes.length) {
      const wider = new Uint8Array(2 * this.#bytes.length);
      wider.set(this.#bytes);
      this.#bytes = wider;
    }
    this.#bytes[this.length] = byte;
    this.length += 1;
  }

  varint(value: number): void {
    let rest = value;
    while (rest >= 0x80) {
      this.push((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    this.push(rest);
  }

  done(): Uint8Array {
    return this.#bytes.slice(0, this.length);
  }
}

/** Shorter runs are packed. */
const shortestRun = 8;

function runEnd(codes: ArrayLike<number>, from: number): number {
  const code = codes[from];
  let end = from + 1;
  while (end < codes.length && codes[end] === code) end += 1;
  return end;
}

function putRun(out: ByteList, code: number, count: number, bits: number): void {
  out.varint(count * 2);
  for (let byte = 0; byte < bits; byte += 8) out.push((code >>> byte) & 0xff);
}

/** Packs whole groups of eight; the last may be filled up with zeros at the very end. */
function putPacked(out: ByteList, codes: ArrayLike<number>, from: number, to: number, bits: number): void {
  const groups = Math.ceil((to - from) / 8);
  out.varint(groups * 2 + 1);
  let held = 0;
  let heldBits = 0;
  for (let i = from; i < from + 8 * groups; i += 1) {
    let code = i < to ? (codes[i] ?? 0) : 0;
    for (let left = bits; left > 0; ) {
      const take = Math.min(left, 8 - heldBits);
      held |= (code & ((1 << take) - 1)) << heldBits;
      code >>>= take;
      heldBits += take;
      left -= take;
      if (heldBits < 8) continue;
      out.push(held);
      held = 0;
      heldBits = 0;
    }
  }
}

/** Where packing from `from` on should stop: before the next long run, after whole groups of eight. */
function packedEnd(codes: ArrayLike<number>, from: number): number {
  let at = from;
  while (at < codes.length) {
    const end = runEnd(codes, at);
    const whole = Math.ceil((at - from) / 8) * 8 + from;
    if (end - whole >= shortestRun) return whole;
    at = end;
  }
  return codes.length;
}

/** Encodes codes in [0, 2^bits). */
export function encodeHybrid(codes: ArrayLike<number>, bits: number): Uint8Array {
  const out = new ByteList();
  for (let at = 0; at < codes.length; ) {
    const end = runEnd(codes, at);
    if (end - at >= shortestRun || end === codes.length) {
      putRun(out, codes[at] ?? 0, end - at, bits);
      at = end;
      continue;
    }
    const until = packedEnd(codes, at);
    putPacked(out, codes, at, until, bits);
    at = until;
  }
  return out.done();
}

/** A stretch of equal codes, or packed ones from the byte `at` on. */
interface Stretch {
  readonly count: number;
  readonly code: number | undefined;
  readonly at: number;
}

function cutShort(): never {
  return raise(problem('truncated_file', 'A Parquet page ends too early.'));
}

function readStretch(bytes: Uint8Array, from: number, bits: number): Stretch & { readonly next: number } {
  let head = 0;
  let at = from;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at] ?? cutShort();
    at += 1;
    head += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) break;
    if (shift > 28) cutShort();
  }
  if (head % 2 === 1) {
    const groups = (head - 1) / 2;
    return { count: 8 * groups, code: undefined, at, next: at + groups * bits };
  }
  const width = Math.ceil(bits / 8);
  let code = 0;
  for (let byte = 0; byte < width; byte += 1) code += (bytes[at + byte] ?? cutShort()) * 2 ** (8 * byte);
  return { count: head / 2, code, at, next: at + width };
}

function unpack(bytes: Uint8Array, at: number, index: number, bits: number): number {
  let code = 0;
  let bit = at * 8 + index * bits;
  for (let got = 0; got < bits; ) {
    const byte = bytes[bit >> 3] ?? cutShort();
    const take = Math.min(bits - got, 8 - (bit & 7));
    code |= ((byte >> (bit & 7)) & ((1 << take) - 1)) << got;
    got += take;
    bit += take;
  }
  return code;
}

/** Decodes `out.length` codes from `bytes`; throws `truncated_file` where there are fewer. */
export function decodeHybrid(bytes: Uint8Array, bits: number, out: Int32Array | Uint8Array): void {
  let from = 0;
  for (let row = 0; row < out.length; ) {
    const { count, code, at, next } = readStretch(bytes, from, bits);
    if (count === 0) cutShort();
    const end = Math.min(out.length, row + count);
    if (code !== undefined) out.fill(code, row, end);
    else for (let i = row; i < end; i += 1) out[i] = unpack(bytes, at, i - row, bits);
    row = end;
    from = next;
  }
}

/** Whether codes of one bit are a single run of `count` times `code`. */
export function isOneRunOf(bytes: Uint8Array, code: number, count: number): boolean {
  if (bytes.length < 2) return false;
  const first = readStretch(bytes, 0, 1);
  return first.code === code && first.count >= count;
}
