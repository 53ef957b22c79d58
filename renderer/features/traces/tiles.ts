import type { FrameSpan } from '#contract/interval';

/** Buckets of a tile. A tile of level k has this many buckets of 2^k frames, and begins at a multiple of its length. */
export const tileBuckets = 1024;

/** Buckets of 2^20 frames are longer than any clip. */
const highestLevel = 20;

/** One piece of a trace as it is asked for: two views of a trace share the tiles that both show. */
export interface TileKey {
  readonly level: number;
  readonly index: number;
}

/** Extremes of a feature over buckets of equally many frames, one after the other from `startFrame` on. */
export interface Piece {
  readonly startFrame: number;
  /** 1 where values are exact. */
  readonly bucketFrames: number;
  /** NaN where no frame of the bucket has a value. */
  readonly min: Float32Array;
  readonly max: Float32Array;
  /** 0 where every frame of the bucket has a value, 1 where some lack it, 2 where all do. */
  readonly missing: Uint8Array;
}

/** Level whose buckets are no wider than a pixel, and no narrower than half of one; 0 where there are fewer frames than two a pixel. */
export function levelFor({ startFrame, endFrame }: FrameSpan, widthPx: number): number {
  const framesPerPx = (endFrame - startFrame) / Math.max(1, widthPx);
  return framesPerPx < 2 ? 0 : Math.min(highestLevel, Math.floor(Math.log2(framesPerPx)));
}

/** The tile that holds the whole clip. */
export function rootTile(frameCount: number): TileKey {
  const level = Math.max(0, Math.ceil(Math.log2(Math.max(1, frameCount) / tileBuckets)));
  return { level: Math.min(highestLevel, level), index: 0 };
}

/** Frames of a tile. */
export function tileSpan({ level, index }: TileKey): FrameSpan {
  const frames = tileBuckets * 2 ** level;
  return { startFrame: index * frames, endFrame: (index + 1) * frames };
}

/** The tile of a level that a frame lies in. */
export function tileAt(level: number, frame: number): TileKey {
  return { level, index: Math.floor(Math.max(0, frame) / (tileBuckets * 2 ** level)) };
}

/** The tiles of a level that a window shows a part of, in order. */
export function tilesIn(window: FrameSpan, level: number): readonly TileKey[] {
  const first = tileAt(level, window.startFrame).index;
  const last = tileAt(level, Math.max(window.startFrame, Math.ceil(window.endFrame) - 1)).index;
  return Array.from({ length: last - first + 1 }, (_, i) => ({ level, index: first + i }));
}

/** The part of a piece that lies in a span; its buckets stay whole. */
export function cutPiece(piece: Piece, { startFrame, endFrame }: FrameSpan): Piece {
  const { bucketFrames } = piece;
  const from = Math.max(0, Math.floor((startFrame - piece.startFrame) / bucketFrames));
  const to = Math.max(from, Math.ceil((endFrame - piece.startFrame) / bucketFrames));
  return {
    startFrame: piece.startFrame + from * bucketFrames,
    bucketFrames,
    min: piece.min.subarray(from, to),
    max: piece.max.subarray(from, to),
    missing: piece.missing.subarray(from, to),
  };
}

/**
 * What is here of the wanted tiles, each as fine as there is: the tile itself, else the part of the finest one above it. `have`
 * answers a tile that is here.
 */
export function bestPieces(
  wanted: readonly TileKey[],
  have: (tile: TileKey) => Piece | undefined,
): readonly Piece[] {
  return wanted.flatMap((tile) => {
    const span = tileSpan(tile);
    for (let { level } = tile; level <= highestLevel; level += 1) {
      const piece = have(tileAt(level, span.startFrame));
      if (piece !== undefined) return [level === tile.level ? piece : cutPiece(piece, span)];
    }
    return [];
  });
}
