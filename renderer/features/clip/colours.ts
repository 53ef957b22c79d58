type Rgb = readonly [number, number, number];

/** Viridis in five stops, the same as the tokens `--s0` to `--s4`: the picture is never themed. */
const stops: readonly Rgb[] = [
  [0x41, 0x44, 0x87],
  [0x2a, 0x78, 0x8e],
  [0x22, 0xa8, 0x84],
  [0x7a, 0xd1, 0x51],
  [0xfd, 0xe7, 0x25],
];

/** Colour of a speed on the ramp from 0 to `most` (same unit); grey where it is unknown. */
export function speedColour(speed: number, most: number): string {
  if (Number.isNaN(speed)) return 'rgb(152,161,178)';
  const at = Math.min(0.9999, Math.max(0, speed / most)) * (stops.length - 1);
  const low = stops[Math.floor(at)] ?? [0, 0, 0];
  const high = stops[Math.floor(at) + 1] ?? low;
  const mixed = low.map((value, i) => Math.round(value + ((high[i] ?? value) - value) * (at % 1)));
  return `rgb(${mixed.join(',')})`;
}

/** Colours of marks on the picture, equal in both themes. */
export const marks = {
  actor: '#e69f00',
  object: '#56b4e9',
  roleText: '#0b0d10',
  text: '#f2f4f8',
  other: 'rgba(242,244,248,.62)',
  shade: 'rgba(8,9,11,.78)',
  halo: 'rgba(8,9,11,.5)',
  zones: ['#e6c9ff', '#bfe3d6', '#ffd9a8', '#c9dcff'],
} as const;
