import { describe, expect, it } from 'vitest';
import { guessName, guessRole, roleOfJson, unreadable } from './roles.ts';

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
    ['plaza.csv.gz', 'tracks'],
    ['plaza.zones.json.gz', 'zones'],
    ['annotations.xml', 'tracks'],
    ['crowds_zara01.vsp', 'tracks'],
    ['obsmat.txt', 'tracks'],
    ['H.txt', 'homography'],
    ['gt.txt', 'tracks'],
    ['coco-results.json', 'tracks'],
    ['videoDLC_resnet50.csv', 'tracks'],
    ['mouse.poses.csv', 'poses'],
  ])('%s is %s', (name, role) => {
    expect(guessRole(name)).toBe(role);
  });
});

describe('the beginning of a JSON file', () => {
  it.each([
    ['{"type":"FeatureCollection","features":[]}', 'zones'],
    ['{"homography": [1,0,0]}', 'homography'],
    ['[{"image_id": 1, "bbox": [1,2,3,4]}]', 'tracks'],
    ['{"hello": 1}', undefined],
  ])('%s tells %s', (head, role) => {
    expect(roleOfJson(head)).toBe(role);
  });
});

describe('a file that cannot be read', () => {
  it('is refused with what to add instead', () => {
    const refused = unreadable('mouse.h5');
    expect(refused).toMatchObject({ code: 'unsupported_format', file: 'mouse.h5' });
    expect(refused?.hint).toContain('CSV');
    expect(unreadable('mouse.H5.gz')).toBeDefined();
    expect(unreadable('mouse.csv')).toBeUndefined();
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
    expect(guessName([{ name: 'plaza-7.csv.gz', role: 'tracks' }])).toBe('plaza-7');
    expect(guessName([])).toBe('');
  });
});
