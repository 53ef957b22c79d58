import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bestPieces,
  levelFor,
  rootTile,
  tileAt,
  tileBuckets,
  tilesIn,
  tileSpan,
  type Piece,
  type TileKey,
} from './tiles.ts';

const match = 90 * 60 * 25;
const window = fc
  .record({
    startFrame: fc.double({ min: 0, max: match, noNaN: true }),
    length: fc.integer({ min: 12, max: match }),
  })
  .map(({ startFrame, length }) => ({ startFrame, endFrame: startFrame + length }));

function pieceAt(tile: TileKey): Piece {
  const min = new Float32Array(tileBuckets).fill(tile.level);
  return {
    startFrame: tileSpan(tile).startFrame,
    bucketFrames: 2 ** tile.level,
    min,
    max: min,
    missing: new Uint8Array(tileBuckets),
  };
}

describe('tiles', () => {
  test('the whole of a match of 90 minutes is one, and of a short clip too', () => {
    expect(rootTile(match)).toEqual({ level: 8, index: 0 });
    expect(tileSpan(rootTile(match)).endFrame).toBeGreaterThanOrEqual(match);
    expect(rootTile(500)).toEqual({ level: 0, index: 0 });
    expect(rootTile(1024)).toEqual({ level: 0, index: 0 });
  });

  test('cover the window, few of them, with buckets that no pixel is narrower than', () => {
    fc.assert(
      fc.property(window, fc.integer({ min: 50, max: 4000 }), (shown, widthPx) => {
        const level = levelFor(shown, widthPx);
        const spans = tilesIn(shown, level).map(tileSpan);
        expect(spans[0]?.startFrame).toBeLessThanOrEqual(shown.startFrame);
        expect(spans.at(-1)?.endFrame).toBeGreaterThanOrEqual(shown.endFrame);
        expect(spans.length).toBeLessThanOrEqual(2 + Math.ceil((2 * widthPx) / tileBuckets));
        const frames = shown.endFrame - shown.startFrame;
        if (level > 0) expect(2 ** level).toBeLessThanOrEqual(frames / widthPx);
      }),
      { seed: 90, numRuns: 300 },
    );
  });
});

describe('what is here of a trace', () => {
  const wanted = [tileAt(2, 4096), tileAt(2, 8192)];

  test('is nothing before anything has come', () => {
    expect(bestPieces(wanted, () => undefined)).toEqual([]);
  });

  test('is the part of a coarser tile until the wanted one comes', () => {
    const pieces = bestPieces(wanted, (tile) =>
      tile.level === 8 || (tile.level === 2 && tile.index === 1) ? pieceAt(tile) : undefined,
    );
    expect(pieces.map(({ startFrame, bucketFrames, min }) => [startFrame, bucketFrames, min.length])).toEqual(
      [
        [4096, 4, 1024],
        [8192, 256, 16],
      ],
    );
  });

  test('is one whole bucket where that is longer than the wanted tile', () => {
    const [piece] = bestPieces([tileAt(0, 3000)], (tile) => (tile.level === 12 ? pieceAt(tile) : undefined));
    expect([piece?.startFrame, piece?.bucketFrames, piece?.min.length]).toEqual([0, 4096, 1]);
  });
});
