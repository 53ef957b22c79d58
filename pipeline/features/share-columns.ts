type Shareable = Float32Array | Float64Array | Int32Array | Uint8Array;

function isColumn(value: unknown): value is Shareable {
  return (
    value instanceof Float32Array ||
    value instanceof Float64Array ||
    value instanceof Int32Array ||
    value instanceof Uint8Array
  );
}

/** The column in memory that threads share; one that lies there already stays as it is. */
function sharedColumn(column: Shareable): Shareable {
  if (column.buffer instanceof SharedArrayBuffer) return column;
  const buffer = new SharedArrayBuffer(column.byteLength);
  new Uint8Array(buffer).set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength));
  if (column instanceof Float32Array) return new Float32Array(buffer);
  if (column instanceof Float64Array) return new Float64Array(buffer);
  return column instanceof Int32Array ? new Int32Array(buffer) : new Uint8Array(buffer);
}

function share(value: unknown): unknown {
  if (isColumn(value)) return sharedColumn(value);
  if (Array.isArray(value)) return value.map(share);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, share(inner)]));
}

/** The same plain value with every column in memory that threads share, so that posting it to a worker copies none of them. */
export function shareColumns<Value extends object>(value: Value): Value {
  return share(value) as Value;
}
