import { expect, test } from 'vitest';
import { nameOtherFile } from './not-tracks.ts';
import { headOf } from './testing/read-format.ts';

const what = (text: string): string | undefined => nameOtherFile(headOf('a.txt', text))?.what;
const yolo = 'These are the boxes of one picture, as YOLO saves them.';

test.each([
  ['boxes', '0 0.5 0.25 0.1 0.2\n16 0.5 0.25 0.1 0.2\n'],
  ['boxes with confidence and track', '0 0.5 0.25 0.1 0.2 0.9 7\n0 0.5 0.25 0.1 0.2 0.8 12\n'],
  ['turned boxes', '2 0.1 0.1 0.2 0.1 0.2 0.2 0.1 0.2\n'],
  ['outlines', '2 0.1 0.1 0.2 0.1 0.2 0.2\n2 0.1 0.1 0.2 0.1 0.2 0.2 0.3 0.3 0.4 0.4\n'],
  ['poses', '0 0.5 0.5 0.1 0.2 0.1 0.2 0.9 0.3 0.4 0.8 0.7\n'],
])('%s of YOLO, which are of one picture, are told with what to do', (_, text) => {
  expect(what(text)).toBe(yolo);
  expect(nameOtherFile(headOf('a.txt', text))?.hint).toContain('to_json()');
});

test.each([
  '0 0.5 0.25 0.1\n',
  '0 0.5 0.25 1.1 0.2\n',
  '0 1 1 1 0\n',
  '0.5 0.5 0.25 0.1 0.2\n',
  '-1 0.5 0.25 0.1 0.2\n',
  '0 0.5 0.25 0.1 0.2 7 8\n',
  '0 0.5 0.25 0.1 0.2\nframe x y w h\n',
  '0,0.5,0.25,0.1,0.2\n',
  '',
])('%j is not of YOLO', (text) => {
  expect(what(text)).not.toBe(yolo);
});

test('files that lie beside the tracks of JAAD are told by their root', () => {
  expect(what('<?xml version="1.0"?>\n<!-- <a> -->\n<vehicle_info><frame/></vehicle_info>')).toContain(
    'JAAD',
  );
  expect(what('<annotations><track/></annotations>')).toBeUndefined();
});
