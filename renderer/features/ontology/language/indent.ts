/** How many blanks a line begins with that follows `before` (the lines above it, the nearest last). */
export function indentAfter(before: readonly string[]): number {
  const last = before.findLast((line) => line.trim() !== '');
  if (last === undefined) return 0;
  const own = /^ */.exec(last)?.[0].length ?? 0;
  const code = last.replace(/\s#.*$/, '').trimEnd();
  const opens = code.endsWith(':') || /:\s*[>|][-+]?$/.test(code);
  return opens ? own + 2 : own;
}
