import { closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, isolateHistory, undo } from '@codemirror/commands';
import { bracketMatching, indentService, indentUnit } from '@codemirror/language';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState, type Extension, Transaction } from '@codemirror/state';
import {
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import type { Diagnostic } from '#contract/rpc/projects';
import { indentAfter } from '../language/indent.ts';
import { writeParameter, writeVersion, type TextEdit } from '../language/parameter-text.ts';
import { languageHelp } from './completion-source.ts';
import { ontologyLanguage } from './expression-parser.ts';
import {
  type FindFixes,
  nextProblem,
  previousProblem,
  problemsExtension,
  tellProblems,
  useFirstFix,
} from './problems.ts';
import { editorTheme } from './theme.ts';

/** A place in the text; line and column count from 1. */
export interface Caret {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

export interface EditorOptions {
  readonly root: ShadowRoot;
  readonly parent: HTMLElement;
  readonly text: string;
  readonly label: string;
  readonly onText: (text: string) => void;
  readonly onCaret: (caret: Caret) => void;
  readonly findFixes: FindFixes;
}

/** What the screen does with the editor. */
export interface Editor {
  text(): string;
  /** Replaces the whole text, as one step that can be undone. */
  replace(text: string): void;
  /** Puts the caret at an offset, in sight, and the keyboard into the text. */
  goTo(offset: number): void;
  tell(text: string, diagnostics: readonly Diagnostic[]): void;
  nextProblem(): void;
  /** Writes a parameter's number while it is dragged (`done` false), and as one step that can be undone when it is let go. */
  writeParameter(name: string, number: string, done: boolean): void;
  writeVersion(version: string): void;
  undo(): void;
  destroy(): void;
}

const keys = keymap.of([
  { key: 'F8', run: nextProblem, shift: previousProblem },
  { key: 'Mod-.', run: useFirstFix },
  ...closeBracketsKeymap,
  ...completionKeymap,
  ...searchKeymap,
  ...historyKeymap,
  ...defaultKeymap,
]);

const linesLookedAt = 20;

const indentation = indentService.of(({ state }, pos) => {
  const line = state.doc.lineAt(pos).number;
  const first = Math.max(1, line - linesLookedAt);
  const before = Array.from({ length: line - first }, (_, i) => state.doc.line(first + i).text);
  // Enter asks for the line that begins at the caret: what stands before it belongs to the lines above.
  return indentAfter([...before, state.doc.sliceString(state.doc.lineAt(pos).from, pos)]);
});

function listener({ onText, onCaret }: EditorOptions): Extension {
  return EditorView.updateListener.of(({ docChanged, selectionSet, state }) => {
    if (docChanged) onText(state.doc.toString());
    if (docChanged || selectionSet) onCaret(caretOf(state));
  });
}

function caretOf(state: EditorState): Caret {
  const { head } = state.selection.main;
  const line = state.doc.lineAt(head);
  return { offset: head, line: line.number, column: head - line.from + 1 };
}

function extensions(options: EditorOptions): Extension {
  return [
    lineNumbers(),
    highlightActiveLineGutter(),
    highlightActiveLine(),
    history(),
    indentUnit.of('  '),
    EditorState.tabSize.of(2),
    indentation,
    bracketMatching(),
    closeBrackets(),
    highlightSelectionMatches(),
    search({ top: true }),
    ontologyLanguage,
    languageHelp,
    problemsExtension(options.findFixes),
    keys,
    EditorView.scrollMargins.of(() => ({ left: 64, right: 24 })),
    editorTheme,
    EditorView.contentAttributes.of({ 'aria-label': options.label, spellcheck: 'false', tabindex: '0' }),
    listener(options),
  ];
}

/** A drag writes without history; when it ends the text goes back unseen and the end is written as one step. */
function dragWriter(view: EditorView) {
  let before: { readonly name: string; readonly insert: string } | undefined;
  const write = ({ start, end, insert }: TextEdit, kept: boolean): string => {
    const was = view.state.doc.sliceString(start, end);
    view.dispatch({
      changes: { from: start, to: end, insert },
      annotations: kept ? [isolateHistory.of('full')] : [Transaction.addToHistory.of(false)],
      userEvent: 'input.slider',
    });
    return was;
  };
  const edit = (name: string, number: string): TextEdit | undefined =>
    writeParameter(view.state.doc.toString(), name, number);
  return (name: string, number: string, done: boolean): void => {
    const first = edit(name, number);
    if (first === undefined) return;
    if (!done) {
      const was = write(first, false);
      before ??= { name, insert: was };
      return;
    }
    const back = before?.name === name ? edit(name, before.insert) : undefined;
    if (back !== undefined) write(back, false);
    before = undefined;
    const last = edit(name, number);
    if (last !== undefined && view.state.doc.sliceString(last.start, last.end) !== number) write(last, true);
  };
}

/** An editor in a shadow root, where the library may put its rules into a constructed style sheet. */
export function createEditor(options: EditorOptions): Editor {
  const { root, parent } = options;
  const state = EditorState.create({ doc: options.text, extensions: extensions(options) });
  const view = new EditorView({ state, parent, root });
  const change = ({ start, end, insert }: TextEdit): void =>
    view.dispatch({ changes: { from: start, to: end, insert }, annotations: isolateHistory.of('full') });
  return {
    text: () => view.state.doc.toString(),
    replace: (text) => change({ start: 0, end: view.state.doc.length, insert: text }),
    goTo(offset) {
      const at = Math.min(offset, view.state.doc.length);
      view.dispatch({
        selection: { anchor: at },
        effects: EditorView.scrollIntoView(at, { y: 'start', yMargin: 36 }),
      });
      view.focus();
    },
    tell: (text, diagnostics) => tellProblems(view, text, diagnostics),
    nextProblem: () => {
      nextProblem(view);
    },
    writeParameter: dragWriter(view),
    writeVersion(version) {
      const edit = writeVersion(view.state.doc.toString(), version);
      if (edit !== undefined) change(edit);
    },
    undo: () => {
      undo(view);
    },
    destroy: () => view.destroy(),
  };
}
