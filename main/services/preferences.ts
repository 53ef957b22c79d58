import type { Store } from '../store/store.ts';
import { answer } from './answer.ts';
import type { Services } from './services.ts';

/** The small things that screens keep across restarts. */
export function createPreferences({
  store,
}: {
  readonly store: Store;
}): Pick<Services['system'], 'preferences' | 'setPreference'> {
  return {
    preferences: () => answer(() => store.run('preferences.list', undefined)),
    setPreference: (input) => answer(() => store.run('preferences.set', input)),
  };
}
