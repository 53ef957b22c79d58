import { useMemo } from 'react';
import type { OntologyVersion } from '#contract/entities/ontology-version';
import { CopyButton } from '../../shared-ui/CopyButton.tsx';
import { plural } from '../../shared-ui/format.ts';
import { Panel, PanelFoot, PanelHead } from '../../shared-ui/Panel.tsx';
import { ScrollRegion } from '../../shared-ui/ScrollRegion.tsx';
import { EmptyState } from '../../shared-ui/states.tsx';
import { CodeLine } from './CodeLine.tsx';

/** The text of a version, exactly as written, with line numbers. */
export function OntologyText({ version }: { readonly version: OntologyVersion | undefined }) {
  const lines = useMemo(() => version?.text.replace(/\n$/, '').split('\n') ?? [], [version]);
  if (version === undefined)
    return (
      <Panel>
        <PanelHead title="ontology.yaml" />
        <EmptyState title="Nothing to show">The text of the chosen version stands here.</EmptyState>
      </Panel>
    );
  return (
    <Panel>
      <PanelHead
        title={`${version.name} ${version.version}`}
        meta={`ontology.yaml · ${plural(lines.length, 'line')}`}
      />
      <ScrollRegion label={`Text of ${version.name} ${version.version}`} className="min-h-0 flex-1 py-2">
        <pre>
          {lines.map((line, i) => (
            <CodeLine key={`${i} ${line}`} number={i + 1} line={line} />
          ))}
        </pre>
      </ScrollRegion>
      <PanelFoot>
        <span className="mono truncate text-fg-2">sha256 {version.sha256}</span>
        <span className="ml-auto">
          <CopyButton text={version.text} label="Copy the text" />
        </span>
      </PanelFoot>
    </Panel>
  );
}
