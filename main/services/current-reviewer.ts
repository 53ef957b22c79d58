import { userInfo } from 'node:os';
import type { Reviewer } from '#main/store/decision-operations';
import type { Store } from '#main/store/store';

/** Who reviews: `reviewer` says so at any moment, `rename` changes what it says from then on. */
export interface CurrentReviewer {
  readonly reviewer: Reviewer;
  readonly rename: (name: string) => void;
}

/** Preference that holds the reviewer's name. */
export const reviewerPreference = 'reviewer';

/** The workspace's reviewer: the name that was kept, else the account this program runs under. */
export async function readReviewer(store: Store): Promise<CurrentReviewer> {
  const identity = await store.run('workspace.identify', { reviewerId: userInfo().username });
  const preferences = await store.run('preferences.list', undefined);
  let name = preferences[reviewerPreference] ?? identity.reviewerId;
  return {
    reviewer: {
      get reviewerId() {
        return name;
      },
      deviceId: identity.deviceId,
    },
    rename(next) {
      name = next.trim() === '' ? identity.reviewerId : next.trim();
    },
  };
}
