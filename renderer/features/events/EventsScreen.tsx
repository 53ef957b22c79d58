import { Page } from '../../shared-ui/Page.tsx';

/** The screen. */
export function EventsScreen(_props: Readonly<Record<string, unknown>>) {
  return <Page title="EventsScreen">{null}</Page>;
}
