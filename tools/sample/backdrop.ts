import type { Place } from '#pipeline/simulation/camera';
import type { PlazaLayout } from '#pipeline/simulation/layout';
import { createRandom } from '#pipeline/simulation/random';
import { type Brush, fill, flat, shade, shadowOf, upright } from './brush.ts';

const colors = {
  paving: '#b4afa5',
  joint: 'rgba(70, 66, 60, 0.16)',
  road: '#5d6168',
  kerb: '#cfcbc2',
  kerbSide: '#85827b',
  paint: '#e4e2db',
  tactile: '#b79f62',
  wall: '#9a8f84',
  plinth: '#7a726a',
  glass: '#4c5a66',
  frame: '#6f675f',
  doorway: '#2c3036',
} as const;

const [leftX, rightX, frontEdgeY] = [-20, 90, -7];
const wallTopM = 10.5;

function paintPaving(brush: Brush, layout: PlazaLayout): void {
  fill(brush, flat(leftX, frontEdgeY, rightX, layout.frontY), colors.paving);
  const random = createRandom(7);
  const slabM = 1.5;
  for (let x = leftX; x < rightX; x += slabM)
    for (let y = frontEdgeY; y < layout.frontY; y += slabM) {
      const tone = random.between(-0.035, 0.035);
      fill(brush, flat(x, y, x + slabM, Math.min(y + slabM, layout.frontY)), shade(colors.paving, tone));
    }
  for (let x = leftX; x < rightX; x += slabM) {
    const w = 0.018;
    fill(brush, flat(x, frontEdgeY, x + w, layout.frontY), colors.joint);
  }
  for (let y = frontEdgeY; y < layout.frontY; y += slabM)
    fill(brush, flat(leftX, y, rightX, y + 0.025), colors.joint);
}

/** The darker band on which people ride. */
function paintBand(brush: Brush, layout: PlazaLayout): void {
  const { road } = layout;
  fill(brush, flat(leftX, road.y1 + 1.2, rightX, road.y1 + 2.7), 'rgba(112, 98, 84, 0.28)');
}

function paintRoad(brush: Brush, layout: PlazaLayout): void {
  const { road, crosswalk } = layout;
  fill(brush, flat(leftX, road.y0, rightX, road.y1), colors.road);
  for (const [inner, outer] of [
    [road.y0 + 0.35, road.y0],
    [road.y1, road.y1 - 0.35],
  ] as const)
    fill(brush, flat(leftX, outer, rightX, inner), 'rgba(30, 32, 36, 0.22)');
  const middle = (road.y0 + road.y1) / 2;
  for (let x = leftX; x < rightX; x += 4) {
    const end = x + 2;
    if (end > crosswalk.x0 - 1.6 && x < crosswalk.x1 + 1.6) continue;
    fill(brush, flat(x, middle - 0.07, end, middle + 0.07), colors.paint);
  }
  fill(brush, flat(crosswalk.x0 - 1.25, road.y0 + 0.2, crosswalk.x0 - 0.95, middle - 0.25), colors.paint);
  fill(brush, flat(crosswalk.x1 + 0.95, middle + 0.25, crosswalk.x1 + 1.25, road.y1 - 0.2), colors.paint);
  const bars = 7;
  const barM = (road.y1 - road.y0) / bars;
  for (let bar = 0; bar < bars; bar += 1) {
    const y = road.y0 + (bar + 0.25) * barM;
    fill(brush, flat(crosswalk.x0, y, crosswalk.x1, y + barM / 2), colors.paint);
  }
}

function paintKerbs(brush: Brush, layout: PlazaLayout): void {
  const { road, crosswalk } = layout;
  fill(brush, flat(leftX, road.y0 - 0.28, rightX, road.y0), colors.kerb);
  fill(brush, flat(leftX, road.y1, rightX, road.y1 + 0.28), colors.kerb);
  fill(brush, upright(leftX, 0, rightX, 0.1, road.y1), colors.kerbSide);
  for (const y of [road.y0 - 0.95, road.y1 + 0.35])
    fill(brush, flat(crosswalk.x0, y, crosswalk.x1, y + 0.6), colors.tactile);
}

function paintWindow(brush: Brush, x: number, z0: number, widthM: number, heightM: number, y: number): void {
  fill(brush, upright(x - 0.1, z0 - 0.1, x + widthM + 0.1, z0 + heightM + 0.1, y), colors.frame);
  fill(brush, upright(x, z0, x + widthM, z0 + heightM, y), colors.glass);
  fill(brush, upright(x, z0 + heightM * 0.55, x + widthM, z0 + heightM, y), shade(colors.glass, 0.1));
  fill(brush, upright(x + widthM / 2 - 0.04, z0, x + widthM / 2 + 0.04, z0 + heightM, y), colors.frame);
}

