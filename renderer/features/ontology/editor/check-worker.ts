import '../../../app/zod-without-eval.ts';
import { checkText } from '../language/check-text.ts';
import { quickFixes } from '../language/quick-fixes.ts';
import type { CheckAnswer, CheckQuestion } from './check-messages.ts';

function answer(question: CheckQuestion): CheckAnswer {
  const { id, text, diagnostic } = question;
  if (diagnostic === undefined) return { id, checked: checkText(text) };
  return { id, fixes: quickFixes(text, diagnostic) };
}

self.addEventListener('message', ({ data }: MessageEvent<CheckQuestion>) => {
  self.postMessage(answer(data));
});
