import { urlOf, useDraft } from './draft.ts';

/** An address of the draft's clip, to be shown to whoever adds it; undefined while there is none. */
export function useClipUrl(): string | undefined {
  const key = useDraft((draft) => draft.files.find(({ role }) => role === 'clip')?.key);
  return key === undefined ? undefined : urlOf(key);
}
