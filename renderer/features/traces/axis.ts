const mantissas = [1, 2, 5, 10, 20, 50] as const;

/** Round values inside `[low, high]` by one step of the series 1, 2, 5, 10 ..., at most `most` of them, ascending. */
export function axisTicks(low: number, high: number, most: number): readonly number[] {
  const length = high - low;
  if (!(length > 0) || most < 1) return [];
  const power = 10 ** Math.floor(Math.log10(length / most));
  for (const mantissa of mantissas) {
    const step = mantissa * power;
    const first = Math.ceil(low / step);
    const count = Math.floor(high / step) - first + 1;
    if (count <= most) return Array.from({ length: Math.max(0, count) }, (_, i) => (first + i) * step);
  }
  return [];
}

/** A tick's value with no more digits than its step needs, the minus as a typographic one. */
export function tickText(value: number, ticks: readonly number[]): string {
  const [first = 0, second] = ticks;
  const step = second === undefined ? Math.abs(value) || 1 : second - first;
  const digits = Math.max(0, Math.min(6, -Math.floor(Math.log10(step) + 1e-9)));
  const text = value.toFixed(digits);
  return Number(text) < 0 ? `\u2212${text.slice(1)}` : text.replace(/^-/, '');
}
