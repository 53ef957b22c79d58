import { createReadStream } from 'node:fs';
import { TextDecoder } from 'node:util';
import { problem, raise } from '#contract/errors';

/** Consecutive lines of a text file; the first has the number `firstLine`, from 1. */
export interface LineBatch {
  readonly firstLine: number;
  readonly lines: readonly string[];
}

const longestLineLetters = 1_000_000;
const partBytes = 1 << 18;

function decoderFor(head: Uint8Array): TextDecoder {
  if (head[0] === 0xff && head[1] === 0xfe) return new TextDecoder('utf-16le');
  if (head[0] === 0xfe && head[1] === 0xff) return new TextDecoder('utf-16be');
  return new TextDecoder('utf-8');
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}

function checkLength(rest: string, line: number, path: string): void {
  if (rest.length <= longestLineLetters) return;
  raise(
    problem('unsupported_format', 'This line has more than a million letters; it is no table.', {
      file: path,
      line,
    }),
  );
}

/** Reads a text file (UTF-8, or UTF-16 with its mark) line by line in bounded memory; ends of lines are `\n` or `\r\n`. */
export async function* readLines(path: string): AsyncGenerator<LineBatch> {
  let decoder: TextDecoder | undefined;
  let rest = '';
  let firstLine = 1;
  for await (const part of createReadStream(path, { highWaterMark: partBytes })) {
    if (!(part instanceof Uint8Array)) continue;
    decoder ??= decoderFor(part);
    const pieces = (rest + decoder.decode(part, { stream: true })).split('\n');
    rest = pieces.pop() ?? '';
    checkLength(rest, firstLine + pieces.length, path);
    if (pieces.length > 0) yield { firstLine, lines: pieces.map(withoutReturn) };
    firstLine += pieces.length;
  }
  const last = rest + (decoder?.decode() ?? '');
  if (last !== '') yield { firstLine, lines: [withoutReturn(last)] };
}

/** A whole small text file; refuses one above `largestBytes`. */
export async function readText(path: string, largestBytes = 16_000_000): Promise<string> {
  const pieces: string[] = [];
  let letters = 0;
  for await (const { lines } of readLines(path)) {
    for (const line of lines) letters += line.length + 1;
    if (letters > largestBytes)
      raise(problem('unsupported_format', 'This file is larger than its kind should be.', { file: path }));
    pieces.push(...lines);
  }
  return pieces.join('\n');
}
