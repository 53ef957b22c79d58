/** A value of Thrift's compact protocol, in which Parquet writes its headers. Fields stand in ascending order of their numbers. */
export type ThriftValue =
  | { readonly kind: 'i32' | 'i64'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'list'; readonly of: readonly ThriftValue[] }
  | { readonly kind: 'struct'; readonly fields: readonly ThriftField[] };
export type ThriftField = readonly [number: number, value: ThriftValue];

const typeCodes = { i32: 5, i64: 6, text: 8, list: 9, struct: 12 } as const;

export function i32(value: number): ThriftValue {
  return { kind: 'i32', value };
}

/** A whole number below 2^53. */
export function i64(value: number): ThriftValue {
  return { kind: 'i64', value };
}

export function text(value: string): ThriftValue {
  return { kind: 'text', value };
}

export function list(of: readonly ThriftValue[]): ThriftValue {
  return { kind: 'list', of };
}

export function struct(...fields: readonly (ThriftField | undefined)[]): ThriftValue {
  return { kind: 'struct', fields: fields.filter((field) => field !== undefined) };
}

function putVarint(out: number[], value: number): void {
  let rest = value;
  while (rest >= 0x80) {
    out.push((rest % 0x80) + 0x80);
    rest = Math.floor(rest / 0x80);
  }
  out.push(rest);
}

function zigzag(value: number): number {
  return value < 0 ? -2 * value - 1 : 2 * value;
}

function putStruct(out: number[], fields: readonly ThriftField[]): void {
  let last = 0;
  for (const [number, value] of fields) {
    out.push(((number - last) << 4) | typeCodes[value.kind]);
    last = number;
    putValue(out, value);
  }
  out.push(0);
}

function putList(out: number[], of: readonly ThriftValue[]): void {
  const code = typeCodes[of[0]?.kind ?? 'struct'];
  if (of.length < 15) out.push((of.length << 4) | code);
  else {
    out.push(0xf0 | code);
    putVarint(out, of.length);
  }
  for (const value of of) putValue(out, value);
}

function putValue(out: number[], value: ThriftValue): void {
  switch (value.kind) {
    case 'i32':
    case 'i64':
      return putVarint(out, zigzag(value.value));
    case 'text': {
      const bytes = new TextEncoder().encode(value.value);
      putVarint(out, bytes.length);
      for (const byte of bytes) out.push(byte);
      return undefined;
    }
    case 'list':
      return putList(out, value.of);
    case 'struct':
      return putStruct(out, value.fields);
  }
}

/** The bytes of a value in the compact protocol. */
export function encodeThrift(value: ThriftValue): Uint8Array {
  const out: number[] = [];
  putValue(out, value);
  return Uint8Array.from(out);
}
