import { useId } from 'react';
import { useStore } from 'zustand';
import { asSentence, plural, withStop } from '../../shared-ui/format.ts';
import { KeyCap } from '../../shared-ui/KeyCap.tsx';
import { Panel, PanelFoot, PanelHead } from '../../shared-ui/Panel.tsx';
import type { Desk, DeskStore } from './desk.ts';
import { CodeField } from './editor/CodeField.tsx';
import type { Checker } from './editor/checker.ts';
import { EventTabs } from './EventTabs.tsx';

export interface EditorPanelProps {
  readonly desk: DeskStore;
  readonly checker: Checker;
  readonly text: string;
  readonly types: readonly string[];
  /** The event type at the caret. */
  readonly type: string | undefined;
  readonly onText: (text: string) => void;
  readonly onGo: (type: string) => void;
}

/** What a screen reader hears of the error in sight. */
function heard({ checked, caret }: Desk): string {
  const found = checked?.diagnostics ?? [];
  const shown = found.find(({ line }) => line === caret.line) ?? found[0];
  if (shown === undefined) return '';
  return `Line ${shown.line}, column ${shown.column}: ${withStop(shown.message)} ${asSentence(shown.hint ?? '')}`;
}

function Foot({ desk }: { readonly desk: DeskStore }) {
  const state = useStore(desk);
  const { checked, editor } = state;
  const errors = checked?.diagnostics.length ?? 0;
  return (
    <PanelFoot>
      <output className={errors > 0 ? 'text-reject-text' : 'text-fg-2'}>
        {checked === undefined ? 'being checked' : errors === 0 ? 'no errors' : plural(errors, 'error')}
        <span className="sr-only"> {heard(state)}</span>
      </output>
      {errors === 0 ? null : (
        <button
          type="button"
          onClick={() => editor?.nextProblem()}
          className="flex items-center gap-1.5 rounded-sm px-1 text-fg-1 hover:bg-bg-2"
        >
          <KeyCap>F8</KeyCap> next
        </button>
      )}
      <span className="ml-auto truncate text-fg-2">
        <KeyCap>Ctrl Space</KeyCap> completes features, units and types
      </span>
    </PanelFoot>
  );
}

function Place({ desk }: { readonly desk: DeskStore }) {
  const { line, column } = useStore(desk, ({ caret }) => caret);
  return (
    <>
      line {line}, column {column}
    </>
  );
}

/** The text of the project's ontology, to be written. */
export function EditorPanel({ desk, checker, text, types, type, onText, onGo }: EditorPanelProps) {
  const id = useId();
  return (
    <Panel>
      <PanelHead title="ontology.yaml" meta={<Place desk={desk} />} />
      <EventTabs names={types} selected={type} controls={id} onGo={onGo} />
      <div
        id={id}
        role={types.length === 0 ? undefined : 'tabpanel'}
        aria-label="Text"
        className="flex min-h-0 flex-1"
      >
        <CodeField
          text={text}
          label="Text of the ontology"
          onText={onText}
          onCaret={(caret) => desk.setState({ caret })}
          findFixes={checker.fixes}
          onReady={(editor) => desk.setState({ editor })}
        />
      </div>
      <Foot desk={desk} />
    </Panel>
  );
}
