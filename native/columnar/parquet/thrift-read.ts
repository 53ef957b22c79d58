import { problem, raise } from '#contract/errors';

/** A decoded value: numbers up to 2^53, texts, lists, and structs by field number. */
export type Decoded = number | boolean | string | readonly Decoded[] | DecodedStruct;
export type DecodedStruct = ReadonlyMap<number, Decoded>;

/** Deeper than any header of Parquet goes; a file that nests deeper is damaged. */
const deepest = 16;

class ThriftReader {
  readonly #bytes: Uint8Array;
  at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.at = at;
  }

  #byte(): number {
    const byte = this.#bytes[this.at];
    this.at += 1;
    return byte ?? raise(problem('truncated_file', 'A Parquet header ends too early.'));
  }

  #varint(): number {
    let value = 0;
    let factor = 1;
    for (let i = 0; i < 10; i += 1) {
      const byte = this.#byte();
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
      factor *= 0x80;
    }
    return raise(problem('bad_value', 'A Parquet header holds a number that never ends.'));
  }

  #signed(): number {
    const value = this.#varint();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  #text(): string {
    const length = this.#varint();
    const end = this.at + length;
    if (end > this.#bytes.length) raise(problem('truncated_file', 'A Parquet header ends too early.'));
    const bytes = this.#bytes.subarray(this.at, end);
    this.at = end;
    return new TextDecoder().decode(bytes);
  }

  #list(depth: number): readonly Decoded[] {
    const head = this.#byte();
    const short = head >> 4;
    const size = short === 15 ? this.#varint() : short;
    if (size > this.#bytes.length) raise(problem('truncated_file', 'A Parquet header ends too early.'));
    return Array.from({ length: size }, () => this.#value(head & 0x0f, depth, true));
  }

  #value(type: number, depth: number, inList: boolean): Decoded {
    if (depth > deepest) raise(problem('bad_value', 'A Parquet header nests too deep.'));
    if (type === 1 || type === 2) return inList ? this.#byte() === 1 : type === 1;
    if (type >= 4 && type <= 6) return this.#signed();
    return this.#longer(type, depth);
  }

  #longer(type: number, depth: number): Decoded {
    switch (type) {
      case 3:
        return this.#byte();
      case 7:
        this.at += 8;
        return Number.NaN;
      case 8:
        return this.#text();
      case 9:
      case 10:
        return this.#list(depth + 1);
      case 12:
        return this.struct(depth + 1);
      default:
        return raise(problem('bad_value', `A Parquet header holds a value of the unknown type ${type}.`));
    }
  }

  struct(depth: number): DecodedStruct {
    const fields = new Map<number, Decoded>();
    let number = 0;
    for (let head = this.#byte(); head !== 0; head = this.#byte()) {
      number = head >> 4 === 0 ? this.#signed() : number + (head >> 4);
      fields.set(number, this.#value(head & 0x0f, depth, false));
    }
    return fields;
  }
}

/** Decodes the struct that begins at `at`; `end` is the place behind it. Throws `truncated_file` or `bad_value`. */
export function decodeThrift(
  bytes: Uint8Array,
  at: number,
): { readonly value: DecodedStruct; readonly end: number } {
  const reader = new ThriftReader(bytes, at);
  const value = reader.struct(0);
  return { value, end: reader.at };
}

/** A whole number of a struct, or `otherwise`. */
export function numberAt(struct: DecodedStruct | undefined, field: number, otherwise: number): number {
  const value = struct?.get(field);
  return typeof value === 'number' ? value : otherwise;
}

export function textAt(struct: DecodedStruct | undefined, field: number): string {
  const value = struct?.get(field);
  return typeof value === 'string' ? value : '';
}

export function listAt(struct: DecodedStruct | undefined, field: number): readonly Decoded[] {
  const value = struct?.get(field);
  return Array.isArray(value) ? (value as readonly Decoded[]) : [];
}

export function structAt(struct: DecodedStruct | undefined, field: number): DecodedStruct | undefined {
  const value = struct?.get(field);
  return value instanceof Map ? (value as DecodedStruct) : undefined;
}

/** The structs of a list. */
export function structsAt(struct: DecodedStruct | undefined, field: number): readonly DecodedStruct[] {
  return listAt(struct, field).flatMap((value) => (value instanceof Map ? [value as DecodedStruct] : []));
}
