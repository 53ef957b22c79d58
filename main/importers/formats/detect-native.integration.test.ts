import { describe, expect, test } from 'vitest';
import { textFormats } from '#main/importers/formats';
import { nameOtherFile } from './not-tracks.ts';
import { hasData, headOf, realBytes } from './testing/read-format.ts';

const rats = ['01', '06', '11', '16', '21', '26', '31', '36', '41', '46', '51', '56'];
const dlcRats = 'native/rats_dlc_multianimal/1DLC_dlcrnetms5_DLC_ratJan24shuffle1_5000_el_filtered.csv.gz';

const own: readonly (readonly [string, string])[] = [
  ['native/dlc_sleap_single/testDLC_csv_table.csv', 'dlc_csv'],
  [dlcRats, 'dlc_csv'],
  ['native/dlc_sleap_single/testDLC_sleap.slp', 'pose_hdf5'],
  ['native/metrica_football/metrica_home.csv', 'metrica_csv'],
  ['native/metrica_football/metrica_away.csv', 'metrica_csv'],
  ['native/metrica_football/epts_metrica_tracking.txt', 'epts'],
  ['native/metrica_football/epts_metrica_metadata.xml', 'epts'],
  ['native/ucy_vsp/obsmat.txt', 'ucy_obsmat'],
  ['native/ucy_vsp/annotation.vsp', 'ucy_vsp'],
  ['ucy/tracks.csv.gz', 'ground_csv'],
  ['native/mot/person-at-table.mot.txt', 'mot'],
  ['native/jaad_cvat_xml/video_0001.xml.gz', 'cvat_xml'],
  ['native/jaad_cvat_xml/video_0102.xml.gz', 'cvat_xml'],
  ...rats.map((rat) => [`rats/rat_${rat}.poses.jsonl.gz`, 'poses_jsonl'] as const),
];

const jaadSides = ['appearance', 'attributes', 'traffic', 'vehicle'];

const others: readonly (readonly [string, string])[] = [
  ...jaadSides.map((side) => [`native/jaad_cvat_xml/video_0001_${side}.xml.gz`, 'JAAD'] as const),
  ...jaadSides.map((side) => [`native/jaad_cvat_xml/video_0102_${side}.xml.gz`, 'JAAD'] as const),
  ['native/rats_dlc_multianimal/1_annot.txt', 'Caltech'],
  ['native/metrica_football/Sample_Game_1_RawEventsData.csv', 'events'],
  ['native/ucy_vsp/groups.txt', 'groups'],
  ['native/ucy_vsp/destinations.txt', 'points'],
  ['native/ucy_vsp/map.xml', 'obstacles'],
  ['native/ucy_vsp/H.txt', 'homography'],
  ['ucy/events.csv', 'events'],
  ['rats/events.csv', 'events'],
];

const foreign = ['rats/sequences.csv', 'jaad/sequences.csv'];

/** Formats that know more of the file than its ending, the surest first. */
async function sureOf(name: string): Promise<readonly (readonly [string, number])[]> {
  const head = headOf(name, await realBytes(name));
  return textFormats
    .map((format) => [format.id, format.detect(head).sure] as const)
    .filter(([, sure]) => sure >= 0.5)
    .toSorted(([, a], [, b]) => b - a);
}

describe.skipIf(!hasData)('of the real files (needs AFTERTRACK_DATA)', () => {
  test.each(own)('%s is %s more surely than anything else', async (name, id) => {
    const [[format, sure] = ['', 0], [, next] = ['', 0]] = await sureOf(name);
    expect(format).toBe(id);
    expect(sure).toBeGreaterThanOrEqual(0.85);
    expect(next).toBeLessThan(sure);
  });

  test.each(others)('%s holds no tracks, and is refused as %s', async (name, what) => {
    expect(await sureOf(name)).toEqual([]);
    const other = nameOtherFile(headOf(name, await realBytes(name)));
    expect(other?.what).toContain(what);
    expect(other?.hint).not.toBe('');
  });

  test.each(foreign)('%s is left to others', async (name) => {
    expect(await sureOf(name)).toEqual([]);
    expect(nameOtherFile(headOf(name, await realBytes(name)))).toBeUndefined();
  });
});
