import {
  ALL_FORMATS,
  BufferSource,
  BufferTarget,
  canEncodeVideo,
  CanvasSource,
  Input,
  Mp4OutputFormat,
  Output,
  VideoSampleSink,
  WebMOutputFormat,
} from 'mediabunny';
import { pictureStrip, readStrip, stripBits, stripCellAt } from '#pipeline/simulation/picture-strip';

/** How a clip of numbered pictures is made. */
export interface NumberedClip {
  readonly codec: 'vp9' | 'avc' | 'av1';
  readonly container: 'mp4' | 'fragmented' | 'webm';
  /** In the order in which they are coded; the burnt number of a picture is its place in the list. */
  readonly pictures: readonly { readonly timeS: number; readonly durationS: number }[];
  readonly keyPictureEvery: number;
}

/** A picture as the browser gave it: the number burnt in, and the time it says it has. */
export interface SeenPicture {
  readonly number: number;
  readonly timeS: number;
}

const size = { width: 160, height: 96 };

type Pen = OffscreenCanvasRenderingContext2D;

function penOn(canvas: OffscreenCanvas): Pen {
  const pen = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  if (pen === null) throw new Error('This browser gives no canvas to paint on.');
  return pen;
}

function paint(pen: Pen, number: number): void {
  const { width, height } = size;
  pen.fillStyle = `hsl(${(number * 47) % 360} 40% 35%)`;
  pen.fillRect(0, 0, width, height);
  pen.fillStyle = '#ffffff';
  pen.font = '44px monospace';
  pen.fillText(String(number), 20, 56);
  for (const row of [0, 1])
    for (const [cell, on] of stripBits(number).entries()) {
      const { x, y } = stripCellAt(row, cell, width, height);
      pen.fillStyle = on ? '#ffffff' : '#000000';
      pen.fillRect(x, y, pictureStrip.cellWidthPx, pictureStrip.cellHeightPx);
    }
}

/** The number in the corner of a picture: the same in both rows, or the picture was not read well. */
function readNumber(pen: Pen): number {
  const { width, height } = pen.canvas;
  const { frame, tick } = readStrip(pen.getImageData(0, 0, width, height).data, width, height);
  return frame === tick ? frame : -1;
}

function formatOf(container: NumberedClip['container']): Mp4OutputFormat | WebMOutputFormat {
  if (container === 'webm') return new WebMOutputFormat();
  return new Mp4OutputFormat({ fastStart: container === 'mp4' ? 'in-memory' : 'fragmented' });
}

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 32_768)
    text += String.fromCharCode(...bytes.subarray(i, i + 32_768));
  return btoa(text);
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

const playable = { vp9: 'vp09.00.10.08', avc: 'avc1.4d001e', av1: 'av01.0.00M.08' } as const;

/** Whether this browser both makes and plays pictures coded so; builds without H.264 exist. */
async function hasCodec(codec: NumberedClip['codec']): Promise<boolean> {
  const plays = document.createElement('video').canPlayType(`video/mp4; codecs="${playable[codec]}"`) !== '';
  return plays && (await canEncodeVideo(codec, size));
}

/** Paints and encodes a clip; resolves to its bytes in base64. */
async function encodeClip({ codec, container, pictures, keyPictureEvery }: NumberedClip): Promise<string> {
  const canvas = new OffscreenCanvas(size.width, size.height);
  const pen = penOn(canvas);
  const target = new BufferTarget();
  const output = new Output({ format: formatOf(container), target });
  const source = new CanvasSource(canvas, {
    codec,
    bitrate: 2_000_000,
    keyFrameInterval: Number.MAX_SAFE_INTEGER,
    latencyMode: 'quality',
  });
  output.addVideoTrack(source);
  await output.start();
  for (const [number, { timeS, durationS }] of pictures.entries()) {
    paint(pen, number);
    await source.add(timeS, durationS, { keyFrame: number % keyPictureEvery === 0 });
  }
  await output.finalize();
  if (target.buffer === null) throw new Error('The encoder wrote nothing.');
  return toBase64(new Uint8Array(target.buffer));
}

/** Decodes every picture by WebCodecs, in the order in which they come out. */
async function decodeClip(base64: string): Promise<readonly SeenPicture[]> {
  const input = new Input({ formats: ALL_FORMATS, source: new BufferSource(fromBase64(base64)) });
  const track = await input.getPrimaryVideoTrack();
  if (track === null) throw new Error('The clip has no pictures.');
  const pen = penOn(new OffscreenCanvas(await track.getDisplayWidth(), await track.getDisplayHeight()));
  const seen: SeenPicture[] = [];
  for await (const sample of new VideoSampleSink(track).samples()) {
    sample.draw(pen, 0, 0);
    seen.push({ number: readNumber(pen), timeS: sample.timestamp });
    sample.close();
  }
  input.dispose();
  return seen;
}

function once(video: HTMLVideoElement, event: string): Promise<void> {
  return new Promise((resolve, reject) => {
    video.addEventListener(event, () => resolve(), { once: true });
    const fail = (): void => reject(new Error(video.error?.message ?? 'The clip cannot be played.'));
    video.addEventListener('error', fail, { once: true });
  });
}

/** The first picture that comes onto the screen after a seek; refused where none comes. */
async function seek(video: HTMLVideoElement, pen: Pen, timeS: number): Promise<SeenPicture> {
  const shown = new Promise<number>((resolve, reject) => {
    video.requestVideoFrameCallback((_nowMs, { mediaTime }) => resolve(mediaTime));
    setTimeout(() => reject(new Error(`No picture came after a seek to ${timeS} s.`)), 3000);
  });
  const sought = once(video, 'seeked');
  video.currentTime = timeS;
  const [mediaTimeS] = await Promise.all([shown, sought]);
  pen.drawImage(video, 0, 0);
  return { number: readNumber(pen), timeS: mediaTimeS };
}

/** Shows the clip in a video element and seeks to each time; what it shows and says of its time after each seek. */
async function seekClip(
  base64: string,
  mime: string,
  timesS: readonly number[],
): Promise<readonly SeenPicture[]> {
  const video = document.createElement('video');
  video.muted = true;
  document.body.append(video);
  const url = URL.createObjectURL(new Blob([fromBase64(base64)], { type: mime }));
  const loaded = once(video, 'loadeddata');
  video.src = url;
  await loaded;
  const pen = penOn(new OffscreenCanvas(video.videoWidth, video.videoHeight));
  const seen: SeenPicture[] = [];
  for (const timeS of timesS) seen.push(await seek(video, pen, timeS));
  video.remove();
  URL.revokeObjectURL(url);
  return seen;
}

Object.assign(globalThis, { hasCodec, encodeClip, decodeClip, seekClip });
