import type { SourceFileRole } from '#contract/entities/source';

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
};

const byWord: readonly (readonly [RegExp, SourceFileRole])[] = [
  [/homograph|calib/i, 'homography'],
  [/timestamps|(^|[-_. ])(pts|frames|frame[-_. ]?(index|times))([-_. ]|$)/i, 'frame_index'],
  [/zone|region|polygon/i, 'zones'],
  [/pose|keypoint|skeleton/i, 'poses'],
  [/caption|subtitle|transcript/i, 'captions'],
];

/** The likeliest role of a file, from its name alone; tables are taken for tracks unless their name says otherwise. */
export function guessRole(name: string): SourceFileRole {
  const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  const sure = byExtension[extension];
  if (sure !== undefined) return sure;
  const said = byWord.find(([word]) => word.test(name));
  if (said !== undefined) return said[1];
  return extension === 'json' ? 'zones' : 'tracks';
}

/** A name for the source, from the file that names it best: the tracks, else the clip, else the first. */
export function guessName(
  files: readonly { readonly name: string; readonly role: SourceFileRole }[],
): string {
  const best =
    files.find((file) => file.role === 'clip') ?? files.find((file) => file.role === 'tracks') ?? files[0];
  const stem = (best?.name ?? '').replace(/\.[^.]*$/, '').replace(/[-_.]?tracks$/i, '');
  return (stem === '' ? (best?.name ?? '') : stem).slice(0, 120);
}
