import { Page } from '../../shared-ui/Page.tsx';

/** The screen. */
export function AddSourceScreen(_props: Readonly<Record<string, unknown>>) {
  return <Page title="AddSourceScreen">{null}</Page>;
}
