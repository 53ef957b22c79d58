import type { Diagnostic } from '#contract/rpc/projects';
import { createDiagnostics } from '#ontology/diagnostics';
import { emptyLibrary, type Library } from '#ontology/library';
import { loadOntology } from '#ontology/load';
import { readYaml } from '#ontology/yaml-source';
import { linesOf } from './lines.ts';
import { fieldsOf, type Outline, outlineOf } from './outline.ts';
import { applyEdit, type TextEdit } from './parameter-text.ts';
import { placeAt } from './place.ts';

/** A change that mends an error; it was tried before it is offered. */
export interface Fix {
  /** What is written instead, for the button: `speed`. */
  readonly label: string;
  readonly edit: TextEdit;
}

/** The characters that a diagnostic is about. */
export function rangeOf(
  text: string,
  { line, column, length = 1 }: Diagnostic,
): { start: number; end: number } {
  const start = Math.min(text.length, (linesOf(text)[line - 1]?.start ?? 0) + column - 1);
  return { start, end: Math.min(text.length, start + length) };
}

interface Fault {
  readonly text: string;
  readonly diagnostic: Diagnostic;
  readonly start: number;
  readonly end: number;
  readonly outline: Outline;
}

function instead({ text, start, end }: Fault, words: string): Fix {
  const sigil = text[start] === '$' && !words.startsWith('$') ? '$' : '';
  return { label: sigil + words, edit: { start, end, insert: sigil + words } };
}

/** What the hint says in quotes, or lists. */
function hinted(fault: Fault): readonly Fix[] {
  const { hint = '' } = fault.diagnostic;
  const meant = /did you mean "(.+)"\?/.exec(hint)?.[1] ?? /^[Ww]rite it (?:as|in) (.+?)\.?$/.exec(hint)?.[1];
  if (meant !== undefined) return [instead(fault, meant)];
  const known = /^known: (.+)$/.exec(hint)?.[1]?.split(', ') ?? [];
  return known.map((word) => instead(fault, word));
}

/** Other parameters for one whose unit does not fit. */
function otherParameters(fault: Fault): readonly Fix[] {
  const written = fault.text.slice(fault.start, fault.end);
  if (fault.diagnostic.code !== 'unit_mismatch' || !written.startsWith('$')) return [];
  return fault.outline.params
    .filter(({ name }) => `$${name}` !== written)
    .map(({ name }) => instead(fault, `$${name}`));
}

/** A bound on the distance before the rule of a pair that compares none. */
function addedDistance({ text, diagnostic, start, outline }: Fault): readonly Fix[] {
  const wanted = /^Add "and (distance\(.+\) <) \.\.\."\.$/.exec(diagnostic.hint ?? '')?.[1];
  const path = placeAt(text, start).path;
  const range = readYaml(text, createDiagnostics(text))?.scalarRange([...path.slice(0, 2), 'when']);
  if (wanted === undefined || range === undefined) return [];
  const lead = /^\s*/.exec(text.slice(range.start, range.end))?.[0].length ?? 0;
  const at = range.start + lead;
  const bounds = [
    ...outline.params.map(({ name }) => `$${name}`),
    outline.space === 'body' ? '3 body' : '3 m',
  ];
  return bounds.map((bound) => ({
    label: `${wanted} ${bound}`,
    edit: { start: at, end: at, insert: `${wanted} ${bound} and ` },
  }));
}

/** A declaration of a zone that a rule names. */
function declaredZone({ diagnostic, outline }: Fault): readonly Fix[] {
  const name = /^The zone "(\w+)" is not declared/.exec(diagnostic.message)?.[1];
  const last = outline.zones.at(-1);
  if (name === undefined || last === undefined || last.end === last.start) return [];
  const indent = ' '.repeat(last.nameStart - last.start);
  return ['area', 'line'].map((kind) => ({
    label: `${name}: { kind: ${kind} }`,
    edit: { start: last.end, end: last.end, insert: `\n${indent}${name}: { kind: ${kind} }` },
  }));
}

/** The closest release number for a version that is none. */
function versionNumber(fault: Fault): readonly Fix[] {
  if (!fault.diagnostic.message.startsWith('"version" must be')) return [];
  const numbers = (fault.text.slice(fault.start).split('\n')[0]?.match(/\d+/g) ?? []).slice(0, 3);
  return [instead(fault, [...numbers, '1', '0', '0'].slice(0, 3).join('.'))];
}

function mends({ text, diagnostic }: Fault, errors: number, { edit }: Fix, library: Library): boolean {
  const after = loadOntology(applyEdit(text, edit), undefined, library).diagnostics;
  const stays = after.some(({ line, message }) => line === diagnostic.line && message === diagnostic.message);
  return !stays && after.length < errors;
}

const mostTried = 12;
const mostOffered = 3;

/** Changes that take this error away and bring no other, the likeliest first; each was loaded. */
export function quickFixes(
  text: string,
  diagnostic: Diagnostic,
  library: Library = emptyLibrary,
): readonly Fix[] {
  const fault: Fault = { text, diagnostic, ...rangeOf(text, diagnostic), outline: outlineOf(text) };
  const errors = loadOntology(text, undefined, library).diagnostics.length;
  const tried = [
    ...hinted(fault),
    ...otherParameters(fault),
    ...addedDistance(fault),
    ...declaredZone(fault),
    ...versionNumber(fault),
  ];
  const found: Fix[] = [];
  for (const fix of tried.slice(0, mostTried)) {
    if (found.length >= mostOffered) break;
    if (mends(fault, errors, fix, library)) found.push(fix);
  }
  return found;
}

/** What a fix writes, with the value of a parameter behind it: `$walk (1 m/s)`. */
export function fixWords({ label }: Fix, outline: Outline): string {
  const value = fieldsOf(outline.params.find(({ name }) => `$${name}` === label)?.value)['value'];
  return typeof value === 'string' || typeof value === 'number' ? `${label} (${value})` : label;
}
