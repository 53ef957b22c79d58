import { MergeView } from '@codemirror/merge';
import { EditorState } from '@codemirror/state';
import { EditorView, lineNumbers } from '@codemirror/view';
import { useEffect, useRef, useState } from 'react';
import { openShadow } from './CodeField.tsx';
import { ontologyLanguage } from './expression-parser.ts';
import { editorTheme } from './theme.ts';

export interface ComparedText {
  readonly title: string;
  readonly text: string;
}

function side({ title, text }: ComparedText) {
  return {
    doc: text,
    extensions: [
      lineNumbers(),
      ontologyLanguage,
      editorTheme,
      EditorView.lineWrapping,
      EditorState.readOnly.of(true),
      EditorView.contentAttributes.of({ 'aria-label': `Text of ${title}`, 'aria-readonly': 'true' }),
    ],
  };
}

function differs(a: ComparedText, b: ComparedText): boolean {
  return a.title !== b.title || a.text !== b.text;
}

/** Two texts beside each other: what differs is marked, what does not is folded away. */
export function CompareField(props: { readonly before: ComparedText; readonly after: ComparedText }) {
  const [before, setBefore] = useState(props.before);
  const [after, setAfter] = useState(props.after);
  if (differs(before, props.before)) setBefore(props.before);
  if (differs(after, props.after)) setAfter(props.after);
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (host.current === null) return undefined;
    const { root, parent } = openShadow(host.current);
    parent.style.overflow = 'auto';
    const view = new MergeView({
      a: side(before),
      b: side(after),
      parent,
      root,
      gutter: true,
      collapseUnchanged: { margin: 3, minSize: 6 },
    });
    return () => view.destroy();
  }, [before, after]);
  return <div ref={host} className="h-full min-h-0 overflow-hidden rounded-sm border border-line" />;
}
