import { useState } from 'react';
import type { OntologyVersion } from '#contract/entities/ontology-version';
import { asProblem } from '../../app/problem.ts';
import { href } from '../../app/router.ts';
import { Button, ButtonLink } from '../../shared-ui/Button.tsx';
import { Callout } from '../../shared-ui/Callout.tsx';
import { plural } from '../../shared-ui/format.ts';
import { Page } from '../../shared-ui/Page.tsx';
import { ErrorState } from '../../shared-ui/states.tsx';
import { AddVersionDialog } from './AddVersionDialog.tsx';
import { CompareDialog } from './CompareDialog.tsx';
import { HealthPanel } from './HealthPanel.tsx';
import { OntologyText } from './OntologyText.tsx';
import { RollBackDialog, useRollBack } from './RollBackDialog.tsx';
import { ShippedOntologies } from './ShippedOntologies.tsx';
import { VersionChanges } from './VersionChanges.tsx';
import { Versions } from './Versions.tsx';
import { VersionUse } from './VersionUse.tsx';

export interface VersionsViewProps {
  readonly projectId: string;
  /** Newest first. */
  readonly versions: readonly OntologyVersion[];
}

function nameOf({ name, version }: OntologyVersion): string {
  return `${name} ${version}`;
}

interface RolledBack {
  readonly made: OntologyVersion;
  /** The version that was the newest before. */
  readonly before: OntologyVersion;
}

/** What rolling back did, and the way back from it. */
function RolledBackLine({
  done: { made, before },
  onDone,
}: {
  readonly done: RolledBack;
  readonly onDone: (version: OntologyVersion) => void;
}) {
  const undo = useRollBack(made.projectId, onDone);
  return (
    <div className="pb-3">
      <Callout>
        <div className="flex items-center gap-2">
          <output className="min-w-0 flex-1">{nameOf(made)} is made and current.</output>
          <Button
            size="small"
            unavailable={undo.isPending ? 'Being undone' : undefined}
            onClick={() => undo.mutate(before.id)}
          >
            Undo: go back to {before.version}
          </Button>
        </div>
      </Callout>
      {undo.isError ? <ErrorState title="It was not undone" problem={asProblem(undo.error)} /> : null}
    </div>
  );
}

function useSelection(versions: readonly OntologyVersion[]) {
  const [id, select] = useState<string>();
  const selected = versions.find((version) => version.id === id) ?? versions[0];
  const own = versions.filter(({ name }) => name === selected?.name);
  const older = selected && own[own.indexOf(selected) + 1];
  return { selected, select, newest: own[0], older };
}

type Open = 'add' | 'back' | 'compare' | undefined;
type Selection = ReturnType<typeof useSelection>;

function Dialogs({
  open,
  projectId,
  selection: { selected, newest, older },
  onClose,
  onRolledBack,
}: {
  readonly open: Open;
  readonly projectId: string;
  readonly selection: Selection;
  readonly onClose: () => void;
  readonly onRolledBack: (done: RolledBack) => void;
}) {
  if (open === 'add') return <AddVersionDialog projectId={projectId} base={newest} onClose={onClose} />;
  if (selected === undefined || newest === undefined) return null;
  if (open === 'back')
    return (
      <RollBackDialog
        version={selected}
        newest={newest}
        onClose={onClose}
        onDone={(made) => onRolledBack({ made, before: newest })}
      />
    );
  if (open !== 'compare' || older === undefined) return null;
  return (
    <CompareDialog
      before={{ title: nameOf(older), text: older.text }}
      after={{ title: nameOf(selected), text: selected.text }}
      onClose={onClose}
    />
  );
}

function Actions({
  selection: { selected, newest, older },
  onOpen,
}: {
  readonly selection: Selection;
  readonly onOpen: (open: Open) => void;
}) {
  return (
    <>
      <ButtonLink href={href({ screen: 'ontology' })}>Editor</ButtonLink>
      {selected === undefined ? null : (
        <>
          <Button
            unavailable={older === undefined ? 'It is the first of its name' : undefined}
            onClick={() => onOpen('compare')}
          >
            Compare with {older?.version ?? 'the one before'}
          </Button>
          <Button
            unavailable={selected === newest ? 'It is current' : undefined}
            onClick={() => onOpen('back')}
          >
            Roll back to {selected.version}
          </Button>
        </>
      )}
      <Button onClick={() => onOpen('add')}>Add from a file</Button>
    </>
  );
}

/** The versions of a project's ontologies: what each says, changed and was used for, and the way back to it. */
export function VersionsView({ projectId, versions }: VersionsViewProps) {
  const [open, setOpen] = useState<Open>();
  const [done, setDone] = useState<RolledBack>();
  const selection = useSelection(versions);
  const { selected, select } = selection;
  return (
    <Page
      title="Versions"
      sub={`${plural(versions.length, 'version')}, none ever changed`}
      actions={<Actions selection={selection} onOpen={setOpen} />}
    >
      <div className="grid min-h-0 grid-rows-[auto_minmax(0,1fr)_minmax(120px,242px)] max-xl:auto-rows-max max-xl:grid-rows-none max-xl:overflow-auto">
        {done === undefined ? (
          <div />
        ) : (
          <RolledBackLine
            done={done}
            onDone={(version) => {
              setDone(undefined);
              select(version.id);
            }}
          />
        )}
        <div className="grid min-h-0 grid-cols-[288px_minmax(0,1fr)_380px] gap-3 max-xl:grid-cols-1">
          <div className="grid min-h-0 grid-rows-[minmax(0,1fr)_auto] gap-3">
            <Versions versions={versions} selectedId={selected?.id} onSelect={select} />
            <ShippedOntologies projectId={projectId} versions={versions} onAdded={select} />
          </div>
          <OntologyText version={selected} />
          <div className="grid min-h-0 grid-rows-[auto_minmax(0,1fr)] gap-3">
            {selected === undefined ? null : <VersionChanges version={selected} />}
            {selected === undefined ? null : <VersionUse version={selected} />}
          </div>
        </div>
        <div className="grid min-h-0 pt-3">
          <HealthPanel version={selected} />
        </div>
      </div>
      <Dialogs
        open={open}
        projectId={projectId}
        selection={selection}
        onClose={() => setOpen(undefined)}
        onRolledBack={(rolled) => {
          setDone(rolled);
          setOpen(undefined);
          select(rolled.made.id);
        }}
      />
    </Page>
  );
}
