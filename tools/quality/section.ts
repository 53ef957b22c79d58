/** Replaces what stands between `<!-- name -->` and `<!-- /name -->` in a document; throws where the marks are not there. */
export function replaceSection(document: string, name: string, content: string): string {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const from = document.indexOf(start);
  const to = document.indexOf(end);
  if (from < 0 || to < from) throw new Error(`The document has no section ${name}.`);
  return `${document.slice(0, from + start.length)}\n${content.trim()}\n${document.slice(to)}`;
}

/** A Markdown table; figures to the right. */
export function markdownTable(
  names: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): string {
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
  const rule = names.map((_, i) => (i === 0 ? '---' : '---:'));
  return [names, rule, ...rows].map(line).join('\n');
}