function paintBuilding(brush: Brush, layout: PlazaLayout): void {
  const y = layout.frontY;
  fill(brush, upright(leftX, 0, rightX, wallTopM, y), colors.wall);
  fill(brush, upright(leftX, 3.25, rightX, 3.5, y), shade(colors.wall, 0.16));
  fill(brush, upright(leftX, 0, rightX, 0.5, y), colors.plinth);
  const doorMiddle = (layout.door.x0 + layout.door.x1) / 2;
  for (let bay = -5; bay < 16; bay += 1) {
    const x = doorMiddle + bay * 4.4 - 1.3;
    paintWindow(brush, x, 4.3, 2.6, 1.9, y);
    paintWindow(brush, x, 7.4, 2.6, 1.9, y);
    if (bay !== 0) paintWindow(brush, x - 0.3, 0.75, 3.2, 1.95, y);
  }
  // The wall's foot lies in a soft shade of its own.
  fill(brush, flat(leftX, y - 0.35, rightX, y), 'rgba(40, 38, 36, 0.18)');
}

/** The opening of the door in the building's front, in metres. */
export function doorOpening(layout: PlazaLayout): readonly Place[] {
  return upright(layout.door.x0, 0, layout.door.x1, 2.55, layout.frontY);
}

/** The wall that shows through the open door, in front of which people vanish. */
export function paintDoorway(brush: Brush, layout: PlazaLayout): void {
  const { door, frontY } = layout;
  fill(brush, upright(door.x0 - 0.22, 0, door.x1 + 0.22, 2.8, frontY), shade(colors.plinth, 0.1));
  fill(brush, doorOpening(layout), colors.doorway);
  const back = frontY + 1.3;
  const floor: readonly Place[] = [
    [door.x0, frontY, 0],
    [door.x1, frontY, 0],
    [door.x1, back, 0],
    [door.x0 + 0.55, back, 0],
  ];
  fill(brush, floor, '#565759');
}

/** The canopy over the door and its shade. */
export function paintCanopy(brush: Brush, layout: PlazaLayout): void {
  const { door, frontY } = layout;
  const [x0, x1, y] = [door.x0 - 0.6, door.x1 + 0.6, frontY - 1.1];
  fill(brush, upright(x0, 2.35, x1, 2.75, frontY), 'rgba(30, 28, 26, 0.3)');
  fill(brush, flat(x0, y, x1, frontY, 2.95), '#5f6f78');
  fill(brush, upright(x0, 2.75, x1, 2.95, y), '#47545c');
  fill(
    brush,
    [
      [x0, y, 2.75],
      [x0, frontY, 2.75],
      [x0, frontY, 2.95],
      [x0, y, 2.95],
    ],
    '#4f5d66',
  );
}

function paintStaticShadows(brush: Brush, layout: PlazaLayout): void {
  const dark = 'rgba(34, 34, 42, 0.24)';
  for (const thing of layout.obstacles) {
    if (thing.kind === 'tree') {
      const ring = Array.from({ length: 20 }, (_, i): Place => {
        const angle = (i / 20) * 2 * Math.PI;
        const [cx, cy] = shadowOf([thing.x, thing.y, 3.6]);
        return [cx + Math.cos(angle) * 1.75, cy + Math.sin(angle) * 1.2, 0];
      });
      fill(brush, ring, dark);
    }
    if (thing.kind === 'lamp') fill(brush, thinShadow([thing.x, thing.y, 0], 4.6), dark);
    if (thing.kind === 'planter')
      fill(brush, flat(thing.x - 0.3, thing.y - 0.3, thing.x + 1.1, thing.y + 0.75), dark);
  }
  const { bench } = layout;
  fill(brush, flat(bench.x - 0.85, bench.y - 0.15, bench.x + 1.25, bench.y + 0.4), dark);
}

function thinShadow([x, y]: Place, heightM: number): readonly Place[] {
  const [tipX, tipY] = shadowOf([x, y, heightM]);
  return [
    [x - 0.04, y - 0.05, 0],
    [x + 0.04, y + 0.05, 0],
    [tipX + 0.04, tipY + 0.05, 0],
    [tipX - 0.04, tipY - 0.05, 0],
  ];
}

/** Everything that never moves and that nobody is behind. */
export function paintBackdrop(brush: Brush, layout: PlazaLayout): void {
  const { context, camera } = brush;
  context.fillStyle = '#9aa2a6';
  context.fillRect(0, 0, camera.widthPx, camera.heightPx);
  paintPaving(brush, layout);
  paintBand(brush, layout);
  paintRoad(brush, layout);
  paintKerbs(brush, layout);
  paintStaticShadows(brush, layout);
  paintBuilding(brush, layout);
  paintDoorway(brush, layout);
}
