/** Writes Thrift's compact protocol, in which Parquet keeps its headers and footer (apache/thrift, doc/specs/thrift-compact-protocol.md). */
export interface ThriftStruct {
  readonly i32: (id: number, value: number) => void;
  readonly i64: (id: number, value: number) => void;
  readonly text: (id: number, value: string) => void;
  readonly struct: (id: number, fill: (inner: ThriftStruct) => void) => void;
  readonly i32s: (id: number, values: readonly number[]) => void;
  readonly texts: (id: number, values: readonly string[]) => void;
  readonly structs: <T>(id: number, items: readonly T[], fill: (inner: ThriftStruct, item: T) => void) => void;
}

const types = { i32: 5, i64: 6, text: 8, list: 9, struct: 12 } as const;

/** Bytes of a number in groups of seven bits, the low ones first. */
export function varint(value: number): readonly number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
  return bytes;
}

function zigzag(value: number): readonly number[] {
  return varint(value < 0 ? -2 * value - 1 : 2 * value);
}

function pushText(bytes: number[], value: string): void {
  const encoded = new TextEncoder().encode(value);
  bytes.push(...varint(encoded.length), ...encoded);
}

function pushListHead(bytes: number[], size: number, type: number): void {
  if (size < 15) bytes.push(size * 16 + type);
  else bytes.push(240 + type, ...varint(size));
}

function structInto(bytes: number[]): ThriftStruct {
  let last = 0;
  const head = (id: number, type: number): void => {
    bytes.push((id - last) * 16 + type);
    last = id;
  };
  const nested = (fill: (inner: ThriftStruct) => void): void => {
    fill(structInto(bytes));
    bytes.push(0);
  };
  return {
    i32(id, value) {
      head(id, types.i32);
      bytes.push(...zigzag(value));
    },
    i64(id, value) {
      head(id, types.i64);
      bytes.push(...zigzag(value));
    },
    text(id, value) {
      head(id, types.text);
      pushText(bytes, value);
    },
    struct(id, fill) {
      head(id, types.struct);
      nested(fill);
    },
    i32s(id, values) {
      head(id, types.list);
      pushListHead(bytes, values.length, types.i32);
      for (const value of values) bytes.push(...zigzag(value));
    },
    texts(id, values) {
      head(id, types.list);
      pushListHead(bytes, values.length, types.text);
      for (const value of values) pushText(bytes, value);
    },
    structs(id, items, fill) {
      head(id, types.list);
      pushListHead(bytes, items.length, types.struct);
      for (const item of items) nested((inner) => fill(inner, item));
    },
  };
}

/** The bytes of one struct; fields are written in rising order of their ids, at most 15 apart. */
export function thriftStruct(fill: (struct: ThriftStruct) => void): Uint8Array {
  const bytes: number[] = [];
  fill(structInto(bytes));
  bytes.push(0);
  return Uint8Array.from(bytes);
}
