import type { Source } from '#contract/entities/source';
import { formatBytes, formatNumber, shortHash } from '../../shared-ui/format.ts';
import { KeyValues } from '../../shared-ui/KeyValues.tsx';
import { Panel, PanelBody, PanelHead } from '../../shared-ui/Panel.tsx';
import { AttestPanel } from './AttestPanel.tsx';
import { roleNames } from './roles.ts';
import { StartJobPanel } from './StartJobPanel.tsx';

function Files({ source }: { readonly source: Source }) {
  return (
    <ul className="mt-3 border-t border-hair pt-2">
      {source.files.map((file) => (
        <li
          key={`${file.role} ${file.sha256}`}
          className="grid h-6 grid-cols-[minmax(0,1fr)_auto_auto] items-center gap-3"
        >
          <span className="truncate text-fg-0" title={`${file.name}, ${roleNames[file.role]}`}>
            {file.name}
          </span>
          <span className="text-xs text-fg-2">{formatBytes(file.sizeBytes)}</span>
          <span className="mono text-fg-1" title={`sha256 ${file.sha256}`}>
            {shortHash(file.sha256)}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Facts({ source }: { readonly source: Source }) {
  return (
    <Panel>
      <PanelHead
        title={source.name}
        meta={source.nominalIndex ? 'nominal frame index' : 'exact frame index'}
      />
      <PanelBody>
        <KeyValues
          items={[
            {
              key: 'Picture',
              value: `${formatNumber(source.widthPx)} × ${formatNumber(source.heightPx)} px`,
            },
            { key: 'Typical rate', value: `${formatNumber(source.fps, 2)} fps` },
            { key: 'Lengths in', value: source.space === 'metric' ? 'metres' : 'body heights' },
            { key: 'Classes', value: source.classes.length === 0 ? 'none given' : source.classes.join(', ') },
            {
              key: 'Zones',
              value: source.zones.length === 0 ? 'none' : source.zones.map((zone) => zone.id).join(', '),
            },
            { key: 'Captions', value: formatNumber(source.captions.length) },
          ]}
        />
        <Files source={source} />
      </PanelBody>
    </Panel>
  );
}

/** One source: what it is, whether it may be shown, and the job that reads it. */
export function SourceDetails({ source }: { readonly source: Source }) {
  return (
    <div className="grid min-h-0 content-start gap-3 overflow-auto">
      <Facts source={source} />
      <AttestPanel source={source} />
      <StartJobPanel source={source} />
    </div>
  );
}
