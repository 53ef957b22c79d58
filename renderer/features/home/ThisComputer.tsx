import { useQuery } from '@tanstack/react-query';
import { infoQuery } from '../../app/queries.ts';
import { formatBytes, plural } from '../../shared-ui/format.ts';
import { KeyValues } from '../../shared-ui/KeyValues.tsx';
import { Panel, PanelBody, PanelHead } from '../../shared-ui/Panel.tsx';
import { QueryView } from '../../shared-ui/QueryView.tsx';

/** Where the data are kept and what they are worked on with. */
export function ThisComputer() {
  const info = useQuery(infoQuery);
  return (
    <Panel>
      <PanelHead title="This computer" meta="no account needed" />
      <PanelBody>
        <QueryView query={info} loading="Asking the workstation" failed="The workstation did not answer">
          {(found) => (
            <KeyValues
              items={[
                {
                  key: 'Workspace',
                  value: <span title={found.workspaceFolder}>{found.workspaceFolder}</span>,
                },
                { key: 'Free space', value: formatBytes(found.freeBytes) },
                { key: 'Work runs on', value: plural(found.threads, 'thread') },
                { key: 'Reviewer', value: found.reviewerId },
              ]}
            />
          )}
        </QueryView>
      </PanelBody>
    </Panel>
  );
}
