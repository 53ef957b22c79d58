import { describe, expect, test } from 'vitest';
import type { TrackFormat } from '#main/importers/track-format';
import { dlcCsvFormat } from './dlc-csv.ts';
import { eptsFormat } from './epts.ts';
import { groundCsvFormat } from './ground-csv.ts';
import { metricaCsvFormat } from './metrica-csv.ts';
import { nameOtherFile } from './not-tracks.ts';
import { poseHdf5Format } from './pose-hdf5.ts';
import { posesJsonlFormat } from './poses-jsonl.ts';
import { sleapCsvFormat } from './sleap-csv.ts';
import { hasData, headOf, realBytes } from './testing/read-format.ts';
import { ucyObsmatFormat } from './ucy-obsmat.ts';
import { ucyVspFormat } from './ucy-vsp.ts';

const formats: readonly TrackFormat[] = [
  dlcCsvFormat,
  eptsFormat,
  groundCsvFormat,
  metricaCsvFormat,
  poseHdf5Format,
  posesJsonlFormat,
  sleapCsvFormat,
  ucyObsmatFormat,
  ucyVspFormat,
];

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
  ...rats.map((rat) => [`rats/rat_${rat}.poses.jsonl.gz`, 'poses_jsonl'] as const),
];

const others: readonly (readonly [string, string])[] = [
  ['native/rats_dlc_multianimal/1_annot.txt', 'Caltech'],
  ['native/metrica_football/Sample_Game_1_RawEventsData.csv', 'events'],
  ['native/ucy_vsp/groups.txt', 'groups'],
  ['native/ucy_vsp/destinations.txt', 'points'],
  ['native/ucy_vsp/map.xml', 'obstacles'],
  ['native/ucy_vsp/H.txt', 'homography'],
  ['ucy/events.csv', 'events'],
  ['rats/events.csv', 'events'],
];

const foreign = [
  'native/mot/person-at-table.mot.txt',
  'native/jaad_cvat_xml/video_0001.xml.gz',
  'native/jaad_cvat_xml/video_0001_attributes.xml.gz',
  'native/jaad_cvat_xml/video_0001_traffic.xml.gz',
  'rats/sequences.csv',
];

async function sureOf(name: string): Promise<readonly (readonly [string, number])[]> {
  const head = headOf(name, await realBytes(name));
  return formats
    .map((format) => [format.id, format.detect(head).sure] as const)
    .filter(([, sure]) => sure > 0);
}

describe.skipIf(!hasData)('of the real files (needs AFTERTRACK_DATA)', () => {
  test.each(own)('%s is %s and nothing else', async (name, id) => {
    const sure = await sureOf(name);
    expect(sure.map(([format]) => format)).toEqual([id]);
    expect(sure[0]?.[1]).toBeGreaterThanOrEqual(0.9);
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
