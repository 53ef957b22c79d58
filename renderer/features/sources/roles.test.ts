import { describe, expect, it } from 'vitest';
import { guessName, guessRole } from './roles.ts';

describe('the role of a file', () => {
  it.each([
    ['arena-b_s41.mp4', 'clip'],
    ['PLAZA.WebM', 'clip'],
    ['arena-b_2026-11-18_s41.csv', 'tracks'],
    ['tracks.parquet', 'tracks'],
    ['zones.json', 'zones'],
    ['plaza.geojson', 'zones'],
    ['frame_index.csv', 'frame_index'],
    ['frame-times.parquet', 'frame_index'],
    ['plaza.frames.csv', 'frame_index'],
    ['plaza.frame-index.csv', 'frame_index'],
    ['plaza_pts.csv', 'frame_index'],
    ['subframes.csv', 'tracks'],
    ['homography.json', 'homography'],
    ['captions.jsonl', 'captions'],
    ['talk.vtt', 'captions'],
    ['poses.parquet', 'poses'],
    ['scripts.csv', 'tracks'],
  ])('%s is %s', (name, role) => {
    expect(guessRole(name)).toBe(role);
  });
});

describe('the name of a source', () => {
  it('comes from the clip, else from the tracks without the word', () => {
    expect(
      guessName([
        { name: 'a.csv', role: 'tracks' },
        { name: 'plaza-7.mp4', role: 'clip' },
      ]),
    ).toBe('plaza-7');
    expect(guessName([{ name: 'plaza-7_tracks.csv', role: 'tracks' }])).toBe('plaza-7');
    expect(guessName([{ name: 'tracks.csv', role: 'tracks' }])).toBe('tracks.csv');
    expect(guessName([])).toBe('');
  });
});
