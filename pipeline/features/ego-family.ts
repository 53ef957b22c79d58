import type { FrameSpan } from '#contract/interval';
import type { Column } from '#contract/ports/kernels';
import { cameraMotion, type CameraMotion, type SeenBox } from './camera-motion.ts';
import { isCarrier } from './camera-carrier.ts';
import type { FamilyWindow, FeatureFamily } from './family.ts';
import { at } from './numbers.ts';
import { smoothPath } from './smooth.ts';
import { missingColumn, rowPath, tracksInPictures } from './track-paths.ts';

const written = [
  'ego_vx',
  'ego_vy',
  'ego_scale',
  'vx_comp',
  'vy_comp',
  'speed_comp',
  'looming_comp',
] as const;
const wanted = ['x', 'y', 'vx', 'vy', 'looming'] as const;

/** A track on its frames inside the window: the smoothed centre of its box in pixels, its own features, and what is written. */
interface Seen {
  readonly startFrame: number;
  readonly endFrame: number;
  readonly heightPx: number;
  readonly centre: Readonly<Record<'x' | 'y' | 'vx' | 'vy', Column>>;
  readonly own: Readonly<Record<(typeof wanted)[number], Column>>;
  readonly out: Readonly<Record<(typeof written)[number], Column>>;
}

function named<Name extends string>(names: readonly Name[], column: (name: Name) => Column) {
  return Object.fromEntries(names.map((name) => [name, column(name)])) as Record<Name, Column>;
}

function seenTrack(window: FamilyWindow, track: number): Seen {
  const { source, kernels } = window;
  const { xPx, yPx, wPx, hPx } = source.table;
  const span = window.frames(track);
  const centre = named(['x', 'y', 'vx', 'vy'], () => missingColumn(span));
  const path = (slice: FrameSpan) => ({
    x: rowPath(source, track, slice, (row) => at(xPx, row) + at(wPx, row) / 2),
    y: rowPath(source, track, slice, (row) => at(yPx, row) + at(hPx, row) / 2),
  });
  smoothPath(source, track, span, kernels, path, centre);
  return {
    startFrame: span.startFrame,
    endFrame: span.endFrame,
    heightPx: at(source.heightsPx, track),
    centre,
    own: named(wanted, (name) => window.read(name, track)),
    out: named(written, (name) => window.out(name, track)),
  };
}

function boxAt({ startFrame, heightPx, centre, own }: Seen, frame: number): SeenBox | undefined {
  const i = frame - startFrame;
  if (i < 0 || Number.isNaN(at(centre.vx, i)) || Number.isNaN(heightPx)) return undefined;
  return {
    x: at(centre.x, i),
    y: at(centre.y, i),
    vx: at(centre.vx, i),
    vy: at(centre.vy, i),
    growth: at(own.looming, i),
    heightPx,
  };
}

/** The camera's motion at the feet of one track, and what of its own motion is left. */
function writeFrame({ startFrame, heightPx, own, out }: Seen, frame: number, camera: CameraMotion): void {
  const i = frame - startFrame;
  const { scale, shiftX, shiftY, middleX, middleY } = camera;
  const egoX = (shiftX + scale * (at(own.x, i) * heightPx - middleX)) / heightPx;
  const egoY = (shiftY + scale * (at(own.y, i) * heightPx - middleY)) / heightPx;
  const [vx, vy] = [at(own.vx, i) - egoX, at(own.vy, i) - egoY];
  out.ego_vx[i] = egoX;
  out.ego_vy[i] = egoY;
  out.ego_scale[i] = scale;
  out.vx_comp[i] = vx;
  out.vy_comp[i] = vy;
  out.speed_comp[i] = Math.sqrt(vx * vx + vy * vy);
  out.looming_comp[i] = at(own.looming, i) - scale;
}

function compute(window: FamilyWindow): void {
  const { source } = window;
  const { tracks, space } = source;
  if (space === 'metric') return;
  const seen = [...tracks.keys()]
    .filter((track) => window.frames(track).endFrame > window.frames(track).startFrame)
    .map((track) => ({ ...seenTrack(window, track), carries: isCarrier(source, track) }));
  for (let frame = window.window.startFrame; frame < window.window.endFrame; frame += 1) {
    const boxes = seen
      .filter(({ carries }) => !carries)
      .map((track) => boxAt(track, frame))
      .filter((box) => box !== undefined);
    const camera = cameraMotion(boxes);
    if (camera === undefined) continue;
    for (const track of seen)
      if (frame >= track.startFrame && frame < track.endFrame) writeFrame(track, frame, camera);
  }
}

/** What the camera does, and every track without it; in pictures only. Series number t is track t. */
export const egoFamily: FeatureFamily = {
  name: 'ego',
  version: 2,
  keys: ['track'],
  features: written,
  needs: ['motion', 'shape'],
  reads: ['picture'],
  series: tracksInPictures,
  compute,
};
