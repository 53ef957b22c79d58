import { features, type FeatureDeclaration, type FeatureSubject, type UnitPowers } from '#contract/features';

const sections: readonly (readonly [FeatureSubject, string])[] = [
  ['track', 'Of a track'],
  ['pair', 'Of two tracks within the job’s radius'],
  ['track_zone', 'Of a track and a zone'],
];

function power(symbol: string, exponent: number): string {
  return exponent === 1 ? symbol : `${symbol}^${exponent}`;
}

function unitOf({ length, angle, pixel, time }: UnitPowers): string {
  const parts = [
    ['length', length],
    ['rad', angle],
    ['px', pixel],
    ['s', time],
  ] as const;
  const text = parts.filter(([, exponent]) => exponent !== 0).map(([symbol, n]) => power(symbol, n));
  return text.length === 0 ? 'none' : text.join(' ');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

function row(feature: FeatureDeclaration): string {
  const { name, says, formula, nullRule, halfWindowS, unit } = feature;
  const cells = [`\`${name}\``, says, formula, unitOf(unit), `${halfWindowS} s`, nullRule];
  return `| ${cells.map(cell).join(' | ')} |`;
}

function section(subject: FeatureSubject, title: string): string {
  const rows = features.filter((feature) => feature.subject === subject).map(row);
  const head =
    '| name | says | formula | unit | half window | missing |\n| --- | --- | --- | --- | --- | --- |';
  return [`## ${title}`, '', head, ...rows].join('\n');
}

/** The page of all declared features, as Markdown. */
export function featureDoc(): string {
  const intro = [
    '# Features',
    '',
    'The numbers that rules read, made from `contract/features.ts`; `vitest run pipeline/features -u` writes this page anew.',
    '',
    'A *length* is a metre in a metric source and the track’s own median box height (for a pair, the mean of the two) in any',
    'other. Positions are ground points: the metres of the table, else the bottom centre of the box. In a picture y points down,',
    'on the ground it points north; left is left in both. A zone in pixels goes to the ground of a metric source through its',
    'homography; without one only `inside` is known. A zone in metres is left out of a source without metres.',
    'A half window is how many seconds before and after a picture its value depends on.',
  ];
  const parts = sections.map(([subject, title]) => section(subject, title));
  return `${[intro.join('\n'), ...parts].join('\n\n')}\n`;
}
