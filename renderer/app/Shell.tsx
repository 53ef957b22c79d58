import { useQuery } from '@tanstack/react-query';
import { Suspense, useEffect } from 'react';
import { Loading } from '../shared-ui/states.tsx';
import { ConnectionBanner } from './ConnectionBanner.tsx';
import { useProject } from './current-project.ts';
import { useJobWatch } from './job-watch.ts';
import { projectsQuery } from './queries.ts';
import { Rail } from './Rail.tsx';
import { useRoute } from './router.ts';
import { Screen } from './Screen.tsx';
import { ScreenBoundary } from './ScreenBoundary.tsx';
import { screenTitles } from './screen-titles.ts';
import { TitleBar } from './TitleBar.tsx';

function useDocumentTitle(screen: string, projectName: string | undefined): void {
  useEffect(() => {
    document.title = [screen, projectName, 'Aftertrack'].filter((part) => part !== undefined).join(' · ');
  }, [screen, projectName]);
}

/** Title bar, rail and the screen of the route; review gets all the room that is left. */
export function Shell() {
  const route = useRoute();
  const project = useProject();
  const projects = useQuery(projectsQuery);
  const compact = route.screen === 'review';
  useDocumentTitle(screenTitles[route.screen], project?.name);
  useJobWatch(project?.id);
  return (
    <div
      className={`grid h-full grid-rows-[40px_auto_minmax(0,1fr)] ${compact ? 'grid-cols-[48px_minmax(0,1fr)]' : 'grid-cols-[56px_minmax(0,1fr)]'}`}
    >
      <a
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          document.querySelector<HTMLElement>('#main')?.focus();
        }}
        className="absolute top-1 left-1 z-50 -translate-y-12 rounded-sm bg-accent px-2 py-1 font-medium text-accent-fg focus:translate-y-0"
      >
        Skip to the content
      </a>
      <TitleBar project={project} compact={compact} />
      <ConnectionBanner />
      <Rail screen={route.screen} compact={compact} />
      <main id="main" tabIndex={-1} className="min-h-0 min-w-0 overflow-auto outline-none">
        <ScreenBoundary key={`${route.screen} ${project?.id ?? ''}`}>
          <Suspense fallback={<Loading>Opening the screen</Loading>}>
            <Screen route={route} project={project} projects={projects} />
          </Suspense>
        </ScreenBoundary>
      </main>
    </div>
  );
}
