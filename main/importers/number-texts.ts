/** Numbers texts in the order in which they first come. */
export interface TextNumbers {
  of(text: string): number;
  /** -1 where the text has none. */
  find(text: string): number;
  texts(): readonly string[];
}

export function createTextNumbers(): TextNumbers {
  const numbers = new Map<string, number>();
  const texts: string[] = [];
  return {
    of(text) {
      const known = numbers.get(text);
      if (known !== undefined) return known;
      numbers.set(text, texts.length);
      texts.push(text);
      return texts.length - 1;
    },
    find: (text) => numbers.get(text) ?? -1,
    texts: () => texts,
  };
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Numbers of texts once they stand in order (by letters), and the place of each number in it. */
export function rankTexts(texts: readonly string[]): {
  readonly order: Int32Array;
  readonly rankOf: Int32Array;
} {
  const order = Int32Array.from(texts.keys()).sort((a, b) => compareText(texts[a] ?? '', texts[b] ?? ''));
  const rankOf = new Int32Array(texts.length);
  order.forEach((number, rank) => {
    rankOf[number] = rank;
  });
  return { order, rankOf };
}
