import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { partsOfEvent } from '#ontology/event-parts';
import { relationNames } from '#ontology/syntax';
import { planCandidates } from './plan.ts';
import { propose } from './propose.ts';
import { askedOntology, fastAndFar } from './testing/asked-ontology.ts';
import { buildScene } from './testing/scene-builder.ts';

const page = readFileSync(new URL('../../docs/ontology.md', import.meta.url), 'utf8');

/** Cells of the first table behind these words, without its head. */
function tableBehind(words: string): readonly (readonly string[])[] {
  const lines = page.slice(page.indexOf(words)).split('\n');
  const first = lines.findIndex((line) => line.startsWith('|---'));
  const rest = lines.slice(first + 1);
  return rest
    .slice(
      0,
      rest.findIndex((line) => !line.startsWith('|')),
    )
    .map((line) => line.split(' | ').map((cell) => cell.replaceAll(/^\| | \|$/g, '').trim()));
}

/** The figures that stand in a cell, each row of them in quotes. */
function figuresIn(cell: string | undefined): readonly string[] {
  return [...(cell ?? '').matchAll(/`([^`]+)`/g)].map(([, figures = '']) => figures);
}

const asked = (rule: string) => askedOntology(rule, { more: fastAndFar });

/** What a rule finds of these speeds and places, ten frames a second. */
function found(rule: string, speed: string, x = speed): string {
  const numbers = (figures: string) =>
    Array.from(figures, (figure) => ('.#'.includes(figure) ? 2 * Number(figure === '#') : Number(figure)));
  const scene = buildScene({ tracks: [{ id: 'a', columns: { speed: numbers(speed), x: numbers(x) } }] });
  return propose(planCandidates(asked(rule)), scene)
    .candidates.map(({ startFrame, endFrame }) => `${startFrame}-${endFrame}`)
    .join(', ');
}

describe('the relation', () => {
  const rows = tableBehind('**Relations.**').map((cells) => cells.map((cell) => figuresIn(cell)[0] ?? ''));

  test.each(rows)('%s of %s holds to %s and not to %s', (relation, a = '', holds, fails) => {
    const rule = `fast(actor) ${relation} far(actor)`;
    expect(found(rule, a, holds)).toBe(`${a.indexOf('#')}-${a.lastIndexOf('#') + 1}`);
    expect(found(rule, a, fails)).toBe('');
  });

  test('is drawn for all thirteen', () => {
    expect(rows.map(([relation]) => relation)).toEqual(relationNames);
  });
});

/** What the table is to have a row about. */
const operators =
  'for gaps hysteresis onset offset always eventually until since window lag sequence starts repeat union intersection except related';

describe('the operator over time', () => {
  const rows = tableBehind('**Operators over time.**').map(([rule, figures, bouts, others]) => ({
    rule: figuresIn(rule)[0] ?? '',
    holds: figuresIn(figures),
    bouts: bouts ?? '',
    fails: figuresIn(others),
  }));

  test.each(rows)('$rule', ({ rule, holds, bouts, fails }) => {
    expect(bouts).not.toBe('');
    expect(found(rule, holds[0] ?? '', holds[1])).toBe(bouts);
    expect(found(rule, fails[0] ?? '', fails[1])).toBe('');
  });

  test('is drawn for all of them', () => {
    const ops = rows.flatMap(({ rule }) =>
      asked(rule)
        .events.filter(({ name }) => name === 'asked')
        .flatMap((event) => partsOfEvent(event).map(({ op }) => op)),
    );
    expect(operators.split(' ').filter((op) => !ops.some((one) => one === op))).toEqual([]);
  });
});
