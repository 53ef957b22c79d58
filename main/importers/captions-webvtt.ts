import { ok, refuse, type Result } from '#contract/errors';
import type { Caption } from '#contract/entities/source';
import type { Quarantine } from './quarantine.ts';

const timing = /^((?:\d+:)?\d{1,2}:\d{2}[.,]\d{3})\s+-->\s+((?:\d+:)?\d{1,2}:\d{2}[.,]\d{3})(?:\s.*)?$/;
const voice = /^<v(?:\.[^\s>]*)?\s+([^>]+)>/;

/** Seconds of `hh:mm:ss.mmm` or `mm:ss.mmm`. */
function toSeconds(time: string): number {
  return time
    .replace(',', '.')
    .split(':')
    .reduce((seconds, part) => seconds * 60 + Number(part), 0);
}

function plainText(text: string): string {
  return text
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&amp;', '&')
    .trim();
}

function toCaption(startS: number, endS: number, text: string): Caption {
  const speaker = voice.exec(text)?.[1]?.trim();
  return { startS, endS, text: plainText(text), ...(speaker === undefined ? {} : { trackId: speaker }) };
}

interface Block {
  readonly line: number;
  readonly lines: readonly string[];
}

function toBlocks(text: string): readonly Block[] {
  const blocks: { line: number; lines: string[] }[] = [];
  let open: { line: number; lines: string[] } | undefined;
  for (const [at, line] of text.split('\n').entries()) {
    if (line.trim() === '') open = undefined;
    else if (open === undefined) blocks.push((open = { line: at + 1, lines: [line] }));
    else open.lines.push(line);
  }
  return blocks;
}

function readCue({ line, lines }: Block): Caption | { readonly line: number; readonly message: string } {
  const at = lines.findIndex((text) => text.includes('-->'));
  const times = timing.exec(lines[at]?.trim() ?? '');
  if (times === null)
    return {
      line: line + Math.max(0, at),
      message: 'A cue begins with its times, as 00:01.000 --> 00:02.500.',
    };
  const [startS, endS] = [toSeconds(times[1] ?? ''), toSeconds(times[2] ?? '')];
  if (endS < startS) return { line: line + at, message: 'The cue ends before it starts.' };
  return toCaption(startS, endS, lines.slice(at + 1).join('\n'));
}

/** Captions as WebVTT: a voice span (`<v 12>`) names the track; cues that cannot be read go to the quarantine. */
export function readCaptionsWebVtt(
  text: string,
  file: string,
  quarantine: Quarantine,
): Result<readonly Caption[]> {
  if (!/^WEBVTT(\s|$)/.test(text))
    return refuse('unsupported_format', 'A WebVTT file begins with the word WEBVTT.', {
      file,
      line: 1,
      field: 'header',
    });
  const captions: Caption[] = [];
  for (const block of toBlocks(text)) {
    if (/^(WEBVTT|NOTE|STYLE|REGION)(\s|$)/.test(block.lines[0] ?? '')) continue;
    const cue = readCue(block);
    if ('startS' in cue) captions.push(cue);
    else
      quarantine.add({
        file,
        line: cue.line,
        field: 'cue',
        message: cue.message,
        text: block.lines.join('\n'),
      });
  }
  return ok(captions);
}
