import { Page } from '../../shared-ui/Page.tsx';

/** The screen. */
export function SourcesScreen(_props: Readonly<Record<string, unknown>>) {
  return <Page title="SourcesScreen">{null}</Page>;
}
