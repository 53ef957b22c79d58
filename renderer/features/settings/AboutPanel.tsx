import { plural, versionNumber } from '../../shared-ui/format.ts';
import { KeyValues } from '../../shared-ui/KeyValues.tsx';
import { Panel, PanelBody, PanelHead } from '../../shared-ui/Panel.tsx';
import type { SystemInfo } from './ReviewerPanel.tsx';

/** Version and licences. */
export function AboutPanel({ info }: { readonly info: SystemInfo }) {
  return (
    <Panel>
      <PanelHead title="About" />
      <PanelBody>
        <KeyValues
          items={[
            { key: 'Aftertrack', value: versionNumber(info.version) },
            { key: 'Licence', value: 'Apache-2.0' },
            { key: 'Work runs on', value: plural(info.threads, 'thread') },
            { key: 'Fonts', value: 'Inter, JetBrains Mono (SIL OFL 1.1)' },
            { key: 'Icons', value: 'Lucide (ISC)' },
            { key: 'Player, canvas', value: 'Video.js (Apache-2.0), Konva (MIT)' },
          ]}
        />
        <p className="mt-3 text-xs text-fg-2">
          Its text lies in the file LICENSE; every package it is built from carries its own.
        </p>
      </PanelBody>
    </Panel>
  );
}
