import { expect, test } from 'vitest';
import { poseHdf5Format } from './pose-hdf5.ts';
import { containing, hasData, readPath, readReal, withFiles } from './testing/read-format.ts';

const signature = Uint8Array.of(0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0);

test.each([
  ['session.slp', 'analysis.csv', 'converth5'],
  ['clipDLC_resnet50.h5', 'analyze_videos_converth5_to_csv', 'sleap-convert'],
])('%s is refused with the way to its CSV', async (name, says, silent) => {
  await withFiles({ [name]: signature }, async (pathOf) => {
    const refused = readPath(poseHdf5Format, pathOf(name));
    await expect(refused).rejects.toMatchObject({
      problem: { code: 'unsupported_format', file: name, hint: containing(says) },
    });
    await expect(refused).rejects.not.toMatchObject({ problem: { hint: containing(silent) } });
  });
});

test.skipIf(!hasData)('the real .slp is refused with advice (needs AFTERTRACK_DATA)', async () => {
  await expect(readReal(poseHdf5Format, ['native/dlc_sleap_single/testDLC_sleap.slp'])).rejects.toMatchObject(
    {
      problem: { code: 'unsupported_format', hint: containing('Export Analysis CSV') },
    },
  );
});
