import { problem, raise } from '#contract/errors';

/** An element of an XML document; names are without their namespace, and `line` counts from 1. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** The text directly inside, without the white space around it. */
  readonly text: string;
  readonly line: number;
}

interface Open extends XmlElement {
  readonly children: XmlElement[];
  text: string;
}

const skipped = /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!DOCTYPE[^>[]*(?:\[[^\]]*\])?\s*>/y;
const literal = /<!\[CDATA\[([\s\S]*?)\]\]>/y;
const closing = /<\/([^\s<>/]+)\s*>/y;
const opening = /<([^\s<>/!?]+)((?:\s+[^\s=<>/]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y;
const characters = /[^<]+/y;
const attribute = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const deepest = 100;

function decode(text: string): string {
  return text.replaceAll(/&(#x?[0-9a-f]+|\w+);/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return entities[name] ?? whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code <= 0x10_ffff ? String.fromCodePoint(code) : whole;
  });
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function attributesOf(text: string): ReadonlyMap<string, string> {
  const pairs = [...text.matchAll(attribute)];
  return new Map(pairs.map(([, name = '', double, single]) => [local(name), decode(double ?? single ?? '')]));
}

/** Reads a text from its beginning to its end by patterns, and knows the line. */
function createScanner(text: string) {
  let [at, line] = [0, 1];
  return {
    line: () => line,
    done: () => at >= text.length,
    take(pattern: RegExp): RegExpExecArray | undefined {
      pattern.lastIndex = at;
      const found = pattern.exec(text);
      if (found === null) return undefined;
      at = pattern.lastIndex;
      line += found[0].split('\n').length - 1;
      return found;
    },
  };
}

/** Parses a whole XML document into its root element; throws with the line where it is none. */
export function parseXml(text: string, file: string): XmlElement {
  const scanner = createScanner(text);
  const root: Open = { name: '', attributes: new Map(), children: [], text: '', line: 1 };
  const stack: Open[] = [root];
  const top = (): Open => stack.at(-1) ?? root;

  function fail(message: string, code: 'bad_value' | 'truncated_file' = 'bad_value'): never {
    return raise(problem(code, `The file is not XML: ${message}`, { file, line: scanner.line() }));
  }

  function takeOpening(): boolean {
    const line = scanner.line();
    const found = scanner.take(opening);
    if (found === undefined) return false;
    const [, name = '', attributes = '', ends] = found;
    const element = { name: local(name), attributes: attributesOf(attributes), children: [], text: '', line };
    top().children.push(element);
    if (ends !== '/') stack.push(element);
    if (stack.length > deepest) fail('its elements are nested too deeply.');
    return true;
  }

  function takeClosing(): boolean {
    const found = scanner.take(closing);
    if (found === undefined) return false;
    const name = local(found[1] ?? '');
    if (stack.length === 1 || top().name !== name)
      fail(`</${name.slice(0, 40)}> closes no element that is open.`);
    const element = stack.pop();
    if (element !== undefined) element.text = element.text.trim();
    return true;
  }

  function takeText(): boolean {
    const data = scanner.take(literal);
    const found = data?.[1] ?? scanner.take(characters)?.[0];
    if (found === undefined) return false;
    top().text += data === undefined ? decode(found) : found;
    return true;
  }

  while (!scanner.done()) {
    const taken = scanner.take(skipped) !== undefined || takeText() || takeClosing() || takeOpening();
    if (!taken) fail('a "<" begins nothing that XML knows.');
  }
  const [document] = root.children;
  if (stack.length > 1) return fail(`<${top().name.slice(0, 40)}> is not closed.`, 'truncated_file');
  if (document === undefined) return fail('it has no element.', 'truncated_file');
  return document;
}

/** The first child of that name, at the end of a path of names. */
export function childAt(element: XmlElement, ...path: readonly string[]): XmlElement | undefined {
  return path.reduce<XmlElement | undefined>(
    (of, name) => of?.children.find((child) => child.name === name),
    element,
  );
}

/** All elements of that name, however deep, in the order of the document. */
export function elementsNamed(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.flatMap((child) => [
    ...(child.name === name ? [child] : []),
    ...elementsNamed(child, name),
  ]);
}
