import { problem, raise } from '#contract/errors';
import type { InputPart } from '#main/importers/input-part';
import type { FormatRead, TrackFormat } from '#main/importers/track-format';
import { CvatReader, type CvatFacts } from './cvat-read.ts';
import { detected, headText } from './head-text.ts';
import { createIntake } from './intake.ts';
import { openText } from './open-file.ts';
import { scanXml, type XmlEvent } from './xml-scan.ts';

/** Files of JAAD that lie beside its tracks, by their root elements, and what they hold. */
const sideFiles: ReadonlyMap<string, string> = new Map([
  ['pedestrian_appearance', 'the appearance of pedestrians'],
  ['ped_attributes', 'attributes of pedestrians'],
  ['traffic_scene', 'the traffic scene'],
  ['vehicle_info', "the vehicle's own action"],
]);

function refuseRoot(part: InputPart, root: string, line: number, column: number): never {
  const place = { file: part.label, line, column, field: 'file' };
  const side = sideFiles.get(root);
  if (side !== undefined)
    raise(
      problem('unsupported_format', `This is a side file of JAAD: it tells ${side} and has no boxes.`, {
        ...place,
        hint: 'Give the file of the tracks, as video_0001.xml. Labels that people made are no input: compare the events with them later.',
      }),
    );
  return raise(
    problem('unsupported_format', `The file's root is <${root.slice(0, 40)}>, not <annotations>.`, {
      ...place,
      hint: 'Export the task from CVAT as "CVAT for video 1.1" and give the annotations.xml in it.',
    }),
  );
}

function checkRoot(part: InputPart, event: XmlEvent | undefined): void {
  if (event?.kind === 'open' && event.name !== 'annotations')
    refuseRoot(part, event.name, event.line, event.column);
}

function remarksOf({ filled, leftOut, labelAttributes, sizes }: CvatFacts): readonly string[] {
  const remarks: string[] = [];
  if (filled > 0)
    remarks.push(`${filled} boxes between keyframes were filled in on straight lines, as CVAT does.`);
  for (const [kind, count] of leftOut) remarks.push(`${count} of the kind ${kind} were left out.`);
  if (labelAttributes.length > 0)
    remarks.push(
      `Attributes that people gave (${labelAttributes.join(', ').slice(0, 300)}) were left out: labels are no input.`,
    );
  if (sizes.size > 1) remarks.push(`The pictures differ in size: ${[...sizes].join(' and ')}.`);
  return remarks;
}

const columns = [
  { name: 'frame', becomes: 'frame', samples: [] },
  { name: 'track id', becomes: 'track_id', samples: [] },
  { name: 'label', becomes: 'class', samples: [] },
  { name: 'xtl', becomes: 'x', samples: [] },
  { name: 'ytl', becomes: 'y', samples: [] },
  { name: 'xbr', becomes: 'w', samples: [] },
  { name: 'ybr', becomes: 'h', samples: [] },
  { name: 'occluded', becomes: 'occlusion', samples: [] },
];

function resultOf(part: InputPart, rowsGiven: number, facts: CvatFacts): FormatRead {
  const remarks = remarksOf(facts);
  if (rowsGiven === 0)
    raise(
      problem('truncated_file', 'The file has no box.', {
        file: part.label,
        line: 1,
        field: 'file',
        ...(remarks.length > 0 ? { hint: remarks.join(' ') } : {}),
      }),
    );
  const isSized = facts.widthPx > 0 && facts.heightPx > 0 && facts.sizes.size < 2;
  const size = isSized ? { widthPx: facts.widthPx, heightPx: facts.heightPx } : {};
  return { columns, rowsGiven, remarks, ...size };
}

/**
 * CVAT 1.1 XML: tracks of a video (`track` with a `box` per frame, frames from 0, `outside`, `occluded`, `keyframe`), as CVAT
 * writes them and as JAAD has them, without numbers of the tracks; or pictures (`image` with boxes), whose boxes are
 * detections unless an attribute `track_id` names their track. Only keyframes given, boxes between them are moved on straight
 * lines until `outside`. Sources: "XML annotation format" in CVAT's documentation (docs.cvat.ai/docs/manual/advanced/
 * xml_format); `cvat/apps/dataset_manager/formats/cvat.py` and `get_interpolated_shapes` of its `annotation.py`.
 */
export const cvatXmlFormat: TrackFormat = {
  id: 'cvat_xml',
  name: 'CVAT for video, XML',
  gives: 'tracks',
  detect(head) {
    const text = headText(head);
    if (!text.startsWith('<')) return detected(0, 'it is no XML');
    const root = /<([A-Za-z_][\w.-]*)/.exec(text)?.[1] ?? '';
    if (sideFiles.has(root)) return detected(0.9, `its root <${root}> is of a side file of JAAD`);
    if (root !== 'annotations') return detected(0, 'its root is not <annotations>');
    if (/<track[\s>]|<mode>interpolation</.test(text))
      return detected(0.98, 'it is <annotations> with tracks');
    if (/<image\s[^>]*\bid=/.test(text)) return detected(0.9, 'it is <annotations> with images');
    return detected(/<version>1\.[01]</.test(text) ? 0.9 : 0.5, 'its root is <annotations>');
  },
  async read(part, sinks, quarantine, options) {
    const intake = createIntake(part, sinks, quarantine);
    const reader = new CvatReader(intake, options.firstFrame ?? 0);
    let rootSeen = false;
    for await (const events of scanXml(openText(part), part.label)) {
      if (!rootSeen) checkRoot(part, events[0]);
      rootSeen = true;
      for (const event of events) reader.take(event);
    }
    return resultOf(part, intake.rowsGiven(), reader.facts());
  },
};
