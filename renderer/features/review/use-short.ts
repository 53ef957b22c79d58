import { useSyncExternalStore } from 'react';

const query = '(max-height: 760px)';

function subscribe(changed: () => void): () => void {
  const media = window.matchMedia(query);
  media.addEventListener('change', changed);
  return () => media.removeEventListener('change', changed);
}

/** Whether the window is so low that lanes and traces are drawn tighter. */
export function useShort(): boolean {
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches);
}
