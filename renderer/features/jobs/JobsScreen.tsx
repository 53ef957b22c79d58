import { Page } from '../../shared-ui/Page.tsx';

/** The screen. */
export function JobsScreen(_props: Readonly<Record<string, unknown>>) {
  return <Page title="JobsScreen">{null}</Page>;
}
