import type { UseQueryResult } from '@tanstack/react-query';
import { lazy } from 'react';
import type { Project } from '#contract/entities/project';
import { CreateProject } from '../features/projects/CreateProject.tsx';
import { ButtonLink } from '../shared-ui/Button.tsx';
import { QueryView } from '../shared-ui/QueryView.tsx';
import { EmptyState } from '../shared-ui/states.tsx';
import { href } from './router.ts';
import type { Route } from './router.ts';

const HomeScreen = lazy(async () => ({
  default: (await import('../features/home/HomeScreen.tsx')).HomeScreen,
}));
const SourcesScreen = lazy(async () => ({
  default: (await import('../features/sources/SourcesScreen.tsx')).SourcesScreen,
}));
const AddSourceScreen = lazy(async () => ({
  default: (await import('../features/sources/AddSourceScreen.tsx')).AddSourceScreen,
}));
const JobsScreen = lazy(async () => ({
  default: (await import('../features/jobs/JobsScreen.tsx')).JobsScreen,
}));
const OntologyScreen = lazy(async () => ({
  default: (await import('../features/ontology/OntologyScreen.tsx')).OntologyScreen,
}));
const EventsScreen = lazy(async () => ({
  default: (await import('../features/events/EventsScreen.tsx')).EventsScreen,
}));
const DatasetsScreen = lazy(async () => ({
  default: (await import('../features/datasets/DatasetsScreen.tsx')).DatasetsScreen,
}));
const SettingsScreen = lazy(async () => ({
  default: (await import('../features/settings/SettingsScreen.tsx')).SettingsScreen,
}));
const ReviewScreen = lazy(async () => ({
  default: (await import('../features/review/ReviewScreen.tsx')).ReviewScreen,
}));

function NotFound({ path }: { readonly path: string }) {
  return (
    <EmptyState
      title="There is no such page"
      actions={<ButtonLink href={href({ screen: 'home' })}>Go to the overview</ButtonLink>}
    >
      Nothing answers to “{path}”.
    </EmptyState>
  );
}

type ProjectRoute = Exclude<Route, { readonly screen: 'unknown' } | { readonly screen: 'settings' }>;

function ProjectScreen({ route, project }: { readonly route: ProjectRoute; readonly project: Project }) {
  switch (route.screen) {
    case 'review':
      return <ReviewScreen candidateId={route.candidateId} type={route.type} />;
    case 'sources':
      return <SourcesScreen project={project} sourceId={route.sourceId} />;
    case 'add-source':
      return <AddSourceScreen project={project} />;
    case 'jobs':
      return <JobsScreen project={project} sourceId={route.sourceId} jobId={route.jobId} />;
    case 'ontology':
      return <OntologyScreen project={project} view={route.view} />;
    case 'events':
      return <EventsScreen project={project} type={route.type} status={route.status} />;
    case 'datasets':
      return <DatasetsScreen project={project} datasetId={route.datasetId} />;
    case 'home':
      return <HomeScreen project={project} />;
  }
}

export interface ScreenProps {
  readonly route: Route;
  readonly project: Project | undefined;
  readonly projects: UseQueryResult<Project[]>;
}

/** The screen of a route; all but the settings and the first run need a project. */
export function Screen({ route, project, projects }: ScreenProps) {
  if (route.screen === 'unknown') return <NotFound path={route.path} />;
  if (route.screen === 'settings') return <SettingsScreen />;
  if (project !== undefined) return <ProjectScreen route={route} project={project} />;
  if (route.screen === 'home') return <HomeScreen project={undefined} />;
  return (
    <QueryView query={projects} loading="Reading the projects" failed="The projects could not be read">
      {() => <CreateProject />}
    </QueryView>
  );
}
