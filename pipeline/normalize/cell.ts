/** Why a value cannot be used: a sentence about the column `field`. */
export interface CellFault {
  readonly field: string;
  readonly message: string;
}

const numberText = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const notANumber = /^[+-]?nan$/i;
const infinite = /^[+-]?inf(inity)?$/i;
const emptyText = /^(null|none|na|n\/a)?$/i;

export function isFault(value: unknown): value is CellFault {
  return typeof value === 'object' && value !== null && 'message' in value && 'field' in value;
}

function shown(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

/** A required number from a file's text, finite, or why it is none. */
export function readNumber(field: string, text: string): number | CellFault {
  const value = text.trim();
  if (numberText.test(value)) return finite(field, Number(value));
  if (notANumber.test(value)) return { field, message: `${field} is NaN, which is not a value.` };
  if (infinite.test(value)) return { field, message: `${field} is infinite.` };
  if (emptyText.test(value)) return { field, message: `${field} is empty.` };
  return { field, message: `${field} is the text "${shown(value)}", not a number.` };
}

function finite(field: string, value: number): number | CellFault {
  return Number.isFinite(value) ? value : { field, message: `${field} is too large a number.` };
}

/** An optional number from a file's text: NaN where it is empty or says NaN, or why it is none. */
export function readOptionalNumber(field: string, text: string | undefined): number | CellFault {
  const value = text?.trim() ?? '';
  return emptyText.test(value) || notANumber.test(value) ? Number.NaN : readNumber(field, value);
}

/** A whole number of at least 0 from a file's text, or why it is none. */
export function readWhole(field: string, text: string): number | CellFault {
  const value = readNumber(field, text);
  return typeof value === 'number' ? checkWhole(field, value) : value;
}

/** A whole number of at least 0, or why it is none. */
export function checkWhole(field: string, value: number): number | CellFault {
  if (!Number.isInteger(value)) return { field, message: `${field} is ${value}, not a whole number.` };
  if (value < 0) return { field, message: `${field} is ${value}, below 0.` };
  return value;
}
