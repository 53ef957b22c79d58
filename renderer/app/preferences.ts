import { useQuery } from '@tanstack/react-query';
import { create } from 'zustand';
import { asProblem } from './problem.ts';
import { client } from './client.ts';
import { preferencesQuery } from './queries.ts';
import { queryClient } from './query-client.ts';

/** The last preference that could not be kept, in words; shown by the shell. */
export const usePreferenceFailure = create<{ readonly message?: string | undefined }>(() => ({}));

/** Keeps a preference across restarts; screens see the new value at once. */
export function setPreference(key: string, value: string): void {
  queryClient.setQueryData(preferencesQuery.queryKey, (known) => ({ ...known, [key]: value }));
  void client.system.setPreference({ key, value }).then(
    () => usePreferenceFailure.setState({ message: undefined }),
    (error: unknown) => usePreferenceFailure.setState({ message: asProblem(error).message }),
  );
}

/** The value of a preference, undefined while it is not known or was never set. */
export function usePreference(key: string): string | undefined {
  return useQuery(preferencesQuery).data?.[key];
}

export type Theme = 'dark' | 'light';

/** Dark unless light was chosen. */
export function themeOf(preference: string | undefined): Theme {
  return preference === 'light' ? 'light' : 'dark';
}

export function applyTheme(theme: Theme): void {
  document.documentElement.dataset['theme'] = theme;
}
