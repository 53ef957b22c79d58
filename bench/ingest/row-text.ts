/** Bytes of a text that grow at the end; numbers are written digit by digit, since texts of their own would take most of the time. */
export interface RowText {
  /** Puts ASCII. */
  text(ascii: Uint8Array): void;
  /** Puts a whole number of at least 0. */
  whole(value: number): void;
  /** Puts tenths as a decimal number: 1234 as `123.4`; of at least 0. */
  tenths(value: number): void;
  bytes(): number;
  /** What was put since the last call; valid for as long as nothing more is put. */
  take(): Uint8Array;
}

const [zero, point] = [48, 46];

/** Makes an empty text with room for `capacity` bytes; the caller takes them before it is full. */
export function createRowText(capacity: number): RowText {
  const buffer = new Uint8Array(capacity);
  let at = 0;

  function whole(value: number): void {
    let digits = 1;
    for (let rest = value; rest >= 10; rest = Math.floor(rest / 10)) digits += 1;
    let rest = value;
    for (let place = at + digits - 1; place >= at; place--) {
      const tenth = Math.floor(rest / 10);
      buffer[place] = zero + rest - 10 * tenth;
      rest = tenth;
    }
    at += digits;
  }

  return {
    text(ascii) {
      buffer.set(ascii, at);
      at += ascii.length;
    },
    whole,
    tenths(value) {
      const units = Math.floor(value / 10);
      whole(units);
      buffer[at] = point;
      buffer[at + 1] = zero + value - 10 * units;
      at += 2;
    },
    bytes: () => at,
    take() {
      const taken = buffer.subarray(0, at);
      at = 0;
      return taken;
    },
  };
}
