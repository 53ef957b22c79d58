import '../../../app/zod-without-eval.ts';
import { emptyLibrary, type Library } from '#ontology/library';
import { checkText } from '../language/check-text.ts';
import { quickFixes } from '../language/quick-fixes.ts';
import type { CheckAnswer, CheckQuestion, CheckStock } from './check-messages.ts';

let library: Library = emptyLibrary;

function answer(question: CheckQuestion): CheckAnswer {
  const { id, text, diagnostic } = question;
  if (diagnostic === undefined) return { id, checked: checkText(text, library) };
  return { id, fixes: quickFixes(text, diagnostic, library) };
}

self.addEventListener('message', ({ data }: MessageEvent<CheckQuestion | CheckStock>) => {
  if ('library' in data) library = data.library;
  else self.postMessage(answer(data));
});
