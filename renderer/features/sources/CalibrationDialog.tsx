import { useState } from 'react';
import type { Inspection } from '#contract/rpc/sources';
import { Button } from '../../shared-ui/Button.tsx';
import { Dialog } from '../../shared-ui/Dialog.tsx';
import { addPoint, calibrationLacks, formatErrorM, medianErrorM } from './calibration-draft.ts';
import type { CalibrationDraft } from './calibration-draft.ts';
import { CalibrationPoints } from './CalibrationPoints.tsx';
import { useClipUrl } from './clip-url.ts';
import { ClipFrame } from './ClipFrame.tsx';
import { useDraft } from './draft.ts';
import { groundGrid } from './ground-grid.ts';
import { PointPicker } from './PointPicker.tsx';
import { nearestPlace, pictureSize, timeOf } from './preview-frames.ts';
import { PreviewSlider } from './PreviewSlider.tsx';

const silent = () => {};

/** Median of the errors, or what is still missing. */
function Verdict({
  inspection,
  lacks,
}: {
  readonly inspection: Inspection;
  readonly lacks: string | undefined;
}) {
  const median = medianErrorM(inspection.calibration?.errorsM ?? []);
  if (lacks !== undefined) return <span className="text-fg-2">{lacks}</span>;
  if (median === undefined) return <span className="text-fg-2">Fitting the plane</span>;
  return <span className="text-accept-text">{`Median error ${formatErrorM(median)}`}</span>;
}

interface PickingProps {
  readonly inspection: Inspection;
  readonly draft: CalibrationDraft;
  readonly onChange: (draft: CalibrationDraft) => void;
  readonly lacks: string | undefined;
}

function Picking({ inspection, draft, onChange, lacks }: PickingProps) {
  const url = useClipUrl();
  const [at, setAt] = useState(0);
  const frames = inspection.preview.byNumber;
  const place = nearestPlace(frames, at);
  const shown = frames[place];
  const matrix = inspection.calibration?.homography;
  return (
    <div>
      <PointPicker
        draft={draft}
        onChange={onChange}
        size={pictureSize(inspection)}
        grid={matrix === undefined || lacks !== undefined ? [] : groundGrid(matrix, draft.points)}
      >
        {url === undefined ? null : (
          <ClipFrame
            url={url}
            timeS={shown === undefined ? 0 : timeOf(shown, inspection)}
            label="Picture to pick points on"
            onShown={silent}
            onFail={silent}
          />
        )}
      </PointPicker>
      {frames.length < 2 || url === undefined ? null : (
        <PreviewSlider
          frames={frames}
          gaps={[]}
          place={place}
          onPlace={(next) => setAt(frames[next]?.frame ?? 0)}
        />
      )}
    </div>
  );
}

export interface CalibrationDialogProps {
  readonly inspection: Inspection;
  readonly onClose: () => void;
}

/** Picks points on a picture of the clip and types where they lie on the ground. */
export function CalibrationDialog({ inspection, onClose }: CalibrationDialogProps) {
  const draft = useDraft((all) => all.calibration);
  const size = pictureSize(inspection);
  const onChange = (calibration: CalibrationDraft): void => useDraft.setState({ calibration });
  const lacks = calibrationLacks(draft);
  return (
    <Dialog
      open
      onClose={onClose}
      widthPx={1120}
      title="Calibration by points"
      description="Click places on the ground whose metres you know, spread over the picture and no three on one line. Arrow keys move a point by a tenth of a pixel."
      footer={
        <>
          <span className="mr-auto">
            <Verdict inspection={inspection} lacks={lacks} />
          </span>
          <Button onClick={() => onChange(addPoint(draft, size, size.widthPx / 2, size.heightPx / 2))}>
            Add point in the middle
          </Button>
          <Button variant="primary" onClick={onClose}>
            Done
          </Button>
        </>
      }
    >
      <div className="grid grid-cols-[minmax(0,1fr)_340px] items-start gap-4">
        <Picking inspection={inspection} draft={draft} onChange={onChange} lacks={lacks} />
        <CalibrationPoints draft={draft} errorsM={inspection.calibration?.errorsM} onChange={onChange} />
      </div>
    </Dialog>
  );
}
