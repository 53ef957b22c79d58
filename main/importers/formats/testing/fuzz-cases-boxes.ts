import { cocoAnnotationsFormat } from '../coco-annotations.ts';
import { cocoKeypointsFormat } from '../coco-keypoints.ts';
import { cocoResultsFormat } from '../coco-results.ts';
import { cvatXmlFormat } from '../cvat-xml.ts';
import { labelStudioFormat } from '../label-studio.ts';
import { ultralyticsJsonFormat } from '../ultralytics-json.ts';
import { viameCsvFormat } from '../viame-csv.ts';
import type { FuzzCase } from './fuzz-cases.ts';
import { hasData, realText } from './read-format.ts';
import {
  writeCocoAnnotations,
  writeCocoResults,
  writeCvat,
  writeLabelStudio,
  writeUltralytics,
  writeViame,
  type WriteBoxes,
  type WrittenBox,
} from './write-boxes.ts';

const own: readonly FuzzCase[] = [
  {
    format: cvatXmlFormat,
    exact: false,
    files: {
      'tracks.xml': `<?xml version="1.0" encoding="utf-8"?>
<annotations><version>1.1</version>
<meta><task><original_size><width>640</width><height>480</height></original_size></task></meta>
<track id="0" label="a &amp; b" task_id="3"><box frame="0" xtl="1" ytl="2" xbr="3" ybr="5" rotation="30"/>
<box frame="9" xtl="1" ytl="2" xbr="3" ybr="5" occluded="1" keyframe="1"/>
<box frame="12" xtl="1" ytl="2" xbr="3" ybr="5" outside="1"><attribute name="id">a</attribute></box></track>
<track label="b"><polygon frame="0" points="1,2;3,4;5,1"/><ellipse frame="1" cx="9" cy="9" rx="2" ry="3"/>
<mask frame="2" rle="1,2" left="1" top="1" width="3" height="4"/><points frame="2" points="1,2"/></track>
<image id="5" name="5.png" width="640" height="480"><box label="c" xtl="1" ytl="2" xbr="3" ybr="5"/></image>
</annotations>
`,
    },
  },
  {
    format: cocoKeypointsFormat,
    exact: false,
    files: {
      'keypoints.json': `{"images": [{"id": 1, "file_name": "0001.jpg", "width": 64, "height": 48}, {"id": 2, "file_name": "0002.jpg"}],
"categories": [{"id": 1, "name": "rat", "keypoints": ["nose", "tail"]}],
"annotations": [{"image_id": 1, "category_id": 1, "track_id": 4, "bbox": [1, 2, 3, 4], "keypoints": [1, 2, 2, 3, 4, 0]},
{"image_id": 2, "category_id": 1, "track_id": 4, "keypoints": [1, 2, 0.5, 3, 4, 0.25], "iscrowd": 0},
{"video_id": 1, "id": 7, "category_id": 1, "bboxes": [[1, 2, 3, 4], null, [1, 2, 3, 4]]}]}
`,
    },
  },
  {
    format: ultralyticsJsonFormat,
    exact: false,
    files: {
      'yolo.json': `[[{"name": "a", "class": 0, "confidence": 0.5, "box": {"x1": 1, "y1": 2, "x2": 30, "y2": 40}, "track_id": 1}],
"[{\\"box\\": {\\"x1\\": 1, \\"y1\\": 2, \\"x2\\": 30, \\"y2\\": 40}}]",
[{"box": {"x1": 9, "y1": 2, "x2": 30, "y2": 9, "x3": 20, "y3": 30, "x4": 1, "y4": 9},
"keypoints": {"x": [1, 2], "y": [3, 4], "visible": [0.5, 0.25]}, "track_id": 1}]]
`,
    },
  },
  {
    format: viameCsvFormat,
    exact: false,
    files: {
      'viame.csv': `# 1: Detection or Track-id,2: Video or Image Identifier
# metadata,fps: 5
1,a.png,0,10,20,30,40,0.5,-1,cod,0.5,"hake, red",0.25,(kp) head 1 2
1,a.png,1,10,20,30,40,0.5,-1,cod,0.5,(atr) a b
-1,a.png,1,10,20,30,40,,-1
`,
    },
  },
  {
    format: labelStudioFormat,
    exact: false,
    files: {
      'label-studio.json': `[{"id": 1, "annotations": [{"id": 2, "result": [
{"id": "a", "type": "videorectangle", "original_width": 640, "original_height": 480, "value": {"framesCount": 30, "labels": ["Car"],
"sequence": [{"frame": 1, "enabled": true, "rotation": 30, "x": 1, "y": 2, "width": 3, "height": 4},
{"frame": 9, "enabled": true, "x": 5, "y": 2, "width": 3, "height": 4}]}},
{"id": "b", "type": "timelinelabels", "value": {"ranges": [{"start": 1, "end": 3}], "timelinelabels": ["run"]}}]}],
"predictions": [], "data": {"video": "a.mp4"}}]
`,
    },
  },
];

const writers: readonly (readonly [FuzzCase['format'], WriteBoxes, boolean])[] = [
  [cocoAnnotationsFormat, writeCocoAnnotations, false],
  [cocoResultsFormat, writeCocoResults, true],
  [viameCsvFormat, writeViame, true],
  [ultralyticsJsonFormat, writeUltralytics, true],
  [labelStudioFormat, writeLabelStudio, false],
  [cvatXmlFormat, writeCvat, false],
];

/** The first rows of the real tracks, as each tool would write them. */
async function realWritten(rows: number): Promise<readonly FuzzCase[]> {
  const lines = (await realText('native/mot/person-at-table.mot.txt')).trim().split('\n').slice(0, rows);
  const boxes = lines.map((line): WrittenBox => {
    const [frame = 0, trackId = 0, x = 0, y = 0, w = 0, h = 0, conf = 0] = line.split(',').map(Number);
    return { frame, trackId, className: 'person', x, y, w, h, conf };
  });
  return writers.map(([format, write, exact]) => ({ format, exact, files: { 'real.txt': write(boxes) } }));
}

/** The real clip of JAAD with `rows` boxes of each track, which are one line in the file, a box a line. */
async function realJaad(rows: number): Promise<FuzzCase> {
  const text = await realText('native/jaad_cvat_xml/video_0102.xml.gz');
  const [head = '', ...tracks] = text.split('<track ');
  const short = tracks.map((track) => {
    const [start = '', ...boxes] = track.replace(/<\/track>[\s\S]*$/, '').split('<box ');
    return `<track ${start}\n${boxes
      .slice(0, rows)
      .map((box) => `<box ${box}`)
      .join('\n')}</track>`;
  });
  return {
    format: cvatXmlFormat,
    exact: false,
    files: { 'jaad.xml': `${head}${short.join('\n')}</annotations>` },
  };
}

/** Small files of our own, and real tracks as each tool writes them where the data are there. */
export async function boxFuzzCases(rows: number): Promise<readonly FuzzCase[]> {
  if (!hasData) return own;
  return [...own, ...(await realWritten(rows)), await realJaad(Math.ceil(rows / 8))];
}
