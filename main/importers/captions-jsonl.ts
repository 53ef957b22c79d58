import { z } from 'zod';
import type { Caption } from '#contract/entities/source';
import { isFault } from '#pipeline/normalize/cell';
import { parseJsonObject } from './json-lines.ts';
import { fieldName } from './json-file.ts';
import type { Quarantine } from './quarantine.ts';

const timesSchema = z.union([
  z.object({ start_us: z.number().min(0), end_us: z.number().min(0) }),
  z.object({ start_s: z.number().min(0), end_s: z.number().min(0) }),
]);
const lineSchema = z.object({
  start_us: z.number().min(0).optional(),
  end_us: z.number().min(0).optional(),
  start_s: z.number().min(0).optional(),
  end_s: z.number().min(0).optional(),
  text: z.string(),
  track_id: z.union([z.string(), z.number()]).nullable().optional(),
});

interface LineFault {
  readonly field: string;
  readonly message: string;
}

function readTimes(line: z.infer<typeof lineSchema>): readonly [number, number] | LineFault {
  const times = timesSchema.safeParse(line);
  if (!times.success)
    return { field: 'start_us', message: 'A caption has start_us and end_us, or start_s and end_s.' };
  const [startS, endS] =
    'start_us' in times.data
      ? [times.data.start_us / 1e6, times.data.end_us / 1e6]
      : [times.data.start_s, times.data.end_s];
  return endS < startS ? { field: 'end_us', message: 'The caption ends before it starts.' } : [startS, endS];
}

function readLine(text: string): Caption | LineFault {
  const parsed = parseJsonObject(text);
  if (isFault(parsed)) return parsed;
  const line = lineSchema.safeParse(parsed.row);
  if (!line.success) {
    const [issue] = line.error.issues;
    return { field: fieldName(issue?.path ?? []), message: issue?.message ?? 'The line is no caption.' };
  }
  const times = readTimes(line.data);
  if (isFault(times)) return times;
  const [startS, endS] = times;
  const trackId = line.data.track_id ?? undefined;
  return {
    startS,
    endS,
    text: line.data.text,
    ...(trackId === undefined ? {} : { trackId: String(trackId) }),
  };
}

/** Captions as JSON Lines: `start_us, end_us` (or `start_s, end_s`), `text`, optionally `track_id`; bad lines go to the quarantine. */
export function readCaptionsJsonl(text: string, file: string, quarantine: Quarantine): readonly Caption[] {
  const captions: Caption[] = [];
  for (const [at, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const caption = readLine(line);
    if (!isFault(caption)) captions.push(caption);
    else
      quarantine.add({
        file,
        line: at + 1,
        column: 1,
        message: caption.message,
        text: line,
        ...(caption.field === '' ? {} : { field: caption.field }),
      });
  }
  return captions;
}
