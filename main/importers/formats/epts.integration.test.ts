import { expect, test } from 'vitest';
import { eptsFormat } from './epts.ts';
import { containing, hasData, readPath, readReal, realText, withFiles } from './testing/read-format.ts';

const channels = (unit: string): string =>
  ['x', 'y', 's']
    .map(
      (id) =>
        `<Channel id="${id}"><Name>position_${id}</Name><Unit>${id === 's' ? 'kph' : unit}</Unit></Channel>`,
    )
    .join('');

function player(id: string): string {
  return ['x', 'y', 's']
    .map((of) => `<PlayerChannel id="${id}_${of}" playerId="${id}" channelId="${of}"/>`)
    .join('');
}

function refs(id: string): string {
  const values = ['x', 'y', 's'].map((of) => `<PlayerChannelRef playerChannelId="${id}_${of}"/>`).join('');
  return `<SplitRegister separator=",">${values}</SplitRegister>`;
}

const ball = ['x', 'y'].map((of) => `<BallChannelRef channelId="${of}"/>`).join('');

/** Metadata of two players and the ball. */
function metadata({
  unit = 'normalized',
  startFrame = 1,
  field = true,
  provider = 'Metrica Sports',
} = {}): string {
  return `<?xml version="1.0"?>
<main xmlns:tns="FIFADataTransferFormatEPTSNamespace/FIFADataTransferFormatEPTS">
  <Metadata>
    <GlobalConfig><ProviderName>${provider}</ProviderName><FrameRate>25.0</FrameRate></GlobalConfig>
    <Sessions><Session id="s">${field ? '<FieldSize><Width>100</Width><Height>60</Height></FieldSize>' : ''}</Session></Sessions>
    <Teams><Team id="T1"><Name>Reds &amp; Co</Name></Team><Team id="T2"><Name>Blues</Name></Team></Teams>
    <Players><Player id="p1" teamId="T1"/><Player id="p2" teamId="T2"/></Players>
    <Devices><Device id="d"><Sensors><Sensor id="position"><Channels>${channels(unit)}</Channels></Sensor></Sensors></Device></Devices>
    <PlayerChannels>${player('p1')}${player('p2')}</PlayerChannels>
  </Metadata>
  <DataFormatSpecifications>
    <DataFormatSpecification separator=":" startFrame="${startFrame}" endFrame="90">
      <StringRegister name="frameCount"/>
      <SplitRegister separator=";">${refs('p1')}${refs('p2')}</SplitRegister>
      <SplitRegister separator=",">${ball}</SplitRegister>
    </DataFormatSpecification>
  </DataFormatSpecifications>
</main>`;
}

const data = '1:0.5,0.5,3;NaN,NaN,NaN:0.1,0.2\n2:0.5,0.25,3;1,1,2;:NaN,NaN\n';

function readPair(given: 'm_metadata.xml' | 'm_tracking.txt', xml: string, text: string, options = {}) {
  const files = { 'm_metadata.xml': xml, 'm_tracking.txt': text, 'other_metadata.xml': '<a/>' };
  return withFiles(files, (pathOf) => readPath(eptsFormat, pathOf(given), options));
}

test.each(['m_metadata.xml', 'm_tracking.txt'] as const)(
  'given %s, both files are read together',
  async (given) => {
    const { tracks, read, quarantined } = await readPair(given, metadata(), data);
    expect(tracks).toMatchObject([
      { frame: 0, trackId: 'p1', className: 'Reds & Co', xw: 50, yw: 30, w: Number.NaN },
      { frame: 0, trackId: 'ball', className: 'ball', xw: 10, yw: 48 },
      { frame: 1, trackId: 'p1', xw: 50, yw: 45 },
      { frame: 1, trackId: 'p2', className: 'Blues', xw: 100, yw: 0 },
    ]);
    expect(read).toMatchObject({ fps: 25, rowsGiven: 4 });
    const partner = given === 'm_metadata.xml' ? 'm_tracking.txt' : 'm_metadata.xml';
    expect(read.remarks).toEqual([`It is read together with ${partner}.`]);
    expect(quarantined).toEqual([]);
  },
);

test('the size of the pitch and the unit are those of the metadata unless a person says otherwise', async () => {
  const given = 'm_tracking.txt';
  const line = '1:0.5,0.5,3;NaN,NaN,NaN:NaN,NaN';
  const place = async (xml: string, options = {}) => {
    const { tracks, read } = await readPair(given, xml, line, options);
    return [tracks[0]?.xw, tracks[0]?.yw, read.remarks?.[1]];
  };
  expect(await place(metadata({ field: false }))).toEqual([52.5, 34, 'The pitch is taken to be 105 x 68 m.']);
  expect(await place(metadata(), { groundWidthM: 110, groundHeightM: 70 })).toEqual([
    55,
    35,
    'The metadata say that the pitch is 100 x 60 m.',
  ]);
  expect(await place(metadata({ unit: 'cm' }))).toEqual([0.005, 0.005, undefined]);
  expect(await place(metadata({ unit: 'yards' }), { metresPerUnit: 0.9 })).toEqual([0.45, 0.45, undefined]);
  await expect(place(metadata({ unit: 'yards' }))).rejects.toMatchObject({
    problem: { code: 'unknown_unit', file: 'm_metadata.xml', field: 'Unit' },
  });
});

