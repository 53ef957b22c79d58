import type { SourceFileRole } from '#contract/entities/source';
import { problem, type Problem } from '#contract/errors';

/** What each role of a file is called. */
export const roleNames: Readonly<Record<SourceFileRole, string>> = {
  tracks: 'tracks',
  clip: 'clip',
  zones: 'zones',
  frame_index: 'frame index',
  homography: 'homography',
  captions: 'captions',
  poses: 'poses',
};

const byExtension: Readonly<Record<string, SourceFileRole>> = {
  mp4: 'clip',
  webm: 'clip',
  mkv: 'clip',
  mov: 'clip',
  m4v: 'clip',
  vtt: 'captions',
  geojson: 'zones',
  vsp: 'tracks',
  xml: 'tracks',
};

const byWord: readonly (readonly [RegExp, SourceFileRole])[] = [
  [/homograph|calib|^H\.txt/i, 'homography'],
  [/timestamps|(^|[-_. ])(pts|frames|frame[-_. ]?(index|times))([-_. ]|$)/i, 'frame_index'],
  [/zone|region|polygon/i, 'zones'],
  [/DLC[-_.]|sleap/i, 'tracks'],
  [/pose|keypoint|skeleton/i, 'poses'],
  [/caption|subtitle|transcript/i, 'captions'],
  [/track|detection|result|annotation|coco|label|mot([-_. ]|$)/i, 'tracks'],
];

/** Endings that name.csv.gz carries besides the one that counts. */
function plainName(name: string): string {
  return name.replace(/\.gz$/i, '');
}

function extensionOf(name: string): string {
  const plain = plainName(name);
  return plain.slice(plain.lastIndexOf('.') + 1).toLowerCase();
}

/** The likeliest role of a file, from its name alone; tables are taken for tracks unless their name says otherwise. */
export function guessRole(name: string): SourceFileRole {
  const extension = extensionOf(name);
  const sure = byExtension[extension];
  if (sure !== undefined) return sure;
  const said = byWord.find(([word]) => word.test(plainName(name)));
  if (said !== undefined) return said[1];
  return extension === 'json' ? 'zones' : 'tracks';
}

const jsonSigns: readonly (readonly [RegExp, SourceFileRole])[] = [
  [/"(FeatureCollection|geometry)"|"(zones|polygons|regions)"\s*:/, 'zones'],
  [/"(homography|matrix|metres_per_px)"\s*:/i, 'homography'],
  [/"(image_id|annotations|videoLabels?|videorectangle|sequence|track_id|keypoints|bbox|box)"/i, 'tracks'],
];

/** The role that the beginning of a JSON file tells; undefined where it tells none. */
export function roleOfJson(head: string): SourceFileRole | undefined {
  return jsonSigns.find(([sign]) => sign.test(head))?.[1];
}

/** True where a look into the file tells its role better than its name. */
export function isTelling(name: string): boolean {
  return extensionOf(name) === 'json';
}

const advice: Readonly<Record<string, readonly [what: string, hint: string]>> = {
  h5: [
    'HDF5 files are not read.',
    'DeepLabCut and SLEAP export the same as CSV (save_as_csv, Export Analysis CSV). Add that file.',
  ],
  slp: [
    'Projects of SLEAP are not read.',
    'In SLEAP choose File, Export Analysis CSV. Add the CSV it writes.',
  ],
  pickle: [
    'Pickle files are not read, because reading one can run any code.',
    'Add the CSV of the same program.',
  ],
  mat: ['Files of MATLAB are not read.', 'Write the tracks as CSV with writetable and add that file.'],
  avi: [
    'AVI clips cannot be shown here.',
    'Convert the clip to MP4 (H.264) with every picture kept, and add that.',
  ],
  zip: ['Archives are not opened.', 'Unpack it and add the files that belong to this source.'],
  xlsx: ['Workbooks are not read.', 'Save the sheet as CSV and add that file.'],
};

const alike: Readonly<Record<string, string>> = {
  hdf5: 'h5',
  hdf: 'h5',
  pkl: 'pickle',
  xls: 'xlsx',
  tar: 'zip',
  '7z': 'zip',
};

/** Why a file of this name need not be sent, and what to add instead; undefined where it may be read. */
export function unreadable(name: string): Problem | undefined {
  const extension = extensionOf(name);
  const said = advice[alike[extension] ?? extension];
  return said === undefined
    ? undefined
    : problem('unsupported_format', said[0], { file: name, hint: said[1] });
}

/** A name for the source, from the file that names it best: the clip, else the tracks, else the first. */
export function guessName(
  files: readonly { readonly name: string; readonly role: SourceFileRole }[],
): string {
  const best =
    files.find((file) => file.role === 'clip') ?? files.find((file) => file.role === 'tracks') ?? files[0];
  const name = plainName(best?.name ?? '');
  const stem = name.replace(/\.[^.]*$/, '').replace(/[-_.]?tracks$/i, '');
  return (stem === '' ? name : stem).slice(0, 120);
}
