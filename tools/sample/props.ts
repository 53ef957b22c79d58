import type { Place } from '#pipeline/simulation/camera';
import type { Obstacle, PlazaLayout, Point } from '#pipeline/simulation/layout';
import { createRandom } from '#pipeline/simulation/random';
import { type Brush, disc, fill, flat, scaleAt, shade, stroke, upright } from './brush.ts';

interface Leaf {
  readonly at: Place;
  readonly radiusM: number;
  readonly style: string;
}

function crownOf(tree: Obstacle): readonly Leaf[] {
  const random = createRandom(Math.round(tree.x * 100));
  const leaves = Array.from({ length: 46 }, (): Leaf => {
    const angle = random.between(0, 2 * Math.PI);
    const out = Math.sqrt(random.next()) * 1.35;
    const up = random.between(-0.85, 0.95);
    const [along, across] = [Math.cos(angle) * out * (1 - Math.abs(up) * 0.35), Math.sin(angle) * out * 0.7];
    const light = 0.16 * up - 0.12 * along + random.between(-0.05, 0.05);
    return {
      at: [tree.x + along, tree.y + across, 3.75 + up * 1.25],
      radiusM: random.between(0.38, 0.62),
      style: shade('#66794f', Math.max(-0.35, Math.min(0.25, light - 0.06))),
    };
  });
  return leaves.toSorted((a, b) => b.at[1] - a.at[1] || a.at[2] - b.at[2]);
}

const crowns = new Map<Obstacle, readonly Leaf[]>();

function paintTree(brush: Brush, tree: Obstacle): void {
  const foot: Place = [tree.x, tree.y, 0];
  const px = scaleAt(brush.camera, foot);
  fill(brush, flat(tree.x - 0.6, tree.y - 0.6, tree.x + 0.6, tree.y + 0.6), '#857c6d');
  stroke(brush, [foot, [tree.x, tree.y, 3.2]], '#5c4f42', 0.22 * px);
  stroke(
    brush,
    [
      [tree.x - 0.05, tree.y, 0],
      [tree.x - 0.05, tree.y, 2.9],
    ],
    '#6f6152',
    0.08 * px,
  );
  const crown = crowns.get(tree) ?? crownOf(tree);
  crowns.set(tree, crown);
  for (const leaf of crown) disc(brush, leaf.at, leaf.radiusM, leaf.style);
}

function paintLamp(brush: Brush, lamp: Obstacle): void {
  const px = scaleAt(brush.camera, [lamp.x, lamp.y, 0]);
  const top: Place = [lamp.x, lamp.y, 4.6];
  stroke(brush, [[lamp.x, lamp.y, 0], top], '#41474c', 0.1 * px);
  stroke(
    brush,
    [
      [lamp.x, lamp.y, 0],
      [lamp.x, lamp.y, 0.5],
    ],
    '#394045',
    0.2 * px,
  );
  stroke(brush, [top, [lamp.x + 0.75, lamp.y - 0.1, 4.7]], '#41474c', 0.09 * px);
  stroke(
    brush,
    [
      [lamp.x + 0.45, lamp.y - 0.1, 4.66],
      [lamp.x + 0.9, lamp.y - 0.1, 4.68],
    ],
    '#d8d5c8',
    0.12 * px,
  );
}

function paintPlanter(brush: Brush, planter: Obstacle): void {
  const { x, y } = planter;
  fill(brush, upright(x - 0.6, 0, x + 0.6, 0.55, y - 0.45), '#8b8378');
  fill(
    brush,
    [
      [x - 0.6, y - 0.45, 0],
      [x - 0.6, y + 0.45, 0],
      [x - 0.6, y + 0.45, 0.55],
      [x - 0.6, y - 0.45, 0.55],
    ],
    '#9c9488',
  );
  fill(brush, flat(x - 0.6, y - 0.45, x + 0.6, y + 0.45, 0.55), '#5d5346');
  const random = createRandom(Math.round(x * 10));
  for (let i = 0; i < 16; i += 1) {
    const at: Place = [
      x + random.between(-0.45, 0.45),
      y + random.between(-0.3, 0.3),
      random.between(0.65, 0.95),
    ];
    disc(brush, at, random.between(0.14, 0.22), shade('#6f8257', random.between(-0.25, 0.15)));
  }
}

function paintBench(brush: Brush, bench: Point): void {
  const { x, y } = bench;
  const px = scaleAt(brush.camera, [x, y, 0]);
  const wood = '#8d6a47';
  for (const legX of [x - 0.75, x + 0.75]) {
    stroke(
      brush,
      [
        [legX, y + 0.2, 0],
        [legX, y + 0.28, 0.82],
      ],
      '#3f4448',
      0.06 * px,
    );
    stroke(
      brush,
      [
        [legX, y - 0.22, 0],
        [legX, y - 0.22, 0.42],
      ],
      '#3f4448',
      0.06 * px,
    );
  }
  for (const z of [0.56, 0.69, 0.82])
    fill(brush, upright(x - 0.9, z - 0.05, x + 0.9, z + 0.05, y + 0.25), shade(wood, -0.08));
  for (const along of [-0.26, -0.1, 0.06])
    fill(brush, flat(x - 0.9, y + along, x + 0.9, y + along + 0.13, 0.44), shade(wood, 0.14));
  fill(brush, upright(x - 0.9, 0.38, x + 0.9, 0.44, y - 0.26), shade(wood, -0.3));
}

/** Something that stands there, with the place by which it is sorted among those who move. */
export interface Prop {
  readonly foot: Place;
  readonly paint: (brush: Brush) => void;
}

/** The plaza's trees, lamps, planters and bench. */
export function propsOf(layout: PlazaLayout): readonly Prop[] {
  const painters = { tree: paintTree, lamp: paintLamp, planter: paintPlanter, bench: undefined } as const;
  const things = layout.obstacles.flatMap((thing): readonly Prop[] => {
    const paint = painters[thing.kind];
    return paint === undefined
      ? []
      : [{ foot: [thing.x, thing.y, 0], paint: (brush) => paint(brush, thing) }];
  });
  const { bench } = layout;
  return [...things, { foot: [bench.x, bench.y, 0], paint: (brush) => paintBench(brush, bench) }];
}
