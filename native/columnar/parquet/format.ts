import type { PlainSpec } from '#contract/ports/columnar';

/** Numbers of the Parquet format (parquet.thrift), as far as our files use them. */
export const physicalTypes: Readonly<Record<PlainSpec['type'], number>> = {
  i32: 1,
  i64: 2,
  f32: 4,
  f64: 5,
  utf8: 6,
  category: 6,
};
export const valueBytes: Readonly<Record<'i32' | 'i64' | 'f32' | 'f64', number>> = {
  i32: 4,
  i64: 8,
  f32: 4,
  f64: 8,
};
export const codecs = { none: 0, zstd: 6 } as const;
export const encodings = { plain: 0, plainDictionary: 2, rle: 3, dictionary: 8 } as const;
export const pageTypes = { data: 0, dictionary: 2 } as const;
export const repetition = { required: 0, optional: 1 } as const;
export const utf8Converted = 0;
export const magic = 'PAR1';

/** Rows of a row group; fixed, because the borders are part of the bytes that must repeat. */
export const rowGroupRows = 262_144;
