import { createDiagnostics } from '#ontology/diagnostics';
import { readYaml, type YamlSource } from '#ontology/yaml-source';
import { fieldsOf } from './outline.ts';

/** A replacement of characters `[start, end)` of a text. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly insert: string;
}

function sourceOf(text: string): YamlSource | undefined {
  return readYaml(text, createDiagnostics(text));
}

const number = /-?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?/;

/** The number in the value of a parameter, without its unit; undefined where there is none. */
export function parameterNumber(
  text: string,
  name: string,
): (TextEdit & { readonly value: number }) | undefined {
  const range = sourceOf(text)?.scalarRange(['params', name, 'value']);
  const match = range && number.exec(text.slice(range.start, range.end));
  if (range === undefined || match === null || match === undefined) return undefined;
  const start = range.start + match.index;
  return { start, end: start + match[0].length, insert: match[0], value: Number(match[0]) };
}

/** The numbers of all parameters, by name. */
export function parameterNumbers(text: string): ReadonlyMap<string, number> {
  const source = sourceOf(text);
  const numbers = new Map<string, number>();
  for (const name of namesOf(source?.plain)) {
    const range = source?.scalarRange(['params', name, 'value']);
    const written = range && number.exec(text.slice(range.start, range.end))?.[0];
    if (written !== undefined) numbers.set(name, Number(written));
  }
  return numbers;
}

function namesOf(plain: unknown): readonly string[] {
  return Object.keys(fieldsOf(fieldsOf(plain)['params']));
}

/** The edit that gives a parameter another number and leaves its unit and all else as it is written. */
export function writeParameter(text: string, name: string, value: string): TextEdit | undefined {
  const found = parameterNumber(text, name);
  return found === undefined ? undefined : { start: found.start, end: found.end, insert: value };
}

/** The edit that gives the document another version number. */
export function writeVersion(text: string, version: string): TextEdit | undefined {
  const range = sourceOf(text)?.scalarRange(['version']);
  return range === undefined ? undefined : { ...range, insert: version };
}

/** The text after an edit. */
export function applyEdit(text: string, { start, end, insert }: TextEdit): string {
  return text.slice(0, start) + insert + text.slice(end);
}

/** How far one step of a slider goes: about a two-hundredth of the range, as 1, 2 or 5 of a power of ten. */
export function stepOf(low: number, high: number): number {
  const rough = (high - low) / 200;
  if (!(rough > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  const lead = [1, 2, 5, 10].find((each) => each * power >= rough * 0.999_999) ?? 10;
  return Number((lead * power).toPrecision(1));
}

/** A number as it is written into the text: no more digits than the step has. */
export function numberText(value: number, step: number): string {
  const digits = Math.min(12, Math.max(0, -Math.floor(Math.log10(step) + 1e-9)));
  const text = value.toFixed(digits);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}
