import { useId, useState } from 'react';
import type { DragEvent } from 'react';
import { navigate } from '../../app/router.ts';
import { addFiles } from './draft.ts';

const accepted = [
  '.csv,.tsv,.txt,.parquet,.json,.jsonl,.ndjson,.xml,.vsp,.dat,.gz',
  '.geojson,.vtt,.h5,.hdf5,.slp',
  '.mp4,.webm,.mkv,.mov,.m4v',
].join(',');

const kinds = [
  ['Tracks', 'CSV, Parquet, JSONL, MOT, COCO, CVAT, VIAME, Label Studio, UCY, EPTS'],
  ['Poses', 'CSV, JSONL, DeepLabCut, SLEAP, COCO'],
  ['Clip', 'MP4, WebM'],
  ['Zones', 'GeoJSON, polygons'],
  ['Frame index', 'CSV, Parquet'],
  ['Captions', 'WebVTT, JSONL'],
  ['Homography', 'JSON, text'],
] as const;

function take(files: Iterable<File>): void {
  const chosen = [...files];
  if (chosen.length === 0) return;
  addFiles(chosen);
  navigate({ screen: 'add-source' });
}

const words = {
  first: 'Drop tracks, and a clip if you have one',
  more: 'Drop more, or',
} as const;
const looks = {
  large: 'grid h-24 place-content-center justify-items-center gap-2',
  first: 'flex h-10 items-center justify-between px-3',
  more: 'flex h-7 items-center gap-2 pr-0.5 pl-2',
} as const;

function Kinds() {
  return (
    <>
      <dl className="mt-3 grid gap-y-1">
        {kinds.map(([kind, formats]) => (
          <div key={kind} className="flex gap-2">
            <dt className="w-20 shrink-0 text-fg-2">{kind}</dt>
            <dd>{formats}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-3 text-xs text-fg-2">
        A clip stays hidden until you attest that it was anonymized before.
      </p>
    </>
  );
}

export interface DropFilesProps {
  /** No project yet, so nothing can be added. */
  readonly disabled?: boolean;
  /** One line without the list of formats, for the first files or for more of them. */
  readonly brief?: 'first' | 'more';
}

/** A place to drop files on, with a button that opens the file dialog. */
export function DropFiles({ disabled = false, brief }: DropFilesProps) {
  const [over, setOver] = useState(false);
  const id = useId();
  const drag = (inside: boolean) => (event: DragEvent) => {
    event.preventDefault();
    setOver(inside && !disabled);
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    if (!disabled) take(event.dataTransfer.files);
  };
  return (
    <>
      <div
        onDragOver={drag(true)}
        onDragLeave={drag(false)}
        onDrop={drop}
        className={`shrink-0 rounded-md border border-dashed ${looks[brief ?? 'large']} ${over ? 'border-accent bg-accent-soft' : 'border-line-strong'}`}
      >
        <p className={brief === undefined ? 'text-md text-fg-0' : 'text-fg-2'}>
          {disabled ? 'Waits until the sample is prepared' : words[brief ?? 'first']}
        </p>
        <input
          id={id}
          type="file"
          multiple
          disabled={disabled}
          accept={accepted}
          className="peer sr-only"
          onChange={(event) => {
            take(event.target.files ?? []);
            event.target.value = '';
          }}
        />
        <label
          htmlFor={id}
          className={`inline-flex items-center rounded-md border border-line-strong bg-bg-2 px-3 font-medium text-fg-0 peer-focus-visible:outline-2 peer-focus-visible:outline-offset-1 peer-focus-visible:outline-focus peer-disabled:border-dashed peer-disabled:bg-transparent peer-disabled:text-fg-2 hover:bg-bg-3 ${brief === 'more' ? 'h-5.5' : 'h-7'}`}
        >
          Choose files
        </label>
      </div>
      {brief === undefined ? <Kinds /> : null}
    </>
  );
}
