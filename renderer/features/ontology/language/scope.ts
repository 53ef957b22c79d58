import type { Token } from '#ontology/lexer';
import { rolesOf } from './describe.ts';
import { fieldsOf, type Outline, type OutlineEntry } from './outline.ts';

function definitionAt(outline: Outline, key: string): OutlineEntry | undefined {
  return outline.define.find(({ name }) => key === name || key.startsWith(`${name}(`));
}

/** The entry of an event type that a path leads into. */
export function eventAt(outline: Outline, path: readonly string[]): OutlineEntry | undefined {
  return path[0] === 'events' ? outline.events.find(({ name }) => name === path[1]) : undefined;
}

/** Names that quantifiers give: `o` of `some person o where`. */
function aliases(tokens: readonly Token[]): readonly string[] {
  const names = tokens.map((token) => (token.kind === 'name' ? token.text : ''));
  return names.flatMap((name, i) => {
    const opener = names[i - 2] ?? '';
    const inCount = names[i - 3] === 'count';
    const opens = opener === 'some' || opener === 'every' || inCount;
    return name !== '' && opens && names[i - 1] !== '' ? [name] : [];
  });
}

/** The roles that an expression at `path` may speak of, those of its quantifiers included. */
export function rolesInScope(
  outline: Outline,
  path: readonly string[],
  tokens: readonly Token[],
): readonly string[] {
  const [section, key = ''] = path;
  const event = eventAt(outline, path);
  const own = section === 'define' ? definitionAt(outline, key)?.roles : event && rolesOf(event);
  return [...new Set([...(own ?? []), ...aliases(tokens)])];
}

/** The short name that an event type gives its stimulus. */
export function stimulusAlias(outline: Outline, path: readonly string[]): string | undefined {
  const stimulus = fieldsOf(eventAt(outline, path)?.value)['stimulus'];
  return typeof stimulus === 'string' ? /\bas\s+(\w+)/.exec(stimulus)?.[1] : undefined;
}
