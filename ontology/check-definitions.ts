import type { TextRange } from './diagnostics.ts';
import { checkName, expressionRange } from './check-declarations.ts';
import { checkSyntax } from './check-expression.ts';
import type { CheckContext } from './check-fields.ts';
import { everyPart } from './expression-parts.ts';
import { parseRule } from './parse-expression.ts';
import { parseSignature, type SignatureSyntax } from './parse-fields.ts';
import { namesWithin } from './names-within.ts';
import type { DefinitionBody, Names, Scope } from './scope.ts';

/** Parts that one expression may have with its definitions unfolded. */
export const maxParts = 3_000;
const maxChain = 40;

interface Declared {
  /** With the prefix it was included under. */
  readonly name: string;
  readonly key: string;
  readonly signature: SignatureSyntax;
}

export interface Definitions {
  readonly names: ReadonlySet<string>;
  /** The body of a definition in these names, checked once. */
  body(names: Names, name: string, use: TextRange): DefinitionBody | undefined;
}

function readSignatures(
  context: CheckContext,
  record: Readonly<Record<string, unknown>>,
): ReadonlyMap<string, Declared> {
  const declared = new Map<string, Declared>();
  for (const key of Object.keys(record)) {
    const path = ['define', key];
    const place = context.source.keyRange(path);
    const signature = parseSignature(context.source.text, place, context.sink);
    if (signature === undefined) continue;
    const names = [signature, ...signature.roles.map(({ name, range }) => ({ name, nameRange: range }))];
    const named = names.every(({ name, nameRange }) =>
      checkName(context, name, nameRange, 'a definition or its role'),
    );
    const name = context.source.prefixOf(path) + signature.name;
    if (declared.has(name)) context.sink.error('bad_value', place, `"${signature.name}" is defined twice.`);
    else if (named) declared.set(name, { name, key, signature });
  }
  return declared;
}

function checkBody(
  context: CheckContext,
  names: Names,
  { name, key, signature }: Declared,
): DefinitionBody | undefined {
  const range = expressionRange(context, ['define', key]);
  const syntax = parseRule(context.source.text, range, context.sink);
  const roles = signature.roles.map(({ name }) => name);
  const seen = namesWithin(names, context.source.prefixOf(['define', key]));
  const scope: Scope = { context, names: seen, roles, budget: { left: maxParts } };
  const typed = syntax === undefined ? undefined : checkSyntax(scope, syntax);
  return typed === undefined ? undefined : { name, roles, typed, size: everyPart(typed.expression).length };
}

/** Reads the names of all definitions; their bodies are checked when they are first used or asked for. */
export function readDefinitions(
  context: CheckContext,
  record: Readonly<Record<string, unknown>>,
): Definitions {
  const declared = readSignatures(context, record);
  const bodies = new Map<string, DefinitionBody | undefined>();
  const open: string[] = [];
  return {
    names: new Set(declared.keys()),
    body(names, name, use) {
      if (bodies.has(name)) return bodies.get(name);
      const definition = declared.get(name);
      if (definition === undefined) return undefined;
      if (open.includes(name)) {
        const chain = [...open.slice(open.indexOf(name)), name].join(' -> ');
        context.sink.error('bad_expression', use, `"${name}" is defined by itself: ${chain}.`);
        return undefined;
      }
      if (open.length >= maxChain) {
        context.sink.error(
          'bad_expression',
          use,
          `Definitions stand on each other more than ${maxChain} deep.`,
        );
        return undefined;
      }
      open.push(name);
      const body = checkBody(context, names, definition);
      open.pop();
      bodies.set(name, body);
      return body;
    },
  };
}
