import { setPreference, themeOf, usePreference } from '../../app/preferences.ts';
import { Panel, PanelBody, PanelHead } from '../../shared-ui/Panel.tsx';
import { Segmented } from '../../shared-ui/Segmented.tsx';

/** Dark or light. */
export function AppearancePanel() {
  const theme = themeOf(usePreference('theme'));
  return (
    <Panel>
      <PanelHead title="Appearance" />
      <PanelBody className="flex items-start justify-between gap-3">
        <span>
          Theme
          <span className="block text-xs text-fg-2">The picture of a clip is never themed.</span>
        </span>
        <Segmented
          label="Theme"
          value={theme}
          options={[
            { value: 'dark', label: 'Dark' },
            { value: 'light', label: 'Light' },
          ]}
          onChange={(next) => setPreference('theme', next)}
        />
      </PanelBody>
    </Panel>
  );
}
