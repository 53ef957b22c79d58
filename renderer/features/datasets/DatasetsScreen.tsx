import { Page } from '../../shared-ui/Page.tsx';

/** The screen. */
export function DatasetsScreen(_props: Readonly<Record<string, unknown>>) {
  return <Page title="DatasetsScreen">{null}</Page>;
}
