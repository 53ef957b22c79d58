import { useQuery, skipToken } from '@tanstack/react-query';
import type { InspectedColumn } from './column-choice.ts';
import { chosenFile, useDraft } from './draft.ts';
import { peekColumns } from './header-peek.ts';

const headBytes = 65_536;
const none: readonly InspectedColumn[] = [];

/** Columns of the draft's tracks as they stand in its first line, when `wanted`. */
export function usePeekedColumns(wanted: boolean): readonly InspectedColumn[] {
  const tracks = useDraft((draft) => draft.files.find(({ role }) => role === 'tracks'));
  const file = tracks === undefined ? undefined : chosenFile(tracks.key);
  const readable = wanted && file !== undefined && /\.(csv|tsv|txt)$/i.test(file.name);
  const query = useQuery({
    queryKey: ['peek', tracks?.key],
    queryFn: readable ? async () => peekColumns(await file.slice(0, headBytes).text()) : skipToken,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return wanted ? (query.data ?? none) : none;
}
