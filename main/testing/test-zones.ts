import type { Zone } from '#contract/entities/zone';

/** Three zones in pixels: an area, a line and one more area that overlaps the first. */
export const testZones: readonly Zone[] = [
  {
    id: 'square',
    kind: 'area',
    space: 'px',
    points: [
      [100, 100],
      [300, 100],
      [300, 300],
      [100, 300],
    ],
  },
  {
    id: 'kerb',
    kind: 'line',
    space: 'px',
    points: [
      [0, 250],
      [200, 250],
      [400, 200],
    ],
  },
  {
    id: 'notch',
    kind: 'area',
    space: 'px',
    points: [
      [50, 50],
      [350, 60],
      [200, 200],
      [340, 330],
    ],
  },
];
