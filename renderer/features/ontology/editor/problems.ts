import { type Diagnostic as LintDiagnostic, setDiagnostics } from '@codemirror/lint';
import {
  type EditorState,
  type Extension,
  StateEffect,
  StateField,
  type TransactionSpec,
} from '@codemirror/state';
import {
  type Command,
  Decoration,
  type DecorationSet,
  EditorView,
  ViewPlugin,
  WidgetType,
} from '@codemirror/view';
import type { Diagnostic } from '#contract/rpc/projects';
import { asSentence, withStop } from '../../../shared-ui/format.ts';
import { outlineOf } from '../language/outline.ts';
import { type Fix, fixWords, rangeOf } from '../language/quick-fixes.ts';
import { element } from './about-dom.ts';

/** An error where it stands now, with what mends it once that is known. */
interface Problem {
  readonly diagnostic: Diagnostic;
  readonly from: number;
  readonly to: number;
  readonly fixes?: readonly Fix[] | undefined;
}

interface Problems {
  /** The text that they were told of. */
  readonly text: string;
  readonly all: readonly Problem[];
}

const setProblems = StateEffect.define<Problems>();
const setFixes = StateEffect.define<{ readonly diagnostic: Diagnostic; readonly fixes: readonly Fix[] }>();

const problemsField = StateField.define<Problems>({
  create: () => ({ text: '', all: [] }),
  update(value, transaction) {
    let next = value;
    if (transaction.docChanged)
      next = {
        ...next,
        all: next.all.map((problem) => ({
          ...problem,
          from: transaction.changes.mapPos(problem.from, 1),
          to: transaction.changes.mapPos(problem.to, -1),
          fixes: undefined,
        })),
      };
    for (const effect of transaction.effects) {
      if (effect.is(setProblems)) next = effect.value;
      if (effect.is(setFixes)) {
        const { diagnostic, fixes } = effect.value;
        next = {
          ...next,
          all: next.all.map((each) => (each.diagnostic === diagnostic ? { ...each, fixes } : each)),
        };
      }
    }
    return next;
  },
});

/** The error on the line of the caret, else the first. */
function currentOf(state: EditorState): Problem | undefined {
  const { all } = state.field(problemsField);
  const line = state.doc.lineAt(state.selection.main.head);
  return all.find(({ from }) => from >= line.from && from <= line.to) ?? all[0];
}

class ProblemWidget extends WidgetType {
  readonly #problem: Problem;
  readonly #text: string;
  readonly #caret: string;

  constructor(problem: Problem, caret: string, text: string) {
    super();
    this.#problem = problem;
    this.#caret = caret;
    this.#text = text;
  }

  override eq(other: ProblemWidget): boolean {
    return other.#problem === this.#problem && other.#caret === this.#caret;
  }

  override get estimatedHeight(): number {
    return 60;
  }

