import { BufferTarget, CanvasSource, Mp4OutputFormat, Output } from 'mediabunny';
import { plazaScenery, sampleSeed } from '#pipeline/simulation/sample-scene';
import { createPainter } from './picture.ts';

/** Bits a second that keep the clip small and its figures clear. */
const bitrate = 360_000;
const secondsBetweenKeyPictures = 3;

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 32_768)
    text += String.fromCharCode(...bytes.subarray(i, i + 32_768));
  return btoa(text);
}

/** Paints and encodes the sample clip, the dropped pictures left out; resolves to the MP4 in base64. */
async function makeClip(): Promise<string> {
  const scenery = plazaScenery({ seed: sampleSeed });
  const { camera, presentation, simulation } = scenery;
  const canvas = new OffscreenCanvas(camera.widthPx, camera.heightPx);
  const context = canvas.getContext('2d', { alpha: false });
  if (context === null) throw new Error('This browser gives no canvas to paint on.');
  const painter = createPainter(scenery);
  const target = new BufferTarget();
  const output = new Output({ format: new Mp4OutputFormat({ fastStart: 'in-memory' }), target });
  const source = new CanvasSource(canvas, {
    codec: 'vp9',
    bitrate,
    keyFrameInterval: secondsBetweenKeyPictures,
    latencyMode: 'quality',
  });
  output.addVideoTrack(source);
  await output.start();
  for (const [frame, tick] of presentation.ticks.entries()) {
    painter.paint(context, frame);
    await source.add(tick / simulation.ticksPerS, (presentation.index.durationUs[frame] ?? 0) / 1e6);
  }
  await output.finalize();
  if (target.buffer === null) throw new Error('The encoder wrote nothing.');
  return toBase64(new Uint8Array(target.buffer));
}

/** Paints one picture as it is before encoding; resolves to a PNG in base64. */
async function makeStill(frame: number): Promise<string> {
  const scenery = plazaScenery({ seed: sampleSeed });
  const canvas = new OffscreenCanvas(scenery.camera.widthPx, scenery.camera.heightPx);
  const context = canvas.getContext('2d', { alpha: false });
  if (context === null) throw new Error('This browser gives no canvas to paint on.');
  createPainter(scenery).paint(context, frame);
  const blob = await canvas.convertToBlob({ type: 'image/png' });
  return toBase64(new Uint8Array(await blob.arrayBuffer()));
}

Object.assign(globalThis, { makeClip, makeStill });
