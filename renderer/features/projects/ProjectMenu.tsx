import { Menu } from '@base-ui/react/menu';
import { useQuery } from '@tanstack/react-query';
import { Archive, Check, ChevronDown, Pencil, Plus } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Project } from '#contract/entities/project';
import { chooseProject } from '../../app/current-project.ts';
import { projectsQuery } from '../../app/queries.ts';
import { href } from '../../app/router.ts';
import { ArchiveDialog } from './ArchiveDialog.tsx';
import { NameDialog } from './NameDialog.tsx';

type Open = 'create' | 'rename' | 'archive' | undefined;

const item =
  'flex h-7 w-full cursor-default items-center gap-2 rounded-sm px-2 text-fg-1 outline-none data-highlighted:bg-bg-3 data-highlighted:text-fg-0';

function Item({
  icon,
  children,
  onClick,
}: {
  readonly icon: ReactNode;
  readonly children: ReactNode;
  readonly onClick: () => void;
}) {
  return (
    <Menu.Item className={item} onClick={onClick}>
      <span className="grid w-4 shrink-0 place-items-center text-fg-2">{icon}</span>
      <span className="truncate">{children}</span>
    </Menu.Item>
  );
}

function Projects({ current }: { readonly current: Project | undefined }) {
  const { data = [] } = useQuery(projectsQuery);
  const active = data.filter((project) => project.status === 'active');
  const archived = data.filter((project) => project.status === 'archived');
  return (
    <>
      {active.map((project) => (
        <Item
          key={project.id}
          icon={project.id === current?.id ? <Check aria-label="current" className="size-3.5" /> : null}
          onClick={() => {
            chooseProject(project.id);
            window.location.hash = href({ screen: 'home' });
          }}
        >
          {project.name}
        </Item>
      ))}
      {archived.length === 0 ? null : (
        <a
          href={href({ screen: 'settings' })}
          className="block px-2 py-1 pl-8 text-xs text-fg-2 hover:text-fg-0"
        >
          {archived.length} archived, in Settings
        </a>
      )}
    </>
  );
}

function Actions({
  project,
  onOpen,
}: {
  readonly project: Project | undefined;
  readonly onOpen: (open: Open) => void;
}) {
  return (
    <>
      <Menu.Separator className="my-1 h-px bg-line" />
      <Item icon={<Plus aria-hidden className="size-3.5" />} onClick={() => onOpen('create')}>
        New project
      </Item>
      {project === undefined ? null : (
        <>
          <Item icon={<Pencil aria-hidden className="size-3.5" />} onClick={() => onOpen('rename')}>
            Rename this project
          </Item>
          <Item icon={<Archive aria-hidden className="size-3.5" />} onClick={() => onOpen('archive')}>
            Archive this project
          </Item>
        </>
      )}
    </>
  );
}

/** "On this computer / project": changes, makes, renames and archives projects. */
export function ProjectMenu({ project }: { readonly project: Project | undefined }) {
  const [open, setOpen] = useState<Open>();
  const close = (): void => setOpen(undefined);
  return (
    <div className="ml-2 flex min-w-0 items-center gap-0.5 text-md">
      <span className="px-2 whitespace-nowrap text-fg-1">On this computer</span>
      <span aria-hidden className="text-fg-2">
        /
      </span>
      <Menu.Root>
        <Menu.Trigger className="flex h-7 min-w-0 items-center gap-1.5 rounded-sm px-2 font-semibold text-fg-0 hover:bg-bg-3 data-popup-open:bg-bg-3">
          <span className="max-w-105 truncate">{project?.name ?? 'No project'}</span>
          <ChevronDown aria-hidden className="size-3 shrink-0 text-fg-2" />
          <span className="sr-only">, change project</span>
        </Menu.Trigger>
        <Menu.Portal>
          <Menu.Positioner sideOffset={4} align="start" className="z-50">
            <Menu.Popup className="max-h-[70vh] max-w-105 min-w-56 overflow-auto rounded-md border border-line-strong bg-bg-1 p-1 text-sm shadow-(--shadow) outline-none">
              <Projects current={project} />
              <Actions project={project} onOpen={setOpen} />
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
      {open === 'create' ? <NameDialog onClose={close} /> : null}
      {open === 'rename' && project !== undefined ? <NameDialog project={project} onClose={close} /> : null}
      {open === 'archive' && project !== undefined ? (
        <ArchiveDialog project={project} onClose={close} />
      ) : null}
    </div>
  );
}
