import { open } from 'node:fs/promises';
import { seededRandom, type Random } from '../random.ts';
import { createRowText, type RowText } from './row-text.ts';

export type TracksKind = 'csv' | 'jsonl';

/** What a file of tracks holds, in whole numbers, so that what was stored can be compared exactly. */
export interface TrackSums {
  readonly rows: number;
  readonly tracks: number;
  /** Of all frames. */
  readonly frames: bigint;
  /** Of all boxes, x + 3y + 5w + 7h (tenths of px) + confidence (hundredths), so that swapped columns show. */
  readonly measures: bigint;
}

/** Seen at a time, each for `lifeFrames` pictures: rows of a track are far from each other, as a tracker writes them. */
const people = 64;
const lifeFrames = 1800;
const [widthTenths, heightTenths] = [19_200, 10_800];
const chunkBytes = 1 << 22;
const longestRowBytes = 256;

interface Person {
  id: number;
  /** The first frame without it. */
  leaves: number;
  x: number;
  y: number;
  w: number;
  h: number;
  conf: number;
}

/** What stands before each value of a row, and after the last. */
const rowTexts: Readonly<Record<TracksKind, readonly string[]>> = {
  csv: ['', ',', ',person,', ',', ',', ',', ',0.', '\n'],
  jsonl: [
    '{"frame":',
    ',"track_id":',
    ',"class":"person","x":',
    ',"y":',
    ',"w":',
    ',"h":',
    ',"conf":0.',
    '}\n',
  ],
};
const headers: Readonly<Record<TracksKind, string>> = {
  csv: 'frame,track_id,class,x,y,w,h,conf\n',
  jsonl: '',
};

function createRowWriter(kind: TracksKind, text: RowText): (frame: number, person: Person) => void {
  const pieces = rowTexts[kind].map((piece) => Buffer.from(piece));
  const put = (at: number): void => text.text(pieces[at] ?? Buffer.alloc(0));
  return (frame, { id, x, y, w, h, conf }) => {
    put(0);
    text.whole(frame);
    put(1);
    text.whole(id);
    put(2);
    text.tenths(x);
    put(3);
    text.tenths(y);
    put(4);
    text.tenths(w);
    put(5);
    text.tenths(h);
    put(6);
    text.whole(conf);
    put(7);
  };
}

function step(value: number, random: Random, most: number): number {
  const next = value + Math.floor(random.next() * 61) - 30;
  return next < 0 ? 0 : Math.min(most, next);
}

function createPeople(random: Random) {
  let made = 0;

  function enter(person: Person, frame: number): void {
    made += 1;
    person.id = made;
    person.leaves = frame + lifeFrames / 2 + Math.floor((random.next() * lifeFrames) / 2);
    person.x = Math.floor(random.next() * widthTenths);
    person.y = Math.floor(random.next() * heightTenths);
  }

  const all = Array.from({ length: people }, () => {
    const person: Person = { id: 0, leaves: 0, x: 0, y: 0, w: 0, h: 0, conf: 0 };
    enter(person, 0);
    return person;
  });
  return {
    all,
    made: () => made,
    move(person: Person, frame: number): void {
      if (frame >= person.leaves) enter(person, frame);
      person.x = step(person.x, random, widthTenths);
      person.y = step(person.y, random, heightTenths);
      person.w = 400 + Math.floor(random.next() * 40);
      person.h = 1200 + Math.floor(random.next() * 90);
      person.conf = 50 + Math.floor(random.next() * 50);
    },
  };
}

/**
 * Writes a file of tracks of about `sizeBytes`, frame after frame as a tracker does, the same for the same seed. Memory does not
 * grow with it.
 */
export async function writeTracks(
  path: string,
  kind: TracksKind,
  sizeBytes: number,
  seed = 11,
): Promise<TrackSums> {
  const text = createRowText(chunkBytes + people * longestRowBytes);
  const writeRow = createRowWriter(kind, text);
  const crowd = createPeople(seededRandom(seed));
  const file = await open(path, 'wx');
  try {
    text.text(Buffer.from(headers[kind]));
    let [written, rows, frame, frames, measures] = [0, 0, 0, 0n, 0n];
    for (; written + text.bytes() < sizeBytes; frame += 1) {
      let sum = 0;
      for (const person of crowd.all) {
        crowd.move(person, frame);
        writeRow(frame, person);
        sum += person.x + 3 * person.y + 5 * person.w + 7 * person.h + person.conf;
      }
      rows += people;
      frames += BigInt(frame * people);
      measures += BigInt(sum);
      if (text.bytes() < chunkBytes) continue;
      const part = text.take();
      written += part.length;
      await file.writeFile(part);
    }
    await file.writeFile(text.take());
    return { rows, tracks: crowd.made(), frames, measures };
  } finally {
    await file.close();
  }
}
