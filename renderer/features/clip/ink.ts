import { marks } from './colours.ts';

/** Colours of a drawing: fixed on a picture, those of the theme on a plan. */
export interface Ink {
  readonly text: string;
  readonly shade: string;
  readonly halo: string;
  readonly other: string;
  readonly ground: string;
  readonly grid: string;
  readonly gridStrong: string;
  readonly border: string;
  readonly zones: readonly string[];
  readonly mono: string;
}

/** Value of a design token at the root, such as `--fg-0`. */
export function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** A canvas font of the mono family. `sizePx` at least 11. */
export function monoFont(sizePx: number, weight = 500): string {
  return `${weight} ${sizePx}px ${token('--font-mono') || 'monospace'}`;
}

/** Colours for marks on a picture, the same in both themes. */
export function pictureInk(): Ink {
  return {
    text: marks.text,
    shade: marks.shade,
    halo: marks.halo,
    other: marks.other,
    ground: marks.shade,
    grid: marks.halo,
    gridStrong: marks.halo,
    border: 'transparent',
    zones: marks.zones,
    mono: monoFont(11),
  };
}

/** Colours for a plan in the present theme. */
export function planInk(): Ink {
  return {
    text: token('--fg-0'),
    shade: token('--bg-1'),
    halo: token('--bg-0'),
    other: token('--fg-2'),
    ground: token('--bg-0'),
    grid: token('--bg-2'),
    gridStrong: token('--line'),
    border: token('--line'),
    zones: ['--c5', '--c3', '--c7', '--c6'].map(token),
    mono: monoFont(11),
  };
}
