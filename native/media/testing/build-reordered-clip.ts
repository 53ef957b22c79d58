import { BufferTarget, EncodedPacket, EncodedVideoPacketSource, Mp4OutputFormat, Output } from 'mediabunny';
import { pcmDescription, pcmPicture, pcmSize } from './pcm-h264.ts';

const between = 2;

interface Coded {
  readonly number: number;
  readonly key: boolean;
  readonly reference: boolean;
}

/** Numbers in the order of storage: a key picture, then each time one picture before the two that are shown ahead of it. */
function storedOrder(groups: number, perGroup: number): readonly Coded[] {
  return Array.from({ length: groups }, (_, group) => {
    const first = group * (perGroup * (between + 1) + 1);
    const later = Array.from({ length: perGroup }, (__, n) => first + (n + 1) * (between + 1)).flatMap(
      (number) => [
        { number, key: false, reference: true },
        { number: number - 2, key: false, reference: false },
        { number: number - 1, key: false, reference: false },
      ],
    );
    return [{ number: first, key: true, reference: true }, ...later];
  }).flat();
}

export interface ReorderedClip {
  readonly mp4: Uint8Array;
  readonly pictures: number;
}

/**
 * An H.264 MP4 of two groups of 13 pictures at `fps` whose storage order is not their presentation order, as B-frames make it.
 * `lumaAt` paints the picture of a number, 96 x 32 pixels, 16 for black and 235 for white.
 */
export async function buildReorderedClip(
  fps: number,
  fragmented: boolean,
  lumaAt: (number: number, x: number, y: number) => number,
): Promise<ReorderedClip> {
  const target = new BufferTarget();
  const format = new Mp4OutputFormat({ fastStart: fragmented ? 'fragmented' : 'in-memory' });
  const output = new Output({ format, target });
  const source = new EncodedVideoPacketSource('avc');
  output.addVideoTrack(source);
  await output.start();
  const decoderConfig = {
    codec: 'avc1.4d001e',
    codedWidth: pcmSize.widthPx,
    codedHeight: pcmSize.heightPx,
    description: pcmDescription(),
    colorSpace: { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709', fullRange: false },
  } as const;
  const stored = storedOrder(2, 4);
  let keyNumber = 0;
  let references = 0;
  for (const { number, key, reference } of stored) {
    if (key) {
      keyNumber = number;
      references = 0;
    }
    const coded = { key, reference, frameNumber: references, order: number - keyNumber };
    const bytes = pcmPicture(coded, (x, y) => lumaAt(number, x, y));
    if (reference) references += 1;
    await source.add(new EncodedPacket(bytes, key ? 'key' : 'delta', number / fps, 1 / fps), {
      decoderConfig,
    });
  }
  await output.finalize();
  return { mp4: new Uint8Array(target.buffer ?? new ArrayBuffer(0)), pictures: stored.length };
}
