import type { Zone } from '#contract/entities/zone';

/** A point on the ground in metres: x to the right along the road, y away from the camera. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Rect {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** One direction of traffic: its middle line and which way x it runs. */
export interface Lane {
  readonly y: number;
  readonly direction: 1 | -1;
}

/** A thing that stands on the ground and that people walk around. */
export interface Obstacle extends Point {
  readonly kind: 'tree' | 'bench' | 'lamp' | 'planter';
  readonly radiusM: number;
}

/** The plaza in metres: pavement, road, pavement, and a building whose front runs along the far side. */
export interface PlazaLayout {
  readonly widthM: number;
  readonly depthM: number;
  readonly road: Rect;
  readonly crosswalk: Rect;
  readonly lanes: readonly [Lane, Lane];
  readonly bench: Point;
  readonly benchZone: Rect;
  /** The doorway: x of its sides. */
  readonly door: { readonly x0: number; readonly x1: number };
  readonly entranceZone: Rect;
  /** y of the building's front. */
  readonly frontY: number;
  readonly obstacles: readonly Obstacle[];
}

/** How far behind the front a person who enters is out of sight, in metres. */
export const doorDepthM = 0.9;

const roadStartY = 6;
const roadEndY = 13;

function obstaclesOf(widthM: number, frontY: number, bench: Point): readonly Obstacle[] {
  const at = (share: number): number => widthM * share;
  const tree = (x: number, y: number): Obstacle => ({ kind: 'tree', x, y, radiusM: 0.35 });
  const lamp = (x: number, y: number): Obstacle => ({ kind: 'lamp', x, y, radiusM: 0.15 });
  const planter = (x: number, y: number): Obstacle => ({ kind: 'planter', x, y, radiusM: 0.6 });
  return [
    tree(at(0.1), frontY - 2.2),
    tree(at(0.58), frontY - 1.9),
    tree(at(0.72), frontY - 1.9),
    tree(at(0.86), frontY - 2.2),
    lamp(at(0.385), roadEndY + 0.6),
    lamp(at(0.81), roadEndY + 0.6),
    lamp(at(0.68), roadStartY - 0.6),
    planter(at(0.27), frontY - 0.9),
    planter(at(0.45), frontY - 0.9),
    { kind: 'bench', x: bench.x - 0.55, y: bench.y, radiusM: 0.4 },
    { kind: 'bench', x: bench.x, y: bench.y, radiusM: 0.4 },
    { kind: 'bench', x: bench.x + 0.55, y: bench.y, radiusM: 0.4 },
  ];
}

/** The plaza for a ground of `widthM` x `depthM`, at least 24 x 20 m; the road is 7 m wide at any size. */
export function plazaLayout(widthM: number, depthM: number): PlazaLayout {
  const frontY = depthM - 1.5;
  const bench = { x: widthM * 0.65, y: (roadEndY + frontY) / 2 + 0.6 };
  const doorX = widthM * 0.36;
  const crossX = widthM * 0.47;
  return {
    widthM,
    depthM,
    road: { x0: 0, y0: roadStartY, x1: widthM, y1: roadEndY },
    crosswalk: { x0: crossX - 2, y0: roadStartY, x1: crossX + 2, y1: roadEndY },
    lanes: [
      { y: roadStartY + 1.85, direction: 1 },
      { y: roadEndY - 1.85, direction: -1 },
    ],
    bench,
    benchZone: { x0: bench.x - 1.9, y0: bench.y - 1.7, x1: bench.x + 1.9, y1: bench.y + 0.9 },
    door: { x0: doorX - 1.1, x1: doorX + 1.1 },
    entranceZone: { x0: doorX - 1.6, y0: frontY - 1.8, x1: doorX + 1.6, y1: frontY + doorDepthM + 0.3 },
    frontY,
    obstacles: obstaclesOf(widthM, frontY, bench),
  };
}

/** Whether a ground point lies in a rectangle, its low edges included and its high edges not. */
export function inRect(rect: Rect, point: Point): boolean {
  return point.x >= rect.x0 && point.x < rect.x1 && point.y >= rect.y0 && point.y < rect.y1;
}

function area(id: string, { x0, y0, x1, y1 }: Rect): Zone {
  const points: [number, number][] = [
    [x0, y0],
    [x1, y0],
    [x1, y1],
    [x0, y1],
  ];
  return { id, kind: 'area', space: 'm', points };
}

/** The plaza's zones in metres: areas `road`, `crosswalk`, `bench`, `entrance` and the near kerb as the line `kerb`. */
export function plazaZones(layout: PlazaLayout): readonly Zone[] {
  const kerb: [number, number][] = [
    [layout.road.x0, layout.road.y0],
    [layout.road.x1, layout.road.y0],
  ];
  return [
    area('road', layout.road),
    area('crosswalk', layout.crosswalk),
    area('bench', layout.benchZone),
    area('entrance', layout.entranceZone),
    { id: 'kerb', kind: 'line', space: 'm', points: kerb },
  ];
}
