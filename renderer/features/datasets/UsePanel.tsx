import { useQuery } from '@tanstack/react-query';
import type { DatasetVersion } from '#contract/entities/dataset-version';
import { infoQuery } from '../../app/queries.ts';
import { CopyButton } from '../../shared-ui/CopyButton.tsx';
import { Panel, PanelBody, PanelHead } from '../../shared-ui/Panel.tsx';
import { Loading } from '../../shared-ui/states.tsx';
import { oneLiners } from './one-liners.ts';

/** One line each for the tools people use. */
export function UsePanel({ version }: { readonly version: DatasetVersion }) {
  const { data: info } = useQuery(infoQuery);
  return (
    <Panel>
      <PanelHead title={`Use ${version.semver}`} meta="one line, on this computer" />
      <PanelBody>
        {info === undefined ? <Loading>Asking where it lies</Loading> : null}
        {(info === undefined ? [] : oneLiners(version, info.workspaceFolder)).map((line) => (
          <div key={line.tool} className="not-first:mt-2">
            <div className="flex h-6 items-center justify-between text-fg-2">
              {line.tool}
              <CopyButton text={line.text} label={`Copy the line for ${line.tool}`} />
            </div>
            <pre className="rounded-sm border border-line bg-bg-0 px-2 py-1.5 break-all whitespace-pre-wrap text-fg-1">
              {line.text}
            </pre>
          </div>
        ))}
      </PanelBody>
    </Panel>
  );
}
