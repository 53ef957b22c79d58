/** Width and height of the pictures: whole macroblocks that hold a number as two rows of cells. */
export const pcmSize = { widthPx: 96, heightPx: 32 } as const;

const macroblockPx = 16;
const columns = pcmSize.widthPx / macroblockPx;
const rows = pcmSize.heightPx / macroblockPx;
const profile = [0x4d, 0x00, 0x1e] as const;
const frameNumberBits = 8;
const orderBits = 12;

interface BitWriter {
  bits(value: number, count: number): void;
  /** Unsigned exponential Golomb code (ITU-T H.264, 9.1). */
  golomb(value: number): void;
  align(): void;
  bytes(): Uint8Array;
}

function createBitWriter(): BitWriter {
  const digits: number[] = [];
  const bits = (value: number, count: number): void => {
    for (let at = count - 1; at >= 0; at -= 1) digits.push((value >> at) & 1);
  };
  const align = (): void => {
    while (digits.length % 8 !== 0) digits.push(0);
  };
  return {
    bits,
    align,
    golomb(value) {
      const length = 32 - Math.clz32(value + 1);
      bits(0, length - 1);
      bits(value + 1, length);
    },
    bytes() {
      align();
      return Uint8Array.from({ length: digits.length / 8 }, (_, n) =>
        digits.slice(n * 8, n * 8 + 8).reduce((byte, digit) => byte * 2 + digit, 0),
      );
    },
  };
}

/** A unit with its header, its end bit, and the bytes that keep start codes out of it (7.4.1). */
function unitOf(header: number, writer: BitWriter): Uint8Array {
  writer.bits(1, 1);
  const bytes: number[] = [header];
  let zeros = 0;
  for (const byte of writer.bytes()) {
    if (zeros >= 2 && byte <= 3) {
      bytes.push(3);
      zeros = 0;
    }
    bytes.push(byte);
    zeros = byte === 0 ? zeros + 1 : 0;
  }
  return Uint8Array.from(bytes);
}

function sequenceSet(): Uint8Array {
  const writer = createBitWriter();
  for (const byte of profile) writer.bits(byte, 8);
  writer.golomb(0);
  writer.golomb(frameNumberBits - 4);
  writer.golomb(0);
  writer.golomb(orderBits - 4);
  writer.golomb(2);
  writer.bits(0, 1);
  writer.golomb(columns - 1);
  writer.golomb(rows - 1);
  // Whole frames, direct 8x8 inference, no cropping, usability information: none but the restrictions.
  writer.bits(0b1101, 4);
  writer.bits(0b0000_0000, 8);
  writer.bits(0b11, 2);
  for (const value of [0, 0, 16, 16, 2, 4]) writer.golomb(value);
  return unitOf(0x67, writer);
}

function pictureSet(): Uint8Array {
  const writer = createBitWriter();
  for (const value of [0, 0]) writer.golomb(value);
  writer.bits(0b00, 2);
  for (const value of [0, 0, 0]) writer.golomb(value);
  writer.bits(0b000, 3);
  for (const value of [0, 0, 0]) writer.golomb(value);
  writer.bits(0b100, 3);
  return unitOf(0x68, writer);
}

/** What a decoder needs to know before the pictures: an avcC box without its header. */
export function pcmDescription(): Uint8Array {
  const [sequence, picture] = [sequenceSet(), pictureSet()];
  const head = [1, ...profile, 0xff, 0xe1, 0, sequence.length];
  return Uint8Array.from([...head, ...sequence, 1, 0, picture.length, ...picture]);
}

export interface PcmPicture {
  /** Starts anew: nothing after it refers to what was before. */
  readonly key: boolean;
  /** Others may refer to it; false for what is stored after a picture that is shown later. */
  readonly reference: boolean;
  /** References since the last key picture. */
  readonly frameNumber: number;
  /** Place in presentation order since the last key picture. */
  readonly order: number;
}

/** The level of a pixel: 16 is black, 235 white. */
export type LumaAt = (x: number, y: number) => number;

/** Macroblocks stored as they are (I_PCM, 7.3.5), in grey. */
function writeBlocks(writer: BitWriter, lumaAt: LumaAt): void {
  for (let block = 0; block < columns * rows; block += 1) {
    const [left, top] = [(block % columns) * macroblockPx, Math.floor(block / columns) * macroblockPx];
    writer.golomb(25);
    writer.align();
    for (let at = 0; at < 256; at += 1) writer.bits(lumaAt(left + (at % 16), top + (at >> 4)), 8);
    for (let at = 0; at < 128; at += 1) writer.bits(128, 8);
  }
}

function unitHeader({ key, reference }: PcmPicture): number {
  if (key) return 0x65;
  return reference ? 0x41 : 0x01;
}

/** A picture of one slice, uncompressed, with its length before it as an MP4 stores it. */
export function pcmPicture(picture: PcmPicture, lumaAt: LumaAt): Uint8Array {
  const { key, reference, frameNumber, order } = picture;
  const writer = createBitWriter();
  for (const value of [0, 7, 0]) writer.golomb(value);
  writer.bits(frameNumber, frameNumberBits);
  if (key) writer.golomb(0);
  writer.bits(order * 2, orderBits);
  if (reference) writer.bits(0, key ? 2 : 1);
  for (const value of [0, 1]) writer.golomb(value);
  writeBlocks(writer, lumaAt);
  const unit = unitOf(unitHeader(picture), writer);
  const sized = new Uint8Array(4 + unit.length);
  new DataView(sized.buffer).setUint32(0, unit.length);
  sized.set(unit, 4);
  return sized;
}
