import { useMutation } from '@tanstack/react-query';
import { client } from '../../app/client.ts';
import { asProblem } from '../../app/problem.ts';
import { Button } from '../../shared-ui/Button.tsx';
import { formatBytes } from '../../shared-ui/format.ts';
import { KeyValues } from '../../shared-ui/KeyValues.tsx';
import { Panel, PanelBody, PanelFoot, PanelHead } from '../../shared-ui/Panel.tsx';
import { ErrorState } from '../../shared-ui/states.tsx';
import type { SystemInfo } from './ReviewerPanel.tsx';

/** Where everything is kept. */
export function WorkspacePanel({ info }: { readonly info: SystemInfo }) {
  const open = useMutation({
    mutationFn: (folder: 'workspace' | 'exports') => client.system.openFolder({ folder }),
  });
  return (
    <Panel>
      <PanelHead title="Workspace" meta={`${formatBytes(info.freeBytes)} free`} />
      <PanelBody>
        <KeyValues
          items={[
            {
              key: 'Folder',
              value: (
                <span className="mono" title={info.workspaceFolder}>
                  {info.workspaceFolder}
                </span>
              ),
            },
            {
              key: 'Opened by',
              value: info.host === 'electron' ? 'the desktop program' : 'this computer’s browser',
            },
          ]}
        />
      </PanelBody>
      {open.isError ? <ErrorState title="The folder was not opened" problem={asProblem(open.error)} /> : null}
      <PanelFoot>
        <output className="truncate text-fg-2">
          {open.data === false ? 'No program opens folders here.' : ''}
        </output>
        <span className="ml-auto flex gap-2">
          <Button size="small" onClick={() => open.mutate('workspace')}>
            Open folder
          </Button>
          <Button size="small" onClick={() => open.mutate('exports')}>
            Open exports
          </Button>
        </span>
      </PanelFoot>
    </Panel>
  );
}
