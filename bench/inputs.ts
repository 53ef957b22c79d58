import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Column, FramePoints, Polygons } from '#contract/ports/kernels';
import { createWasmKernels } from '#native/kernels/wasm-kernels';
import { type Motion, motionRoom, smooth } from './smooth.ts';
import { crowdOf, makeField, makeVisitors, makeZones, type Tracks, withGaps } from './workload.ts';

/** The inputs of every kernel; `motion` is the field's own smoothed motion, from which pairs and change points start. */
export interface KernelInputs {
  readonly field: Tracks;
  readonly holed: Tracks;
  readonly visitors: Tracks;
  readonly motion: Motion;
  readonly zones: Polygons;
  readonly crowd: FramePoints;
}

/** All inputs, of W over so many frames and W2 over so many. */
export function makeInputs(fieldFrames = 135_000, crowdFrames = 18_000): KernelInputs {
  const field = makeField(fieldFrames);
  const visitors = makeVisitors(crowdFrames);
  const motion = motionRoom(field.x.length);
  smooth(createWasmKernels(), field, motion);
  return { field, holed: withGaps(field), visitors, motion, zones: makeZones(), crowd: crowdOf(visitors) };
}

type Columns = Readonly<Record<string, Float32Array | Int32Array>>;

function columnsOf({ field, holed, visitors, motion, zones, crowd }: KernelInputs): Columns {
  const { x, y, vx, vy, speed } = motion;
  return {
    'field.start': field.start,
    'field.x': field.x,
    'field.y': field.y,
    'holed.x': holed.x,
    'holed.y': holed.y,
    'visitors.start': visitors.start,
    'visitors.x': visitors.x,
    'visitors.y': visitors.y,
    'motion.x': x,
    'motion.y': y,
    'motion.vx': vx,
    'motion.vy': vy,
    'motion.speed': speed,
    'zones.start': zones.start,
    'zones.x': zones.x,
    'zones.y': zones.y,
    'crowd.frameStart': crowd.frameStart,
    'crowd.x': crowd.x,
    'crowd.y': crowd.y,
    'crowd.vx': crowd.vx,
    'crowd.vy': crowd.vy,
  };
}

/** Writes every column into a folder, as both languages read them: 4 bytes a value. */
export async function writeInputs(inputs: KernelInputs, folder: string): Promise<void> {
  for (const [name, column] of Object.entries(columnsOf(inputs))) await writeFile(join(folder, name), column);
}

/** Reads the columns of some inputs back; those of all others are empty. */
export async function readInputs(folder: string, wanted: readonly string[]): Promise<KernelInputs> {
  const bytesOf = async (name: string): Promise<ArrayBuffer> => {
    if (!wanted.includes(name.split('.')[0] ?? '')) return new ArrayBuffer(0);
    const { buffer, byteOffset, byteLength } = await readFile(join(folder, name));
    return byteOffset === 0 && buffer instanceof ArrayBuffer && buffer.byteLength === byteLength
      ? buffer
      : Uint8Array.from(new Uint8Array(buffer, byteOffset, byteLength)).buffer;
  };
  const floats = async (name: string): Promise<Column> => new Float32Array(await bytesOf(name));
  const ints = async (name: string) => new Int32Array(await bytesOf(name));
  const [fieldStart, visitorsStart] = [await ints('field.start'), await ints('visitors.start')];
  const plane = async (name: string) => ({ x: await floats(`${name}.x`), y: await floats(`${name}.y`) });
  const velocities = async (name: string) => ({
    vx: await floats(`${name}.vx`),
    vy: await floats(`${name}.vy`),
  });
  return {
    field: { fps: 25, start: fieldStart, ...(await plane('field')) },
    holed: { fps: 25, start: fieldStart, ...(await plane('holed')) },
    visitors: { fps: 30, start: visitorsStart, ...(await plane('visitors')) },
    motion: {
      ...motionRoom(0),
      ...(await plane('motion')),
      ...(await velocities('motion')),
      speed: await floats('motion.speed'),
    },
    zones: { start: await ints('zones.start'), ...(await plane('zones')) },
    crowd: {
      frameStart: await ints('crowd.frameStart'),
      ...(await plane('crowd')),
      ...(await velocities('crowd')),
    },
  };
}
