import { TextDecoder } from 'node:util';
import { problem, raise } from '#contract/errors';
import type { InputPart } from './input-part.ts';
import { readBytes } from './part-bytes.ts';

/** Consecutive lines of a text file; the first has the number `firstLine`, from 1. */
export interface LineBatch {
  readonly firstLine: number;
  readonly lines: readonly string[];
}

/** Whole lines of a text file as UTF-8 without a byte order mark; the last may lack its `\n`. The first has the number `firstLine`. */
export interface LineBytes {
  readonly firstLine: number;
  readonly bytes: Buffer;
}

const longestLineBytes = 1_000_000;
const newline = 10;

function checkLength(bytes: number, line: number, path: string): void {
  if (bytes <= longestLineBytes) return;
  raise(
    problem('unsupported_format', 'This line has more than a million letters; it is no table.', {
      file: path,
      line,
    }),
  );
}

/** Turns a file's parts into UTF-8: text of 16 bits, known by its mark, is written anew, and the mark is left out. */
function createToUtf8(head: Uint8Array): (part: Uint8Array) => Buffer {
  const wide = head[0] === 0xff && head[1] === 0xfe ? 'utf-16le' : undefined;
  const encoding = wide ?? (head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : undefined);
  if (encoding !== undefined) {
    const decoder = new TextDecoder(encoding);
    return (part) => Buffer.from(decoder.decode(part, { stream: true }));
  }
  let first = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf;
  return (part) => {
    const from = first ? 3 : 0;
    first = false;
    return Buffer.from(part.buffer, part.byteOffset + from, part.byteLength - from);
  };
}

/** A loop, because lines are short and each search by the runtime costs as much as fifty letters. */
function countLines(bytes: Buffer): number {
  let lines = 0;
  for (let at = 0; at < bytes.length; at++) if (bytes[at] === newline) lines += 1;
  return lines;
}

/** Bytes that wait for the end of their line, always in the same memory. */
function createCarry() {
  let held = Buffer.alloc(0);
  let filled = 0;

  function makeRoom(bytes: number): void {
    if (bytes <= held.length) return;
    const wider = Buffer.allocUnsafeSlow(bytes * 2);
    held.copy(wider, 0, 0, filled);
    held = wider;
  }

  return {
    add(bytes: Buffer): void {
      makeRoom(filled + bytes.length);
      held.set(bytes, filled);
      filled += bytes.length;
    },
    /** All that is held. */
    bytes: () => held.subarray(0, filled),
    drop(bytes: number): void {
      held.copyWithin(0, bytes, filled);
      filled -= bytes;
    },
  };
}

/** Reads a text file (UTF-8, or UTF-16 with its mark, also zipped) in blocks of whole lines, each valid until the next is asked for, in bounded memory. */
export async function* readLineBytes(source: string | InputPart): AsyncGenerator<LineBytes> {
  const path = typeof source === 'string' ? source : source.path;
  const carry = createCarry();
  let toUtf8: ((part: Uint8Array) => Buffer) | undefined;
  let firstLine = 1;
  for await (const part of readBytes(source)) {
    toUtf8 ??= createToUtf8(part);
    carry.add(toUtf8(part));
    const bytes = carry.bytes();
    const end = bytes.lastIndexOf(newline) + 1;
    if (end > 0) {
      const whole = bytes.subarray(0, end);
      yield { firstLine, bytes: whole };
      firstLine += countLines(whole);
      carry.drop(end);
    }
    checkLength(bytes.length - end, firstLine, path);
  }
  const rest = carry.bytes();
  if (rest.length > 0) yield { firstLine, bytes: rest };
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}

/** Reads a text file (UTF-8, or UTF-16 with its mark, also zipped) line by line in bounded memory; ends of lines are `\n` or `\r\n`. */
export async function* readLines(source: string | InputPart): AsyncGenerator<LineBatch> {
  for await (const { firstLine, bytes } of readLineBytes(source)) {
    const ended = bytes.at(-1) === newline;
    const text = bytes.toString('utf8', 0, bytes.length - (ended ? 1 : 0));
    yield { firstLine, lines: text.split('\n').map(withoutReturn) };
  }
}

/** A whole small text file; refuses one above `largestBytes`. */
export async function readText(source: string | InputPart, largestBytes = 16_000_000): Promise<string> {
  const pieces: string[] = [];
  let letters = 0;
  for await (const { lines } of readLines(source)) {
    for (const line of lines) letters += line.length + 1;
    if (letters > largestBytes)
      raise(
        problem('unsupported_format', 'This file is larger than its kind should be.', {
          file: typeof source === 'string' ? source : source.path,
        }),
      );
    pieces.push(...lines);
  }
  return pieces.join('\n');
}
