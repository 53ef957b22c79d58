import type { Description } from '../language/describe.ts';

function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className: string,
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  if (className !== '') made.className = className;
  made.append(...children);
  return made;
}

/** A description as the library's pop-ups want it. */
export function aboutDom({ title, detail, paragraphs }: Description): HTMLElement {
  return element(
    'div',
    'cm-about',
    element('span', 'cm-about-title', title),
    element('span', 'cm-about-detail', detail),
    ...paragraphs.map(({ label, text }) =>
      element('p', '', ...(label === undefined ? [] : [element('span', 'cm-about-label', label)]), text),
    ),
  );
}

export { element };
