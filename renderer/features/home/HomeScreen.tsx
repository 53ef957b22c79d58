import { Page } from '../../shared-ui/Page.tsx';

/** The screen. */
export function HomeScreen(_props: Readonly<Record<string, unknown>>) {
  return <Page title="HomeScreen">{null}</Page>;
}
