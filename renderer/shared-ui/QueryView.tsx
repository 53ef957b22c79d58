import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { asProblem } from '../app/problem.ts';
import { ErrorState, Loading } from './states.tsx';

export interface QueryViewProps<Data> {
  readonly query: UseQueryResult<Data>;
  /** Said while it loads: "Reading the jobs". */
  readonly loading: string;
  /** Said when it fails: "The jobs could not be read". */
  readonly failed: string;
  readonly children: (data: Data) => ReactNode;
}

/** Data when there are any, else why not, in words, with a retry. */
export function QueryView<Data>({ query, loading, failed, children }: QueryViewProps<Data>) {
  if (query.data !== undefined) return children(query.data);
  if (query.isError)
    return (
      <ErrorState title={failed} problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
    );
  return <Loading>{loading}</Loading>;
}
