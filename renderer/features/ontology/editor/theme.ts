import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const popup = {
  border: '1px solid var(--line-strong)',
  borderRadius: '6px',
  backgroundColor: 'var(--bg-1)',
  color: 'var(--fg-1)',
  boxShadow: 'var(--shadow)',
};

const mono = '"JetBrains Mono Variable", "JetBrains Mono", ui-monospace, monospace';
const ui = '"Inter Variable", Inter, system-ui, sans-serif';

const surface = {
  '&': { height: '100%', color: 'var(--fg-0)', backgroundColor: 'var(--bg-1)', fontSize: '11px' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    fontFamily: mono,
    fontVariantLigatures: 'none',
    lineHeight: '18px',
    scrollbarWidth: 'thin',
    scrollbarColor: 'var(--line-strong) transparent',
  },
  '.cm-content': { padding: '6px 0', caretColor: 'var(--fg-0)' },
  '.cm-line': { padding: '0 12px 0 8px' },
  '.cm-gutters': { border: 'none', backgroundColor: 'var(--bg-1)', color: 'var(--fg-3)' },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '36px', padding: '0 8px 0 4px' },
  '.cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--accent) 8%, transparent)' },
  '.cm-activeLineGutter': {
    backgroundColor: 'color-mix(in srgb, var(--accent) 8%, transparent)',
    color: 'var(--fg-1)',
  },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--bg-3)' },
  '.cm-selectionMatch': { backgroundColor: 'var(--bg-3)' },
  '.cm-content ::selection, .cm-line::selection': { backgroundColor: 'var(--accent-soft)' },
  '.cm-searchMatch': { backgroundColor: 'var(--warn-soft)' },
  '.cm-snippetField': { backgroundColor: 'var(--accent-soft)' },
};

const problems = {
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--reject)',
    textDecorationSkipInk: 'none',
    textUnderlineOffset: '3px',
  },
  '.cm-problem': {
    padding: '0 12px 0 6px',
    borderLeft: '2px solid var(--reject)',
    backgroundColor: 'color-mix(in srgb, var(--reject) 12%, transparent)',
    color: 'var(--fg-1)',
    whiteSpace: 'pre-wrap',
    fontFamily: ui,
    fontSize: '12px',
  },
  '.cm-problem pre': {
    margin: '0',
    font: `400 11px/16px ${mono}`,
    whiteSpace: 'pre',
    color: 'var(--reject-text)',
  },
  // Words stay in sight while a long line is scrolled.
  '.cm-problem p': {
    position: 'sticky',
    left: '58px',
    width: 'max-content',
    maxWidth: '540px',
    margin: '0',
    padding: '1px 0',
  },
  '.cm-problem-message': { color: 'var(--reject-text)' },
  '.cm-problem button': {
    padding: '0 6px',
    border: 'none',
    borderRadius: '3px',
    background: 'none',
    color: 'var(--accent-text)',
    font: `500 12px/20px ${ui}`,
    cursor: 'pointer',
  },
  '.cm-problem button:hover': { backgroundColor: 'var(--bg-2)' },
  '.cm-problem kbd': {
    padding: '1px 5px',
    border: '1px solid var(--line-strong)',
    borderRadius: '3px',
    backgroundColor: 'var(--bg-2)',
    color: 'var(--fg-1)',
    font: `500 11px/14px ${ui}`,
  },
};

