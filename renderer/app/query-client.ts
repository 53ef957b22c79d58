import { QueryClient } from '@tanstack/react-query';
import { useConnection } from './connection.ts';

/** One cache for all remote data. The workstation is on this computer: no network is needed, and nothing is retried blindly. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { networkMode: 'always', retry: false, staleTime: 2_000 },
    mutations: { networkMode: 'always', retry: false },
  },
});

useConnection.subscribe((now, before) => {
  if (now.state === 'open' && before.state === 'lost') void queryClient.invalidateQueries();
});
