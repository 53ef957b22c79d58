import { useEffect, useRef } from 'react';
import { createEditor, type Editor, type EditorOptions } from './create-editor.ts';

export interface CodeFieldProps
  extends Pick<EditorOptions, 'text' | 'label' | 'onText' | 'onCaret' | 'findFixes'> {
  readonly onReady: (editor: Editor | undefined) => void;
}

/** The shadow root of an element, with an empty block that fills it. */
export function openShadow(host: HTMLElement): { readonly root: ShadowRoot; readonly parent: HTMLElement } {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  const parent = document.createElement('div');
  parent.style.height = '100%';
  root.replaceChildren(parent);
  return { root, parent };
}

/** The editor as a component: `text` is what it begins with; what happens to it afterwards goes through `onReady`'s editor. */
export function CodeField(props: CodeFieldProps) {
  const host = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  useEffect(() => {
    if (host.current === null) return undefined;
    const editor = createEditor({
      ...openShadow(host.current),
      text: latest.current.text,
      label: latest.current.label,
      onText: (text) => latest.current.onText(text),
      onCaret: (caret) => latest.current.onCaret(caret),
      findFixes: (text, diagnostic) => latest.current.findFixes(text, diagnostic),
    });
    latest.current.onReady(editor);
    return () => {
      latest.current.onReady(undefined);
      editor.destroy();
    };
  }, []);
  return <div ref={host} className="min-h-0 flex-1 overflow-hidden" />;
}
