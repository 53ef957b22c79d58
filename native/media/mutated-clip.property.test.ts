import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { frameCount } from '#contract/entities/frame-index';
import type { ClipProbe } from '#contract/ports/media';
import { createMedia } from './mediabunny-media.ts';
import { buildClip, steadyPictures } from './testing/build-clip.ts';
import { buildReorderedClip } from './testing/build-reordered-clip.ts';
import { withEditList } from './testing/edit-list.ts';

const runs = Number(process.env['AFTERTRACK_FUZZ'] ?? 500);
const media = createMedia();
const pictures = steadyPictures(24, 30, [5, 6]);

let folder: string;
let clips: readonly Uint8Array[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mutated-clip-'));
  const whole = await buildClip({ container: 'mp4-fast-start', pictures });
  const { mp4: fragments } = await buildReorderedClip(25, true, () => 100);
  clips = [
    await buildClip({ container: 'mp4', pictures }),
    withEditList(whole, [
      { durationS: 0.2, mediaS: undefined },
      { durationS: 0.5, mediaS: 0.1 },
    ]),
    await buildClip({ container: 'mp4-fragments', pictures }),
    fragments.subarray(0, 30_000),
    await buildClip({ container: 'webm', pictures }),
  ];
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Bytes that mean much in a container: none, all, signs, sizes of boxes. */
const bytes = fc.oneof(fc.constantFrom(0, 1, 0x7f, 0x80, 0xff, 0x40, 0x10), fc.nat({ max: 255 }));

/** One change of bytes at a place that is a share of their number; most often in the first or the last part, where headers are. */
const mutation = fc.record({
  share: fc.oneof(
    fc.noBias(fc.nat({ max: 9999 })).map((n) => n / 10_000),
    fc.noBias(fc.nat({ max: 999 })).map((n) => n / 10_000),
    fc.noBias(fc.nat({ max: 1999 })).map((n) => 1 - (n + 1) / 10_000),
  ),
  kind: fc.constantFrom('set', 'set', 'set four', 'insert', 'delete', 'repeat', 'cut'),
  byte: bytes,
  length: fc.integer({ min: 1, max: 64 }),
});
type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never;

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

function mutate(clip: Uint8Array, { share, kind, byte, length }: Mutation): Uint8Array {
  const at = Math.floor(share * clip.length);
  const [head, tail] = [clip.subarray(0, at), clip.subarray(at)];
  switch (kind) {
    case 'set':
      return joined(head, Uint8Array.of(byte), tail.subarray(1));
    case 'set four':
      return joined(head, new Uint8Array(4).fill(byte), tail.subarray(4));
    case 'insert':
      return joined(head, new Uint8Array(length).fill(byte), tail);
    case 'delete':
      return joined(head, tail.subarray(length));
    case 'repeat':
      return joined(head, tail.subarray(0, length), tail);
    case 'cut':
      return clip.subarray(0, Math.max(1, at));
  }
}

/** What every frame index promises: whole numbers that ascend from 0, each picture staying until the next one. */
function faultOf({ index, timing }: ClipProbe): string | undefined {
  const { ptsUs, durationUs } = index;
  if (frameCount(index) === 0 || ptsUs[0] !== 0) return 'it does not begin at 0';
  if (![...ptsUs, timing.firstPictureUs].every(Number.isSafeInteger)) return 'a time is not whole';
  if (!durationUs.every((us) => us > 0)) return 'a picture stays for no time';
  if (timing.firstPictureUs < 0) return 'it begins before zero';
  const apart = ptsUs.subarray(1).every((us, at) => us > (ptsUs[at] ?? 0));
  return apart ? undefined : 'its times do not ascend';
}

test('a mutated clip gives a frame index that keeps its promises, or is refused by name', async () => {
  let read = 0;
  const path = join(folder, 'mutated.clip');
  const mutations = fc.array(mutation, { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: clips.length - 1 }), mutations, async (which, changes) => {
      await writeFile(path, changes.reduce(mutate, clips[which] ?? new Uint8Array(1)));
      const result = await media.probeClip(path);
      if (result.ok) {
        read += 1;
        expect(faultOf(result.value)).toBeUndefined();
      } else {
        expect(result.error.file).toBe(path);
        expect(result.error.message).toContain('mutated.clip');
      }
    }),
    { numRuns: runs, seed: 20_260_702 },
  );
  expect(read).toBeGreaterThan(runs / 10);
});
