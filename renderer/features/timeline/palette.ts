/** Colours of the timeline in the present theme. */
export type Palette = Readonly<
  Record<
    | 'bg0'
    | 'bg1'
    | 'bg2'
    | 'bg3'
    | 'line'
    | 'lineStrong'
    | 'fg0'
    | 'fg1'
    | 'fg2'
    | 'fg3'
    | 'accent'
    | 'accentFg'
    | 'accentSoft'
    | 'accept'
    | 'reject'
    | 'warn'
    | 'stimulus'
    | 'ui'
    | 'mono',
    string
  >
>;

const names = {
  bg0: '--bg-0',
  bg1: '--bg-1',
  bg2: '--bg-2',
  bg3: '--bg-3',
  line: '--line',
  lineStrong: '--line-strong',
  fg0: '--fg-0',
  fg1: '--fg-1',
  fg2: '--fg-2',
  fg3: '--fg-3',
  accent: '--accent',
  accentFg: '--accent-fg',
  accentSoft: '--accent-soft',
  accept: '--accept',
  reject: '--reject',
  warn: '--warn',
  stimulus: '--c5',
  ui: '--font-ui',
  mono: '--font-mono',
} as const;

/** Reads the tokens that are in force. */
export function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const read = (name: string): string => style.getPropertyValue(name).trim();
  return {
    bg0: read(names.bg0),
    bg1: read(names.bg1),
    bg2: read(names.bg2),
    bg3: read(names.bg3),
    line: read(names.line),
    lineStrong: read(names.lineStrong),
    fg0: read(names.fg0),
    fg1: read(names.fg1),
    fg2: read(names.fg2),
    fg3: read(names.fg3),
    accent: read(names.accent),
    accentFg: read(names.accentFg),
    accentSoft: read(names.accentSoft),
    accept: read(names.accept),
    reject: read(names.reject),
    warn: read(names.warn),
    stimulus: read(names.stimulus),
    ui: read(names.ui),
    mono: read(names.mono),
  };
}
