import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  snippetCompletion,
} from '@codemirror/autocomplete';
import { hoverTooltip } from '@codemirror/view';
import { completionsAt } from '../language/complete.ts';
import { hoverAt } from '../language/hover.ts';
import type { Offer } from '../language/offers.ts';
import { aboutDom } from './about-dom.ts';

/** What stands highest among offers that fit alike: names of the document before those of the language. */
const boosts: Readonly<Record<Offer['kind'], number>> = {
  field: 6,
  word: 6,
  parameter: 5,
  role: 4,
  zone: 4,
  class: 4,
  unit: 4,
  definition: 3,
  event: 2,
  feature: 1,
  operator: 1,
  function: 0,
};

function optionOf({ label, kind, detail, insert, about }: Offer): Completion {
  const option: Completion = {
    label,
    detail,
    type: kind,
    boost: boosts[kind],
    ...(about === undefined ? {} : { info: () => aboutDom(about) }),
  };
  if (insert === undefined) return option;
  return insert.includes('${') ? snippetCompletion(insert, option) : { ...option, apply: insert };
}

/** So few that they are shown before a letter is typed. */
const mostChoices = 8;

function complete(context: CompletionContext): CompletionResult | null {
  const text = context.state.doc.toString();
  const { start, offers: all } = completionsAt(text, context.pos);
  const written = text.slice(start, context.pos);
  const isDone = (word: string): boolean =>
    all.some(({ label, insert }) => label === word && insert === undefined);
  const offers = context.explicit || !isDone(written) ? all : [];
  const isWord = start < context.pos;
  const isChoice = offers.length <= mostChoices && /:\s$/.test(text.slice(0, context.pos));
  if (offers.length === 0 || (!context.explicit && !isWord && !isChoice)) return null;
  return {
    from: start,
    options: offers.map(optionOf),
    // What is written in full already would only stand in the way of Enter.
    validFor: (word) => /^\$?\w*$/.test(word) && !isDone(word),
  };
}

/** Completion and hover from what the language says of a place. */
export const languageHelp = [
  autocompletion({
    override: [complete],
    icons: true,
    maxRenderedOptions: 60,
    activateOnCompletion: () => true,
  }),
  hoverTooltip(
    (view, pos) => {
      const found = hoverAt(view.state.doc.toString(), pos);
      if (found === undefined) return null;
      return {
        pos: found.start,
        end: found.end,
        above: true,
        create: () => ({ dom: aboutDom(found.about) }),
      };
    },
    { hoverTime: 350 },
  ),
];
