import { Page } from '../../shared-ui/Page.tsx';

/** The screen. */
export function SettingsScreen(_props: Readonly<Record<string, unknown>>) {
  return <Page title="SettingsScreen">{null}</Page>;
}
