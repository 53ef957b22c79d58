import { pcmSize } from '#native/media/testing/pcm-h264';
import { pictureStrip, stripBits, stripCellAt } from '#pipeline/simulation/picture-strip';

const [black, grey, white] = [16, 110, 235];

/** Digits of 3 x 5 points, rows from the top, most significant bit first. */
const digits = [0x7b6f, 0x2c97, 0x73e7, 0x73cf, 0x5bc9, 0x79cf, 0x79ef, 0x7292, 0x7bef, 0x7bcf] as const;
const pointPx = 3;

function isInDigit(number: number, x: number, y: number): boolean {
  const place = Math.floor(x / (4 * pointPx));
  const digit = digits[Number(String(number)[place] ?? Number.NaN)];
  const [column, row] = [Math.floor(x / pointPx) - place * 4, Math.floor(y / pointPx)];
  if (digit === undefined || column > 2 || row > 4) return false;
  return ((digit >> (14 - row * 3 - column)) & 1) === 1;
}

/** The level of a pixel of the picture with this number: its strip in the corner, and the number as digits. */
export function numberedLuma(number: number, x: number, y: number): number {
  const { widthPx, heightPx } = pcmSize;
  const { cells, rows, cellWidthPx, cellHeightPx } = pictureStrip;
  const corner = stripCellAt(0, 0, widthPx, heightPx);
  const [cell, row] = [Math.floor((x - corner.x) / cellWidthPx), Math.floor((y - corner.y) / cellHeightPx)];
  if (cell >= 0 && cell < cells && row >= 0 && row < rows)
    return stripBits(number)[cell] === true ? white : black;
  return isInDigit(number, x, y) ? white : grey;
}
