import { Page } from '../../shared-ui/Page.tsx';

/** The screen. */
export function OntologyScreen(_props: Readonly<Record<string, unknown>>) {
  return <Page title="OntologyScreen">{null}</Page>;
}
