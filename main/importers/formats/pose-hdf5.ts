import { problem, raise } from '#contract/errors';
import type { TrackFormat } from '#main/importers/track-format';

/** The first bytes of every HDF5 file (HDF5 File Format Specification, version 3, section II.A). */
const signature = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a];

const sleapAdvice =
  'In SLEAP choose File, Export Analysis CSV, or run `sleap-convert --format analysis.csv FILE.slp`; give the CSV it writes.';
const dlcAdvice =
  "Run DeepLabCut's analyze_videos with save_as_csv=True, or analyze_videos_converth5_to_csv on the clip's folder; give the CSV it writes.";

function adviceFor(label: string): string {
  if (/\.slp(\.gz)?$/i.test(label)) return sleapAdvice;
  if (/DLC[_.]/.test(label)) return dlcAdvice;
  return `From SLEAP: ${sleapAdvice} From DeepLabCut: ${dlcAdvice}`;
}

/**
 * HDF5, as SLEAP (`.slp`, analysis `.h5`) and DeepLabCut (`.h5`) write it. It is recognised so that it can be refused with
 * the way to a CSV, which both programs export. Sources: talmolab/sleap #1438 and #1730 (`sleap-convert --format analysis.csv`), and
 * DeepLabCut's docs/HelperFunctions.md (`analyze_videos_converth5_to_csv`).
 */
export const poseHdf5Format: TrackFormat = {
  id: 'pose_hdf5',
  name: 'SLEAP or DeepLabCut, HDF5 (not read: export its CSV)',
  gives: 'tracks and poses',
  detect(head) {
    const found = signature.every((byte, at) => head.bytes[at] === byte);
    return found
      ? { sure: 0.99, because: 'it begins with the signature of HDF5' }
      : { sure: 0, because: 'it has no signature of HDF5' };
  },
  read: async (part) =>
    raise(
      problem('unsupported_format', 'HDF5 files are not read.', {
        file: part.label,
        line: 1,
        hint: adviceFor(part.label),
      }),
    ),
};
