import { Component } from 'react';
import type { ReactNode } from 'react';
import { ErrorState } from '../shared-ui/states.tsx';
import { asProblem } from './problem.ts';

interface Failure {
  readonly error: unknown;
}

/** Shows what a screen died of instead of a blank page. */
export class ScreenBoundary extends Component<
  { readonly children: ReactNode },
  { readonly failure?: Failure | undefined }
> {
  override state: { readonly failure?: Failure | undefined } = {};

  static getDerivedStateFromError(error: unknown): { readonly failure: Failure } {
    return { failure: { error } };
  }

  override render(): ReactNode {
    if (this.state.failure === undefined) return this.props.children;
    return (
      <ErrorState
        title="This screen failed"
        problem={asProblem(this.state.failure.error)}
        onRetry={() => window.location.reload()}
      />
    );
  }
}
