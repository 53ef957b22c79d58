import { pictureStrip, stripBits, stripCellAt } from '#pipeline/simulation/picture-strip';
import type { Scenery } from '#pipeline/simulation/sample-scene';
import type { SimulatedAgent } from '#pipeline/simulation/simulate';
import type { Place } from '#pipeline/simulation/camera';
import type { Posture } from '#pipeline/simulation/figure';
import { doorOpening, paintBackdrop, paintCanopy } from './backdrop.ts';
import { type Brush, clipTo, type Context, depthAt } from './brush.ts';
import { type CarPose, carColor, paintCar, paintCarShadow } from './cars.ts';
import { lookOf, paintBodyShadow, paintCyclist, paintCyclistShadow, paintPerson } from './people.ts';
import { propsOf } from './props.ts';

/** Paints the pictures of a scene one by one. */
export interface Painter {
  /** Paints the presented picture `frame`. */
  readonly paint: (context: Context, frame: number) => void;
}

interface Item {
  readonly foot: Place;
  readonly paint: (brush: Brush) => void;
}

function postureOf(agent: SimulatedAgent, at: number): Posture {
  const { xM, yM, vxMps, vyMps, headingRad, gaitRad } = agent.motion;
  const [vx, vy] = [vxMps[at] ?? 0, vyMps[at] ?? 0];
  return {
    xM: xM[at] ?? 0,
    yM: yM[at] ?? 0,
    headingRad: headingRad[at] ?? 0,
    gaitRad: gaitRad[at] ?? 0,
    speedMps: Math.sqrt(vx * vx + vy * vy),
    heightM: agent.className === 'cyclist' ? 1.75 : agent.heightM,
    rides: agent.className === 'cyclist',
  };
}

function carOf(agent: SimulatedAgent, at: number, index: number): CarPose {
  const { xM, yM, headingRad, gaitRad, braking } = agent.motion;
  return {
    xM: xM[at] ?? 0,
    yM: yM[at] ?? 0,
    headingRad: headingRad[at] ?? 0,
    wheelRad: gaitRad[at] ?? 0,
    braking: braking[at] === 1,
    color: carColor(index),
  };
}

interface Moving extends Item {
  readonly shadow: (brush: Brush) => void;
}

function movingAt(scenery: Scenery, tick: number): readonly Moving[] {
  const cars = scenery.simulation.agents.filter(({ className }) => className === 'car');
  return scenery.simulation.agents.flatMap((agent, index): readonly Moving[] => {
    if (tick < agent.startTick || tick >= agent.endTick) return [];
    const at = tick - agent.startTick;
    if (agent.className === 'car') {
      const car = carOf(agent, at, cars.indexOf(agent));
      return [
        {
          foot: [car.xM, car.yM, 0],
          paint: (brush) => paintCar(brush, car),
          shadow: (brush) => paintCarShadow(brush, car),
        },
      ];
    }
    const posture = postureOf(agent, at);
    const look = lookOf(index);
    const [paint, shadow] = posture.rides
      ? [paintCyclist, paintCyclistShadow]
      : [paintPerson, paintBodyShadow];
    return [
      {
        foot: [posture.xM, posture.yM, 0],
        paint: (brush) => paint(brush, posture, look),
        shadow: (brush) => shadow(brush, posture),
      },
    ];
  });
}

function paintStrip({ context, camera }: Brush, numbers: readonly [frame: number, tick: number]): void {
  const { cells, rows, cellWidthPx, cellHeightPx } = pictureStrip;
  const corner = stripCellAt(0, 0, camera.widthPx, camera.heightPx);
  context.fillStyle = '#101214';
  context.fillRect(corner.x - 2, corner.y - 2, cells * cellWidthPx + 4, rows * cellHeightPx + 4);
  context.fillStyle = '#f2f2ee';
  numbers.forEach((number, row) => {
    stripBits(number).forEach((bit, cell) => {
      const { x, y } = stripCellAt(row, cell, camera.widthPx, camera.heightPx);
      if (bit) context.fillRect(x, y, cellWidthPx, cellHeightPx);
    });
  });
}

function layer(widthPx: number, heightPx: number): Context {
  const context = new OffscreenCanvas(widthPx, heightPx).getContext('2d');
  if (context === null) throw new Error('This browser gives no canvas to paint on.');
  return context;
}

function paintBehindDoor(brush: Brush, scenery: Scenery, item: Item): void {
  brush.context.save();
  clipTo(brush, doorOpening(scenery.simulation.layout));
  item.paint(brush);
  brush.context.fillStyle = 'rgba(20, 22, 26, 0.4)';
  brush.context.fillRect(0, 0, brush.camera.widthPx, brush.camera.heightPx);
  brush.context.restore();
}

/** A painter of a scene; what never moves is painted once. */
export function createPainter(scenery: Scenery): Painter {
  const { camera, simulation, presentation } = scenery;
  const { layout } = simulation;
  const backdrop = layer(camera.widthPx, camera.heightPx);
  paintBackdrop({ context: backdrop, camera }, layout);
  const shadows = layer(camera.widthPx, camera.heightPx);
  const props: readonly Item[] = propsOf(layout);
  const canopy: Item = {
    foot: [layout.door.x0, layout.frontY - 1.1, 0],
    paint: (brush) => paintCanopy(brush, layout),
  };
  return {
    paint: (context, frame) => {
      const tick = presentation.ticks[frame] ?? 0;
      const brush = { context, camera };
      const moving = movingAt(scenery, tick);
      shadows.clearRect(0, 0, camera.widthPx, camera.heightPx);
      for (const item of moving)
        if (item.foot[1] < layout.frontY - 0.2) item.shadow({ context: shadows, camera });
      context.drawImage(backdrop.canvas, 0, 0);
      context.globalAlpha = 0.26;
      context.drawImage(shadows.canvas, 0, 0);
      context.globalAlpha = 1;
      for (const item of moving) if (item.foot[1] > layout.frontY) paintBehindDoor(brush, scenery, item);
      const before = [...props, canopy, ...moving.filter((item) => item.foot[1] <= layout.frontY)];
      const sorted = before.toSorted((a, b) => depthAt(camera, b.foot) - depthAt(camera, a.foot));
      for (const item of sorted) item.paint(brush);
      paintStrip(brush, [frame, tick]);
    },
  };
}
