import {
  BufferTarget,
  EncodedPacket,
  EncodedVideoPacketSource,
  Mp4OutputFormat,
  Output,
  WebMOutputFormat,
} from 'mediabunny';

export interface ClipRecipe {
  readonly container: 'mp4' | 'mp4-fast-start' | 'mp4-fragments' | 'webm';
  /** Pictures in the order in which they are stored; the first must be the earliest. */
  readonly pictures: readonly { readonly timeS: number; readonly durationS: number }[];
  readonly widthPx?: number;
  readonly heightPx?: number;
}

function formatOf(container: ClipRecipe['container']): Mp4OutputFormat | WebMOutputFormat {
  if (container === 'webm') return new WebMOutputFormat();
  if (container === 'mp4-fragments') return new Mp4OutputFormat({ fastStart: 'fragmented' });
  return new Mp4OutputFormat({ fastStart: container === 'mp4' ? false : 'in-memory' });
}

/** A clip whose container is true and whose pictures are filler: enough for whatever reads dates and sizes. */
export async function buildClip(recipe: ClipRecipe): Promise<Uint8Array> {
  const target = new BufferTarget();
  const output = new Output({ format: formatOf(recipe.container), target });
  const source = new EncodedVideoPacketSource('vp9');
  output.addVideoTrack(source);
  await output.start();
  const decoderConfig = {
    codec: 'vp09.00.10.08',
    codedWidth: recipe.widthPx ?? 64,
    codedHeight: recipe.heightPx ?? 48,
    colorSpace: { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709', fullRange: false },
  } as const;
  for (const [at, { timeS, durationS }] of recipe.pictures.entries()) {
    const filler = new Uint8Array(200).fill(at % 251);
    await source.add(new EncodedPacket(filler, at === 0 ? 'key' : 'delta', timeS, durationS), {
      decoderConfig,
    });
  }
  await output.finalize();
  return new Uint8Array(target.buffer ?? new ArrayBuffer(0));
}

/** Pictures at a steady rate without those whose number is in `dropped`; each lasts until the next one shown. */
export function steadyPictures(count: number, fps: number, dropped: readonly number[] = []) {
  const kept = Array.from({ length: count }, (_, n) => n).filter((n) => !dropped.includes(n));
  return kept.map((n, at) => ({ timeS: n / fps, durationS: ((kept[at + 1] ?? count) - n) / fps }));
}
