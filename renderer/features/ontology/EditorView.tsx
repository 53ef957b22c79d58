import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { OntologyVersion } from '#contract/entities/ontology-version';
import { ontologiesQuery, shippedOntologiesQuery } from '../../app/queries.ts';
import { Page } from '../../shared-ui/Page.tsx';
import { CompareDialog } from './CompareDialog.tsx';
import { createDesk, type Desk, type DeskStore, startChecking, takeCheck } from './desk.ts';
import type { DraftKeeper } from './draft-keeper.ts';
import { DraftActions } from './DraftActions.tsx';
import { DraftChanges } from './DraftChanges.tsx';
import { DraftNotice, type Notice } from './DraftNotice.tsx';
import { DraftSub } from './DraftSub.tsx';
import { ontologyChecker } from './editor/checker.ts';
import { EditorPanel } from './EditorPanel.tsx';
import { HealthPanel } from './HealthPanel.tsx';
import { entryAt, outlineOf } from './language/outline.ts';
import { parameterNumbers } from './language/parameter-text.ts';
import { ParametersPanel } from './ParametersPanel.tsx';
import { SaveDialog, type SaveDialogProps } from './SaveDialog.tsx';
import { queuedWords } from './run-words.ts';
import { useRun } from './use-run.ts';

export interface EditorViewProps {
  readonly projectId: string;
  readonly keeper: DraftKeeper;
  /** Where the text begins: the draft's, else the newest version's. */
  readonly base: OntologyVersion | undefined;
  readonly text: string;
}

/** Tells the checker what texts of the project may extend and include, and looks at the text again. */
function useLibrary(desk: DeskStore, projectId: string, first: string): void {
  const { data: versions } = useQuery(ontologiesQuery(projectId));
  const { data: shipped } = useQuery(shippedOntologiesQuery);
  useEffect(() => {
    if (versions === undefined || shipped === undefined) return;
    const stored = versions.flatMap(({ dependencies = [] }) => dependencies);
    const checker = ontologyChecker();
    checker.stock({ documents: [...versions, ...stored, ...shipped] });
    const text = desk.getState().editor?.text() ?? first;
    void checker.check(text).then((checked) => takeCheck(desk, checked));
  }, [desk, first, versions, shipped]);
}

interface Typing {
  readonly changed: (text: string) => void;
  readonly goTo: (type: string) => void;
}

/** Keeps the draft and looks at the text, with every change of it. */
function useTyping(desk: DeskStore, keeper: DraftKeeper, first: string): Typing {
  const [checking] = useState(() => startChecking(desk, ontologyChecker().check));
  useEffect(() => {
    checking.now(first);
    return () => void keeper.flush();
  }, [checking, first, keeper]);
  return {
    changed(text) {
      checking.changed(text);
      const { base } = desk.getState();
      keeper.touch(text === base?.text ? undefined : { baseId: base?.id, text });
    },
    goTo(type) {
      const { editor } = desk.getState();
      const entry = outlineOf(editor?.text() ?? '').events.find(({ name }) => name === type);
      if (entry !== undefined) editor?.goTo(entry.nameStart);
    },
  };
}

/** The event types of the text, and the one that the caret is in or was in last. */
function useOutline(desk: DeskStore, { checked, caret, type: last }: Desk, text: string) {
  const outline = useMemo(() => outlineOf(checked?.text ?? text), [checked, text]);
  const types = outline.events.map(({ name }) => name);
  const here = entryAt(outline.events, caret.offset)?.name;
  useEffect(() => {
    if (here !== undefined) desk.setState({ type: here });
  }, [desk, here]);
  const known = last !== undefined && types.includes(last) ? last : types[0];
  return { types, type: here ?? known };
}

type Open = 'save' | 'run' | 'compare' | undefined;

function Compare({ desk, projectId, onClose }: Pick<SaveDialogProps, 'desk' | 'projectId' | 'onClose'>) {
  const { base, editor, valid } = useStore(desk);
  if (base === undefined) return null;
  const text = editor?.text() ?? '';
  return (
    <CompareDialog
      before={{ title: `${base.name} ${base.version}`, text: base.text }}
      after={{ title: `the draft of ${valid?.version ?? 'it'}`, text }}
      onClose={onClose}
    >
      <DraftChanges projectId={projectId} text={text} />
    </CompareDialog>
  );
}

function Dialogs({ open, ...props }: Omit<SaveDialogProps, 'run'> & { readonly open: Open }) {
  if (open === undefined) return null;
  if (open === 'compare') return <Compare {...props} />;
  return <SaveDialog {...props} run={open === 'run'} />;
}

/** The editor with what hangs on its text: parameters, what-if, and how each type fares. */
export function EditorView({ projectId, keeper, base: first, text }: EditorViewProps) {
  const [desk] = useState(() => createDesk(first));
  const [open, setOpen] = useState<Open>();
  const [notice, setNotice] = useState<Notice>();
  const state = useStore(desk);
  const { base } = state;
  const typing = useTyping(desk, keeper, text);
  useLibrary(desk, projectId, text);
  const { types, type } = useOutline(desk, state, text);
  const published = useMemo(() => parameterNumbers(base?.text ?? ''), [base]);
  const run = useRun(projectId, (queued) => setNotice({ says: queuedWords(queued), jobs: true }));
  const saved = async (version: OntologyVersion, runs: boolean) => {
    desk.setState({ base: version });
    keeper.touch(undefined);
    await keeper.flush();
    setOpen(undefined);
    setNotice({ says: `${version.name} ${version.version} is saved.` });
    if (runs) run.run.mutate(version.id);
  };
  return (
    <Page
      title={state.valid?.name ?? base?.name ?? 'Ontology'}
      sub={<DraftSub desk={desk} />}
      actions={<DraftActions desk={desk} keeper={keeper} run={run} onOpen={setOpen} onNotice={setNotice} />}
    >
      <div className="grid min-h-0 grid-rows-[auto_minmax(0,1fr)_minmax(120px,242px)] max-xl:auto-rows-max max-xl:grid-rows-none max-xl:overflow-auto">
        <DraftNotice desk={desk} keeper={keeper} run={run.run} notice={notice} onNotice={setNotice} />
        <div className="grid min-h-0 grid-cols-[632px_minmax(0,1fr)] gap-3 max-xl:grid-cols-1 max-xl:grid-rows-[480px_auto]">
          <EditorPanel
            desk={desk}
            checker={ontologyChecker()}
            text={text}
            types={types}
            type={type}
            onText={typing.changed}
            onGo={typing.goTo}
          />
          <div className="flex min-h-0 min-w-0 flex-col gap-3">
            <ParametersPanel desk={desk} projectId={projectId} type={type} published={published} />
          </div>
        </div>
        <div className="grid min-h-0 pt-3">
          <HealthPanel version={base} selected={type} onGo={typing.goTo} />
        </div>
      </div>
      <Dialogs
        open={open}
        desk={desk}
        projectId={projectId}
        sources={run.sources}
        onClose={() => setOpen(undefined)}
        onSaved={saved}
      />
    </Page>
  );
}
