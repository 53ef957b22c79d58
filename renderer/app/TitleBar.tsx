import { useQuery } from '@tanstack/react-query';
import { HardDrive, Moon, Sun } from 'lucide-react';
import type { Project } from '#contract/entities/project';
import { ProjectMenu } from '../features/projects/ProjectMenu.tsx';
import { formatNumber } from '../shared-ui/format.ts';
import { Tooltip } from '../shared-ui/Tooltip.tsx';
import { setPreference, themeOf, usePreference } from './preferences.ts';
import { summaryQuery } from './queries.ts';
import { href, useRoute } from './router.ts';

function Mark() {
  const current = useRoute().screen === 'home';
  return (
    <a
      href={href({ screen: 'home' })}
      aria-label="Project overview"
      aria-current={current ? 'page' : undefined}
      className="relative grid h-full place-items-center text-fg-1 hover:text-fg-0 focus-visible:-outline-offset-2 aria-[current]:text-fg-0 aria-[current]:before:absolute aria-[current]:before:inset-y-2 aria-[current]:before:left-0 aria-[current]:before:w-0.5 aria-[current]:before:bg-accent"
    >
      <svg
        aria-hidden
        viewBox="0 0 20 20"
        className="size-5 fill-none stroke-current"
        strokeWidth="1.5"
        strokeLinecap="round"
      >
        <path d="M3 6.5h9M3 10h4M3 13.5h7" />
        <path d="M15.5 4v12" className="stroke-accent" />
      </svg>
    </a>
  );
}

function waitingText(count: number): string {
  if (count === 0) return 'nothing waiting';
  return count === 1 ? '1 change waiting' : `${formatNumber(count)} changes waiting`;
}

function waitingWords(count: number): string {
  if (count === 0) return 'No change waits to be sent.';
  return 'Recorded changes (projects, sources, jobs, ontologies, decisions, datasets) wait for the day this project is joined to a tenant; they would be sent then.';
}

function SyncState({ projectId }: { readonly projectId: string }) {
  const { data } = useQuery(summaryQuery(projectId));
  if (data === undefined) return null;
  return (
    <Tooltip
      text={`${waitingWords(data.pendingChanges)} This workstation has no tenant, so nothing leaves this computer.`}
    >
      <a
        href={href({ screen: 'settings' })}
        className="mr-2 flex h-6 items-center gap-1.5 rounded-sm px-2 whitespace-nowrap text-fg-1"
      >
        <HardDrive aria-hidden className="size-3.5 text-fg-2" />
        Local only, {waitingText(data.pendingChanges)}
      </a>
    </Tooltip>
  );
}

function ThemeToggle() {
  const theme = themeOf(usePreference('theme'));
  const next = theme === 'dark' ? 'light' : 'dark';
  const Icon = theme === 'dark' ? Sun : Moon;
  return (
    <Tooltip text={`Change to the ${next} theme`}>
      <button
        type="button"
        aria-label={`Change to the ${next} theme`}
        onClick={() => setPreference('theme', next)}
        className="mr-2 grid size-7 place-items-center rounded-sm text-fg-2 hover:bg-bg-3 hover:text-fg-0"
      >
        <Icon aria-hidden className="size-4" />
      </button>
    </Tooltip>
  );
}

/** The bar of 40 px at the top: mark, project, where the data are, theme. */
export function TitleBar({
  project,
  compact,
}: {
  readonly project: Project | undefined;
  readonly compact: boolean;
}) {
  return (
    <header
      className={`col-span-2 grid items-center border-b border-line bg-bg-1 ${compact ? 'grid-cols-[48px_minmax(0,1fr)_auto]' : 'grid-cols-[56px_minmax(0,1fr)_auto]'}`}
    >
      <Mark />
      <ProjectMenu project={project} />
      <div className="flex items-center">
        {project === undefined ? null : <SyncState projectId={project.id} />}
        <ThemeToggle />
      </div>
    </header>
  );
}
