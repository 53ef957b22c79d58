import { err, ok, type Result } from '#contract/errors';
import type { Caption } from '#contract/entities/source';
import type { Homography, Zone } from '#contract/entities/zone';
import { readCaptionsJsonl } from './captions-jsonl.ts';
import { readCaptionsWebVtt } from './captions-webvtt.ts';
import { readHomographyJson } from './homography-json.ts';
import { pictureOrderOf, readHomographyText } from './homography-text.ts';
import { attempt, extensionOf, unknownFormat, type InputPart } from './input-part.ts';
import type { Quarantine } from './quarantine.ts';
import { readText } from './text-lines.ts';
import { refuseMostlyBad } from './mostly-bad.ts';
import { readZonesGeoJson } from './zones-geojson.ts';
import { readZonesPolygons } from './zones-polygons.ts';

const jsonEndings = ['json', 'geojson'];
const homographyEndings = ['json', 'txt'];
const captionEndings = ['vtt', 'jsonl', 'ndjson'];

async function textOf(part: InputPart, what: string, endings: readonly string[]): Promise<Result<string>> {
  if (!endings.includes(extensionOf(part))) return err(unknownFormat(part, what, endings));
  return attempt(part, () => readText(part.path));
}

/** Reads zones, as GeoJSON or in the plain form; none where there is no file. */
export async function readZones(part: InputPart | undefined): Promise<Result<readonly Zone[]>> {
  if (part === undefined) return ok([]);
  const text = await textOf(part, 'Zones', jsonEndings);
  if (!text.ok) return text;
  const plain = /"zones"\s*:/.test(text.value) && !/"features"\s*:/.test(text.value);
  return plain ? readZonesPolygons(text.value, part.label) : readZonesGeoJson(text.value, part.label);
}

/** Reads a homography; none where there is no file. */
export async function readHomography(part: InputPart | undefined): Promise<Result<Homography | undefined>> {
  if (part === undefined) return ok(undefined);
  const text = await textOf(part, 'A homography', homographyEndings);
  if (!text.ok) return text;
  if (extensionOf(part) === 'json') return readHomographyJson(text.value, part.label);
  return readHomographyText(text.value, part.label, pictureOrderOf(part.label));
}

/** Reads captions, as WebVTT or JSON Lines, in the order of their start; none where there is no file. */
export async function readCaptions(
  part: InputPart | undefined,
  quarantine: Quarantine,
): Promise<Result<readonly Caption[]>> {
  if (part === undefined) return ok([]);
  const text = await textOf(part, 'Captions', captionEndings);
  if (!text.ok) return text;
  const read =
    extensionOf(part) === 'vtt'
      ? readCaptionsWebVtt(text.value, part.label, quarantine)
      : ok(readCaptionsJsonl(text.value, part.label, quarantine));
  if (!read.ok) return read;
  const usable = refuseMostlyBad(part, quarantine, read.value.length + quarantine.countOf(part.label));
  return usable.ok ? ok(read.value.toSorted((a, b) => a.startS - b.startS)) : usable;
}
