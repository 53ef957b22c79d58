import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { EncodedPacketSink, Input, MATROSKA, MP4, QTFF, WEBM, type InputVideoTrack } from 'mediabunny';
import { err, ok, problem, raise, refuse, toProblem, type Problem, type Result } from '#contract/errors';
import { frameCount } from '#contract/entities/frame-index';
import type { ClipProbe, Media } from '#contract/ports/media';
import { clipTiming } from './clip-timing.ts';
import { openGuarded } from './guarded-source.ts';
import { checkTables, readTrackTimes } from './mp4-track.ts';
import { presentPictures, type DatedPicture } from './presentation-order.ts';

/** Containers that a browser plays, and none that points to further files. */
const formats = [MP4, QTFF, WEBM, MATROSKA];

/** Two days at 50 pictures per second; a clip that has more is damaged. */
const mostPictures = 10_000_000;

/** Microseconds up to here are exact, and dates since 1970 lie below. */
const latestS = 9e9;

/** How much shorter than announced a clip may end before it counts as cut off. */
const endToleranceS = 1;

function refusal(path: string, thrown: unknown): Problem {
  const fault = toProblem(thrown);
  const name = basename(path);
  if (fault.code === 'missing_file')
    return problem('missing_file', `There is no file ${name}.`, { file: path });
  if (fault.code !== 'internal') return { ...fault, file: path };
  return problem('truncated_file', `${name} is cut off or damaged: ${fault.message}`, { file: path });
}

/** Reads every packet's dates, and the bytes of the one stored last, which a cut-off file does not hold. */
async function readPictures(path: string, track: InputVideoTrack): Promise<readonly DatedPicture[]> {
  const sink = new EncodedPacketSink(track);
  const pictures: DatedPicture[] = [];
  let lastStoredS = 0;
  for await (const packet of sink.packets(undefined, undefined, { metadataOnly: true })) {
    pictures.push({ timeS: packet.timestamp, durationS: packet.duration });
    lastStoredS = packet.timestamp;
    if (!(Math.abs(packet.timestamp) + packet.duration < latestS))
      raise(problem('truncated_file', `${basename(path)} is damaged: it dates a picture out of all time.`));
    if (pictures.length > mostPictures)
      raise(problem('truncated_file', `${basename(path)} is damaged: its pictures do not end.`));
  }
  const last = pictures.length === 0 ? null : await sink.getPacket(lastStoredS);
  if (last !== null && last.data.length === last.byteLength && last.byteLength > 0) return pictures;
  return raise(
    problem('truncated_file', `${basename(path)} is cut off: its last picture is missing.`, { file: path }),
  );
}

/** Refuses a clip that ends well before its header says. */
async function checkLength(path: string, input: Input, pictures: readonly DatedPicture[]): Promise<void> {
  const announcedS = await input.getDurationFromMetadata();
  if (announcedS === null) return;
  const endS = pictures.reduce((most, { timeS, durationS }) => Math.max(most, timeS + durationS), 0);
  if (endS >= announcedS - endToleranceS) return;
  const foundS = await input.computeDuration();
  if (foundS >= announcedS - endToleranceS) return;
  const says = `${basename(path)} is cut off: it announces ${announcedS.toFixed(1)} s and ends after ${foundS.toFixed(1)} s.`;
  raise(problem('truncated_file', says, { file: path }));
}

async function isMp4(input: Input): Promise<boolean> {
  const format = await input.getFormat();
  return format === MP4 || format === QTFF;
}

/** What a browser presents of the pictures, which mediabunny dates on the player's clock but does not cut. */
async function present(path: string, input: Input, track: InputVideoTrack) {
  const pictures = await readPictures(path, track);
  const { edited, delayS } = (await isMp4(input))
    ? await readTrackTimes(path, track.id)
    : { edited: undefined, delayS: 0 };
  const dated = pictures.map(({ timeS, durationS }) => ({ timeS: timeS + delayS, durationS }));
  const presentation = presentPictures(dated, edited?.window);
  return { pictures, presentation, timing: clipTiming(dated, presentation, edited?.edit) };
}

async function describe(path: string, input: Input, track: InputVideoTrack): Promise<Result<ClipProbe>> {
  const { pictures, presentation, timing } = await present(path, input, track);
  const { index } = presentation;
  if (frameCount(index) === 0)
    return refuse('unsupported_format', `${basename(path)} shows no picture.`, { file: path });
  await checkLength(path, input, pictures);
  const audio = await input.getAudioTracks();
  return ok({
    index,
    timing,
    widthPx: await track.getDisplayWidth(),
    heightPx: await track.getDisplayHeight(),
    codec: (await track.getCodecParameterString()) ?? 'unknown',
    mime: await input.getMimeType(),
    audioStreams: audio.length,
  });
}

async function probe(path: string, input: Input): Promise<Result<ClipProbe>> {
  const name = basename(path);
  if (!(await input.canRead()))
    return refuse('unsupported_format', `${name} is not a clip.`, {
      file: path,
      hint: 'Give an MP4, MOV, WebM or Matroska file.',
    });
  if (await isMp4(input)) await checkTables(path);
  const track = await input.getPrimaryVideoTrack();
  if (track === null)
    return refuse('unsupported_format', `${name} has no pictures, only sound or text.`, { file: path });
  if ((await track.getCodec()) === null)
    return refuse('unsupported_format', `The pictures of ${name} are coded in a way that cannot be played.`, {
      file: path,
      hint: 'Convert the clip to H.264, VP9 or AV1.',
    });
  return describe(path, input, track);
}

async function checkFile(path: string): Promise<Result<void>> {
  const entry = await stat(path);
  if (!entry.isFile()) return refuse('unreadable_file', `${basename(path)} is not a file.`, { file: path });
  if (entry.size === 0) return refuse('truncated_file', `${basename(path)} is empty.`, { file: path });
  return ok(undefined);
}

async function probeClip(path: string): Promise<Result<ClipProbe>> {
  const late: unknown[] = [];
  try {
    const file = await checkFile(path);
    if (!file.ok) return file;
    const source = openGuarded(path, (thrown) => late.push(thrown));
    const input = new Input({ formats, source });
    try {
      const result = await probe(path, input);
      return late.length > 0 && result.ok ? err(refusal(path, late[0])) : result;
    } finally {
      input.dispose();
    }
  } catch (thrown) {
    return err(refusal(path, thrown));
  }
}

/** Clips through mediabunny, which reads containers and never decodes. */
export function createMedia(): Media {
  return { probeClip };
}
