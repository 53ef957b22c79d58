import { useQuery } from '@tanstack/react-query';
import { infoQuery } from '../../app/queries.ts';
import { Page } from '../../shared-ui/Page.tsx';
import { QueryView } from '../../shared-ui/QueryView.tsx';
import { AboutPanel } from './AboutPanel.tsx';
import { AppearancePanel } from './AppearancePanel.tsx';
import { ProjectsPanel } from './ProjectsPanel.tsx';
import { ReviewerPanel } from './ReviewerPanel.tsx';
import { SamplePanel } from './SamplePanel.tsx';
import { WorkspacePanel } from './WorkspacePanel.tsx';

/** Theme, reviewer, workspace, sample, projects, and what this program is. */
export function SettingsScreen() {
  const info = useQuery(infoQuery);
  return (
    <Page title="Settings" sub="kept in the workspace, for every window of it">
      <div className="min-h-0 overflow-auto">
        <div className="grid max-w-240 grid-cols-2 content-start gap-3 max-lg:grid-cols-1">
          <AppearancePanel />
          <QueryView query={info} loading="Asking the workstation" failed="The workstation did not answer">
            {(found) => (
              <>
                <ReviewerPanel info={found} />
                <WorkspacePanel info={found} />
                <SamplePanel />
                <ProjectsPanel />
                <AboutPanel info={found} />
              </>
            )}
          </QueryView>
        </div>
      </div>
    </Page>
  );
}
