/**
 * Two rows of 16 black or white cells in the bottom right corner of every picture of the clip: above, the number of the
 * presented picture; below, the tick it was made at. The left cell is the most significant bit, white is 1.
 */
export const pictureStrip = { cells: 16, rows: 2, cellWidthPx: 5, cellHeightPx: 5, marginPx: 5 } as const;

/** Top left corner of a cell in a picture of `widthPx` x `heightPx`. */
export function stripCellAt(
  row: number,
  cell: number,
  widthPx: number,
  heightPx: number,
): { readonly x: number; readonly y: number } {
  const { cells, rows, cellWidthPx, cellHeightPx, marginPx } = pictureStrip;
  return {
    x: widthPx - marginPx - (cells - cell) * cellWidthPx,
    y: heightPx - marginPx - (rows - row) * cellHeightPx,
  };
}

/** The bits of a number below 65536, most significant first. */
export function stripBits(number: number): readonly boolean[] {
  const { cells } = pictureStrip;
  return Array.from({ length: cells }, (_, cell) => ((number >> (cells - 1 - cell)) & 1) === 1);
}

/** Reads both numbers from a decoded picture: RGBA bytes, rows from the top. */
export function readStrip(
  rgba: Uint8ClampedArray | Uint8Array,
  widthPx: number,
  heightPx: number,
): { readonly frame: number; readonly tick: number } {
  const { cells, cellWidthPx, cellHeightPx } = pictureStrip;
  const [middleX, middleY] = [cellWidthPx >> 1, cellHeightPx >> 1];
  const read = (row: number): number => {
    let number = 0;
    for (let cell = 0; cell < cells; cell += 1) {
      const { x, y } = stripCellAt(row, cell, widthPx, heightPx);
      const green = rgba[((y + middleY) * widthPx + x + middleX) * 4 + 1] ?? 0;
      number = number * 2 + (green > 127 ? 1 : 0);
    }
    return number;
  };
  return { frame: read(0), tick: read(1) };
}
