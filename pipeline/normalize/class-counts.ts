/** Which classes the rows of each track name. A track with one class, as most have, costs three numbers. */
export interface ClassCounts {
  add(track: number, name: number, frame: number): void;
  /** The most frequent class, of equally frequent ones that with the earlier frame; -1 where no row names one. */
  classOf(track: number): number;
  isMixed(track: number): boolean;
}

interface Count {
  rows: number;
  firstFrame: number;
}

function better(a: Count, b: Count): boolean {
  return a.rows > b.rows || (a.rows === b.rows && a.firstFrame < b.firstFrame);
}

function wider(column: Int32Array, length: number): Int32Array {
  const more = new Int32Array(length).fill(-1);
  more.set(column);
  return more;
}

/** Makes counts that are all empty. */
export function createClassCounts(): ClassCounts {
  let names: Int32Array = new Int32Array(1024).fill(-1);
  let rows: Int32Array = new Int32Array(1024);
  let firstFrames: Int32Array = new Int32Array(1024);
  const several = new Map<number, Map<number, Count>>();

  function grow(track: number): void {
    const length = Math.max(track + 1, names.length * 2);
    [names, rows, firstFrames] = [wider(names, length), wider(rows, length), wider(firstFrames, length)];
  }

  function addTo(counts: Map<number, Count>, name: number, frame: number): void {
    const count = counts.get(name);
    if (count === undefined) counts.set(name, { rows: 1, firstFrame: frame });
    else {
      count.rows += 1;
      if (frame < count.firstFrame) count.firstFrame = frame;
    }
  }

  function split(track: number): Map<number, Count> {
    const only = { rows: rows[track] ?? 0, firstFrame: firstFrames[track] ?? 0 };
    const counts = new Map([[names[track] ?? -1, only]]);
    several.set(track, counts);
    return counts;
  }

  function addToOnly(track: number, frame: number): void {
    rows[track] = (rows[track] ?? 0) + 1;
    if (frame < (firstFrames[track] ?? 0)) firstFrames[track] = frame;
  }

  return {
    add(track, name, frame) {
      if (track >= names.length) grow(track);
      const known = names[track] ?? -1;
      if (known === -1) {
        names[track] = name;
        rows[track] = 1;
        firstFrames[track] = frame;
        return;
      }
      const counts =
        (several.size === 0 ? undefined : several.get(track)) ?? (known === name ? undefined : split(track));
      if (counts !== undefined) addTo(counts, name, frame);
      else addToOnly(track, frame);
    },
    classOf(track) {
      const counts = several.get(track);
      if (counts === undefined) return names[track] ?? -1;
      let [best, most]: [number, Count] = [-1, { rows: 0, firstFrame: 0 }];
      for (const [name, count] of counts) if (better(count, most)) [best, most] = [name, count];
      return best;
    },
    isMixed: (track) => several.has(track),
  };
}
