import { basename } from 'node:path';
import type { TrackFormat } from '#main/importers/track-format';
import { dlcCsvFormat } from '../dlc-csv.ts';
import { eptsFormat } from '../epts.ts';
import { groundCsvFormat } from '../ground-csv.ts';
import { metricaCsvFormat } from '../metrica-csv.ts';
import { poseHdf5Format } from '../pose-hdf5.ts';
import { posesJsonlFormat } from '../poses-jsonl.ts';
import { sleapCsvFormat } from '../sleap-csv.ts';
import { ucyObsmatFormat } from '../ucy-obsmat.ts';
import { ucyVspFormat } from '../ucy-vsp.ts';
import { hasData, realBytes } from './read-format.ts';

/** A file to be mutated, with those beside it; the first name is the one that is read. */
export interface FuzzCase {
  readonly format: TrackFormat;
  readonly files: Readonly<Record<string, string>>;
  /** Whether each row of the file is either loaded or put aside, so that the counts add up. */
  readonly exact: boolean;
}

const own: readonly FuzzCase[] = [
  {
    format: dlcCsvFormat,
    exact: false,
    files: {
      'dlc.csv': `scorer,n,n,n,n,n,n
individuals,a,a,a,a,a,a
bodyparts,nose,nose,nose,tail,tail,tail
coords,x,y,likelihood,x,y,likelihood
0,1,2,0.9,3,4,0.9
1,,,,,,
2,1,2,0.9,3,4,0.9
`,
    },
  },
  {
    format: sleapCsvFormat,
    exact: false,
    files: {
      'sleap.csv': `track,frame_idx,instance.score,nose.score,nose.x,nose.y,tail.score,tail.x,tail.y
m,0,0.7,0.9,10,20,0.8,30,25
n,0,0.7,0.9,10,20,0.8,30,25
,1,0.7,0.9,10,20,0.8,30,25
`,
    },
  },
  {
    format: posesJsonlFormat,
    exact: false,
    files: {
      'poses.jsonl': `{"frame":0,"track_id":"a","keypoints":{"nose":[1,2,0.9],"tail":[3,4,0.8]}}
{"frame":1,"track_id":"a","keypoints":{"nose":[1,2,0.9],"tail":null,"body":[5,6]}}
`,
    },
  },
  {
    format: ucyObsmatFormat,
    exact: true,
    files: {
      'obsmat.txt': '  1 1 -2.8 0 1.8e+01 0 0 1\n  11 1 -2.7 0 1.7e+01 0 0 1\n  21 1 -2.6 0 16 0 0 1\n',
    },
  },
  {
    format: ucyVspFormat,
    exact: false,
    files: {
      'a.vsp': `2 - the number of splines
2 - Num of control points
0.0 1.0 0 90.0 - (2D point, m_id)
9.0 1.0 20 90.0 - (2D point, m_id)
1 - Num of control points
0.0 1.0 5 90.0 - (2D point, m_id)
`,
      'H.txt': '-2.5e-02 0 7.8\n-1e-03 2e-02 5.5\n0 0 1\n',
    },
  },
  {
    format: groundCsvFormat,
    exact: true,
    files: { 'ground.csv': 'frame,track_id,t_s,x_m,y_m\n0,a,0,1,2\n1,a,0.04,1,2\n2,b,0.08,1.5,2.5\n' },
  },
  {
    format: metricaCsvFormat,
    exact: false,
    files: {
      'home.csv': `,,,Home,,Home,,,
,,,11,,1,,,
Period,Frame,Time [s],Player11,,Player1,,Ball,
1,1,0.04,0.5,0.25,NaN,NaN,1,1
1,2,0.08,0.5,0.5,0.1,0.2,NaN,NaN
`,
    },
  },
  {
    format: eptsFormat,
    exact: false,
    files: {
      'm_tracking.txt': '1:0.5,0.5:0.1,0.2\n2:NaN,NaN:0.1,0.2\n3:0.5,0.5:NaN,NaN\n',
      'm_metadata.xml': `<main><Metadata><GlobalConfig><FrameRate>25</FrameRate></GlobalConfig>
<Teams><Team id="T"><Name>Reds</Name></Team></Teams><Players><Player id="p" teamId="T"/></Players>
<Channel id="x"><Unit>normalized</Unit></Channel><Channel id="y"><Unit>normalized</Unit></Channel>
<PlayerChannels><PlayerChannel id="px" playerId="p" channelId="x"/><PlayerChannel id="py" playerId="p" channelId="y"/></PlayerChannels>
</Metadata><DataFormatSpecification separator=":" startFrame="1" endFrame="9"><StringRegister name="frameCount"/>
<SplitRegister separator=","><PlayerChannelRef playerChannelId="px"/><PlayerChannelRef playerChannelId="py"/></SplitRegister>
<SplitRegister separator=","><BallChannelRef channelId="x"/><BallChannelRef channelId="y"/></SplitRegister>
</DataFormatSpecification></main>`,
    },
  },
  { format: poseHdf5Format, exact: false, files: { 'a.slp': '\u0089HDF\r\n\u001a\n' } },
];

const real: readonly (readonly [TrackFormat, boolean, ...string[]])[] = [
  [dlcCsvFormat, false, 'native/dlc_sleap_single/testDLC_csv_table.csv'],
  [
    dlcCsvFormat,
    false,
    'native/rats_dlc_multianimal/1DLC_dlcrnetms5_DLC_ratJan24shuffle1_5000_el_filtered.csv.gz',
  ],
  [posesJsonlFormat, false, 'rats/rat_01.poses.jsonl.gz'],
  [ucyObsmatFormat, true, 'native/ucy_vsp/obsmat.txt'],
  [ucyVspFormat, false, 'native/ucy_vsp/annotation.vsp', 'native/ucy_vsp/H.txt'],
  [groundCsvFormat, true, 'ucy/tracks.csv.gz'],
  [metricaCsvFormat, false, 'native/metrica_football/metrica_home.csv'],
  [metricaCsvFormat, false, 'native/metrica_football/metrica_away.csv'],
  [
    eptsFormat,
    false,
    'native/metrica_football/epts_metrica_tracking.txt',
    'native/metrica_football/epts_metrica_metadata.xml',
  ],
];

/** The first lines of a text; XML stays whole. */
function beginning(name: string, text: string, lines: number): string {
  return name.endsWith('.xml') ? text : text.split('\n').slice(0, lines).join('\n');
}

/** Small files of our own, and the first lines of the real ones where they are there. */
export async function fuzzCases(lines: number): Promise<readonly FuzzCase[]> {
  if (!hasData) return own;
  const cases = real.map(async ([format, exact, ...names]) => {
    const files = names.map(async (path) => {
      const name = basename(path).replace(/\.gz$/, '');
      return [name, beginning(name, new TextDecoder().decode(await realBytes(path)), lines)] as const;
    });
    return { format, exact, files: Object.fromEntries(await Promise.all(files)) };
  });
  return [...own, ...(await Promise.all(cases))];
}