const popups = {
  '.cm-tooltip': popup,
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: mono, fontSize: '11px', maxHeight: '220px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '3px 10px 3px 4px', lineHeight: '18px' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { backgroundColor: 'var(--bg-3)', color: 'var(--fg-0)' },
  '.cm-completionMatchedText': { textDecoration: 'none', color: 'var(--accent-text)' },
  '.cm-completionDetail': { marginLeft: '12px', color: 'var(--fg-2)', fontStyle: 'normal' },
  '.cm-completionIcon': { width: '20px', opacity: '1', color: 'var(--fg-2)' },
  '.cm-completionIcon::after': { fontFamily: ui, fontSize: '10px', fontWeight: '600' },
  ...Object.fromEntries(
    Object.entries({
      feature: 'f',
      function: 'ƒ',
      operator: '∧',
      parameter: '$',
      definition: '≔',
      event: '◆',
      role: '@',
      zone: '▱',
      class: 'C',
      unit: 'u',
      field: '·',
      word: '·',
    }).map(([kind, sign]) => [`.cm-completionIcon-${kind}::after`, { content: `"${sign}"` }]),
  ),
  '.cm-tooltip.cm-completionInfo': { padding: '0', maxWidth: '384px' },
  '.cm-about': {
    maxWidth: '360px',
    padding: '8px 10px',
    fontFamily: ui,
    fontSize: '12px',
    lineHeight: '17px',
  },
  '.cm-about-title': { fontFamily: mono, fontSize: '11px', color: 'var(--fg-0)' },
  '.cm-about-detail': { marginLeft: '8px', color: 'var(--fg-2)' },
  '.cm-about p': { margin: '4px 0 0', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' },
  '.cm-about-label': { marginRight: '6px', color: 'var(--fg-2)' },
  '.cm-diagnostic': {
    padding: '6px 10px',
    borderLeft: '2px solid var(--reject)',
    fontFamily: ui,
    fontSize: '12px',
  },
  '.cm-panels': { backgroundColor: 'var(--bg-2)', color: 'var(--fg-1)', borderColor: 'var(--line)' },
  '.cm-panel.cm-search': { padding: '4px 8px', fontFamily: ui, fontSize: '12px' },
  '.cm-textfield': {
    border: '1px solid var(--line-strong)',
    borderRadius: '3px',
    backgroundColor: 'var(--bg-0)',
    color: 'var(--fg-0)',
    fontSize: '12px',
  },
  '.cm-button': {
    border: '1px solid var(--line-strong)',
    borderRadius: '3px',
    background: 'var(--bg-2)',
    color: 'var(--fg-0)',
    fontSize: '12px',
  },
};

const merged = {
  '.cm-changedLine': { backgroundColor: 'color-mix(in srgb, var(--accent) 10%, transparent)' },
  '.cm-deletedChunk, .cm-merge-a .cm-changedLine': {
    backgroundColor: 'color-mix(in srgb, var(--reject) 12%, transparent)',
  },
  '.cm-changedText, .cm-deletedText': { background: 'color-mix(in srgb, var(--accent) 30%, transparent)' },
  '.cm-collapsedLines': {
    background: 'var(--bg-2)',
    color: 'var(--fg-2)',
    fontFamily: ui,
    padding: '2px 8px',
  },
  '.cm-collapsedLines::before, .cm-collapsedLines::after': { content: '""' },
};

const colours = HighlightStyle.define([
  { tag: [tags.definition(tags.propertyName), tags.propertyName], color: 'var(--accent-text)' },
  { tag: [tags.string], color: 'var(--accept-text)' },
  { tag: [tags.number, tags.unit], color: 'var(--warn-text)' },
  { tag: tags.variableName, color: 'var(--fg-0)' },
  { tag: tags.function(tags.variableName), color: 'var(--c1)' },
  { tag: tags.keyword, color: 'var(--c5)' },
  {
    tag: [tags.operator, tags.punctuation, tags.separator, tags.brace, tags.squareBracket],
    color: 'var(--fg-2)',
  },
  { tag: [tags.comment, tags.lineComment], color: 'var(--fg-2)' },
  { tag: tags.invalid, color: 'var(--reject-text)' },
]);

/** How the editor looks: the tokens of the theme, which reach its shadow root as custom properties. */
export const editorTheme = [
  EditorView.theme({ ...surface, ...problems, ...popups, ...merged }),
  syntaxHighlighting(colours),
];
