import { useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react';
import { createLatest, type Latest } from './latest.ts';

/** Asks again whenever `key` changes, unless it is undefined. The last answer stays until the next. */
export function useLatest<Answer>(key: string | undefined, ask: () => Promise<Answer>): Latest<Answer> {
  const [latest] = useState(() => createLatest<Answer>());
  const asks = useEffectEvent(() => latest.ask(ask));
  useEffect(() => {
    if (key !== undefined) asks();
  }, [key]);
  return useSyncExternalStore(latest.subscribe, latest.get);
}