test('shares of the pitch by another provider than Metrica are taken to count upwards, which is remarked', async () => {
  const { tracks, read } = await readPair('m_tracking.txt', metadata({ provider: 'Other' }), data);
  expect(tracks[1]).toMatchObject({ trackId: 'ball', xw: 10, yw: 12 });
  expect(read.remarks).toContain('The shares of the pitch are taken to count upwards.');
});

test('the partner of a file is the one whose name begins alike', () => {
  const partners = (name: string, ...beside: readonly string[]) => eptsFormat.sideFiles?.(name, beside);
  const files = ['m_metadata.xml', 'm_tracking.txt', 'm2_metadata.xml', 'notes.txt', 'm.csv'];
  expect(partners('m_tracking.txt', ...files)).toEqual(['m_metadata.xml']);
  expect(partners('m_metadata.xml', ...files)).toEqual(['m_tracking.txt']);
  expect(partners('M-raw-data.txt.gz', 'm.xml.gz')).toEqual(['m.xml.gz']);
  expect(partners('other.txt', ...files)).toEqual([]);
});

test('bad lines and values are put aside with their place, and the rest loads', async () => {
  const text = [
    '1:0.5,?,3;0.1,0.1,1:0.1,0.2',
    'x:0.5,0.5,3;0.1,0.1,1:0.1,0.2',
    '91:0.5,0.5,3;0.1,0.1,1:0.1,0.2',
    '2:0.5,0.5,3:0.1,0.2',
    '1:NaN,NaN,3;0.1,0.1,1:NaN,NaN',
  ].join('\n');
  const { tracks, quarantined } = await readPair('m_tracking.txt', metadata(), text);
  expect(tracks.map(({ trackId }) => trackId)).toEqual(['p2', 'ball']);
  expect(quarantined.map(({ line, column, field }) => [line, column, field])).toEqual([
    [1, 7, 'yw'],
    [2, 1, 'frame'],
    [3, 1, 'frame'],
    [4, 1, undefined],
    [5, 1, 'frame'],
  ]);
});

test('one file alone is refused with advice, and broken metadata by their own name', async () => {
  await withFiles({ 'm_tracking.txt': data, 'x_metadata.xml': metadata() }, async (pathOf) => {
    await expect(readPath(eptsFormat, pathOf('m_tracking.txt'))).rejects.toMatchObject({
      problem: {
        code: 'missing_file',
        file: 'm_tracking.txt',
        hint: containing('m_metadata.xml'),
      },
    });
    await expect(readPath(eptsFormat, pathOf('x_metadata.xml'))).rejects.toMatchObject({
      problem: { code: 'missing_file', file: 'x_metadata.xml', field: 'data' },
    });
  });
  await expect(readPair('m_tracking.txt', '<main>\n<a>', data)).rejects.toMatchObject({
    problem: { code: 'truncated_file', file: 'm_metadata.xml', line: 2 },
  });
  await expect(readPair('m_tracking.txt', '<main/>', data)).rejects.toMatchObject({
    problem: { code: 'unsupported_format', file: 'm_metadata.xml', field: 'DataFormatSpecification' },
  });
});

const folder = 'native/metrica_football';

test.skipIf(!hasData)('the real match comes in whole (needs AFTERTRACK_DATA)', async () => {
  const names = [`${folder}/epts_metrica_tracking.txt`, `${folder}/epts_metrica_metadata.xml`] as const;
  const lines = (await realText(names[0])).trim().split('\n');
  let rows = 0;
  const movers = new Set<number>();
  for (const line of lines) {
    const [, players = '', ballPlace = ''] = line.split(':');
    for (const [at, group] of [...players.split(';'), ballPlace].entries()) {
      if (group.startsWith('NaN')) continue;
      rows += 1;
      movers.add(at);
    }
  }
  const { tracks, read, quarantined } = await readReal(eptsFormat, names);
  expect(quarantined).toEqual([]);
  expect(tracks).toHaveLength(rows);
  expect(new Set(tracks.map(({ trackId }) => trackId)).size).toBe(movers.size);
  expect(new Set(tracks.map(({ frame }) => frame)).size).toBe(lines.length);
  expect(tracks[0]).toMatchObject({ frame: 449, trackId: 'Track_1', className: 'Team A' });
  expect(tracks[0]?.xw).toBeCloseTo(0.30602 * 105, 9);
  expect(tracks[0]?.yw).toBeCloseTo((1 - 0.97029) * 68, 9);
  expect(read.fps).toBe(25);
});
