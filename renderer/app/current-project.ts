import { useQuery } from '@tanstack/react-query';
import { create } from 'zustand';
import type { Project } from '#contract/entities/project';
import { setPreference, usePreference } from './preferences.ts';
import { projectsQuery } from './queries.ts';

const useChoice = create<{ readonly projectId?: string }>(() => ({}));

/** Makes a project the current one, here and after a restart. */
export function chooseProject(projectId: string): void {
  useChoice.setState({ projectId });
  setPreference('project', projectId);
}

/** The project to show: the chosen one while it is active, else the sample, else the newest. */
export function pickProject(projects: readonly Project[], chosen: string | undefined): Project | undefined {
  const active = projects.filter((project) => project.status === 'active');
  return (
    active.find((project) => project.id === chosen) ??
    active.find((project) => project.sample) ??
    active.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt))[0]
  );
}

/** The current project; undefined while the list loads and where there is none. */
export function useProject(): Project | undefined {
  const chosen = useChoice((choice) => choice.projectId);
  const remembered = usePreference('project');
  const { data } = useQuery(projectsQuery);
  return data === undefined ? undefined : pickProject(data, chosen ?? remembered);
}