  override toDOM(view: EditorView): HTMLElement {
    const { diagnostic, fixes = [] } = this.#problem;
    const carets = element('pre', '', this.#caret);
    carets.setAttribute('aria-hidden', 'true');
    const message = element('p', 'cm-problem-message', withStop(diagnostic.message));
    const outline = outlineOf(this.#text);
    const [only] = fixes;
    const meant =
      diagnostic.hint === undefined && only !== undefined && fixes.length === 1
        ? `Did you mean ${fixWords(only, outline)}?`
        : asSentence(diagnostic.hint ?? '');
    const buttons = fixes.map((fix, place) => {
      const button = element('button', '', fixes.length === 1 ? 'Use it' : `Use ${fixWords(fix, outline)}`);
      button.type = 'button';
      button.title = `Writes ${fix.label}`;
      button.addEventListener('click', () => applyFix(view, fix));
      return [button, ...(place === 0 ? [element('kbd', '', 'Ctrl .')] : [])];
    });
    const rest = element('p', '', `${meant} `, ...buttons.flat());
    return element(
      'div',
      'cm-problem',
      carets,
      message,
      ...(meant === '' && fixes.length === 0 ? [] : [rest]),
    );
  }

  override ignoreEvent(): boolean {
    return true;
  }
}

function carets(state: EditorState, { from, to }: Problem): string {
  const line = state.doc.lineAt(from);
  const before = line.text.slice(0, from - line.from).replaceAll(/[^\t]/g, ' ');
  return `${before}${'^'.repeat(Math.max(1, Math.min(to, line.to) - from))}`;
}

const shownProblem = EditorView.decorations.compute(
  [problemsField, 'selection', 'doc'],
  (state): DecorationSet => {
    const current = currentOf(state);
    if (current === undefined) return Decoration.none;
    const { to } = state.doc.lineAt(Math.min(current.from, state.doc.length));
    const widget = new ProblemWidget(current, carets(state, current), state.doc.toString());
    return Decoration.set([Decoration.widget({ widget, block: true, side: 1 }).range(to)]);
  },
);

function applyFix(view: EditorView, { edit }: Fix): void {
  const { start, end, insert } = edit;
  view.dispatch({
    changes: { from: start, to: end, insert },
    selection: { anchor: start + insert.length },
    userEvent: 'input.fix',
    scrollIntoView: true,
  });
  view.focus();
}

/** Writes the first fix of the error in sight. */
export const useFirstFix: Command = (view) => {
  const fix = currentOf(view.state)?.fixes?.[0];
  if (fix === undefined) return false;
  applyFix(view, fix);
  return true;
};

function go(step: 1 | -1): Command {
  return (view) => {
    const { all } = view.state.field(problemsField);
    const { head } = view.state.selection.main;
    const ahead = step === 1 ? all.find(({ from }) => from > head) : all.findLast(({ from }) => from < head);
    const target = ahead ?? all.at(step === 1 ? 0 : -1);
    if (target === undefined) return false;
    view.dispatch({ selection: { anchor: target.from }, scrollIntoView: true });
    view.focus();
    return true;
  };
}

export const nextProblem = go(1);
export const previousProblem = go(-1);

function lintOf({ diagnostic, from, to }: Problem): LintDiagnostic {
  return { from, to, severity: 'error', message: withStop(diagnostic.message) };
}

/** Shows what was found in a text; nothing where the editor holds another text by now. */
export function tellProblems(view: EditorView, text: string, diagnostics: readonly Diagnostic[]): void {
  if (view.state.doc.toString() !== text) return;
  const all = diagnostics.map((diagnostic): Problem => {
    const { start, end } = rangeOf(text, diagnostic);
    return { diagnostic, from: start, to: Math.max(start, end) };
  });
  const spec: TransactionSpec = setDiagnostics(view.state, all.map(lintOf));
  view.dispatch(spec, { effects: setProblems.of({ text, all }) });
}

export type FindFixes = (text: string, diagnostic: Diagnostic) => Promise<readonly Fix[]>;

/** Asks for the fixes of the error in sight, once per text. */
function fixesFor(find: FindFixes): Extension {
  return ViewPlugin.define((view) => {
    let asked: Diagnostic | undefined;
    const ask = (): void => {
      const { text } = view.state.field(problemsField);
      const current = currentOf(view.state);
      if (current === undefined || current.diagnostic === asked || view.state.doc.toString() !== text) return;
      asked = current.diagnostic;
      void find(text, current.diagnostic).then((fixes) => {
        const isStill = view.state.doc.toString() === text;
        if (isStill) view.dispatch({ effects: setFixes.of({ diagnostic: current.diagnostic, fixes }) });
        else asked = undefined;
      });
    };
    return { update: ask };
  });
}

/** Errors under their line, with what mends them. */
export function problemsExtension(find: FindFixes): Extension {
  return [problemsField, shownProblem, fixesFor(find)];
}
