export type Tint = 'key' | 'comment' | 'text' | 'number' | 'plain';

export interface Piece {
  readonly tint: Tint;
  readonly text: string;
}

const pieces =
  /(?<comment>(?:^|(?<=\s))#.*$)|(?<key>^\s*(?:- )?[A-Za-z_][\w-]*(?=\s*:)|(?<=[{,]\s*)[A-Za-z_][\w-]*(?=\s*:))|(?<text>"(?:[^"\\]|\\.)*"|'[^']*')|(?<number>(?<![\w.])-?\d+(?:\.\d+)?(?![.\w])(?:\s?(?:m|s|ms|px|deg|rad|body|%)(?:\/s2?)?(?![\w/]))?)/g;

function tintOf(groups: Readonly<Record<string, string | undefined>>): Tint {
  if (groups['comment'] !== undefined) return 'comment';
  if (groups['key'] !== undefined) return 'key';
  return groups['text'] === undefined ? 'number' : 'text';
}

/** One line of YAML in tinted pieces; joined they are the line again. */
export function tintLine(line: string): readonly Piece[] {
  const found: Piece[] = [];
  let from = 0;
  for (const match of line.matchAll(pieces)) {
    if (match.index > from) found.push({ tint: 'plain', text: line.slice(from, match.index) });
    found.push({ tint: tintOf(match.groups ?? {}), text: match[0] });
    from = match.index + match[0].length;
  }
  return from < line.length ? [...found, { tint: 'plain', text: line.slice(from) }] : found;
}
