/** A place in a text; both count from 1, columns in UTF-16 letters. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

/** Follows a text that is read piece by piece and knows line and column of what comes next. */
export function createTextPlace() {
  let [line, column] = [1, 1];
  return {
    now: (): TextPlace => ({ line, column }),
    /** Passes the letters `[from, to)` of `text`. */
    pass(text: string, from: number, to: number): void {
      // A search in the whole text would run past `to` for every piece of a file that is one line.
      const piece = text.slice(from, to);
      let start = 0;
      for (let at = piece.indexOf('\n'); at >= 0; at = piece.indexOf('\n', start)) {
        line += 1;
        column = 1;
        start = at + 1;
      }
      column += piece.length - start;
    },
  };
}

/** The place of the letter at `at` in a text that itself begins at `start`. */
export function placeWithin(start: TextPlace, text: string, at: number): TextPlace {
  const before = text.slice(0, at);
  const lines = before.split('\n').length - 1;
  const column = lines === 0 ? start.column + at : at - before.lastIndexOf('\n');
  return { line: start.line + lines, column };
}
