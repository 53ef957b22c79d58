import type { Inspection } from '#contract/rpc/sources';
import { NumberField } from '../../shared-ui/NumberField.tsx';
import { Segmented } from '../../shared-ui/Segmented.tsx';
import { Choice } from './Choice.tsx';
import { choose, useDraft } from './draft.ts';
import { groundUnitOf, type GroundUnit } from './ground-unit.ts';

const fits = (value: number): boolean => value > 0 && value <= 1e6;

function Size() {
  const { groundWidthM, groundHeightM } = useDraft((draft) => draft.choices);
  const common = { unit: 'm', fits, otherwise: 'A size is a number above 0.', className: 'flex-1' };
  return (
    <Choice label="Ground size">
      <NumberField
        {...common}
        label="Width of the ground"
        value={groundWidthM}
        onChange={(value) => choose({ groundWidthM: value })}
        placeholder="105"
      />
      <span aria-hidden>×</span>
      <NumberField
        {...common}
        label="Length of the ground"
        value={groundHeightM}
        onChange={(value) => choose({ groundHeightM: value })}
        placeholder="68"
      />
    </Choice>
  );
}

function Scale() {
  const metresPerUnit = useDraft((draft) => draft.choices.metresPerUnit);
  return (
    <Choice label="One unit is">
      <NumberField
        className="flex-1"
        label="Metres in one unit of the ground"
        unit="m"
        value={metresPerUnit}
        onChange={(value) => choose({ metresPerUnit: value })}
        fits={fits}
        otherwise="Metres of a unit are a number above 0."
        placeholder="0.3048"
      />
    </Choice>
  );
}

/** The unit of the file's ground points, and the size or scale that it needs. */
export function GroundChoice({ inspection }: { readonly inspection: Inspection }) {
  const choices = useDraft((draft) => draft.choices);
  const unit = groundUnitOf(choices, inspection.groundUnit ?? groundUnitOf(inspection.guess, undefined));
  const choosing: Readonly<Record<GroundUnit, () => void>> = {
    m: () => choose({ metresPerUnit: 1, groundWidthM: undefined, groundHeightM: undefined }),
    cm: () => choose({ metresPerUnit: 0.01, groundWidthM: undefined, groundHeightM: undefined }),
    share: () => choose({ metresPerUnit: undefined, groundWidthM: 105, groundHeightM: 68 }),
    unit: () => choose({ metresPerUnit: 0.3048, groundWidthM: undefined, groundHeightM: undefined }),
  };
  const edited = [choices.metresPerUnit, choices.groundWidthM, choices.groundHeightM].some(
    (value) => value !== undefined,
  );
  return (
    <>
      <Choice
        label="Ground in"
        onRevert={
          edited
            ? () => choose({ metresPerUnit: undefined, groundWidthM: undefined, groundHeightM: undefined })
            : undefined
        }
      >
        <Segmented
          label="Unit of the ground"
          value={unit}
          options={[
            { value: 'm', label: 'm' },
            { value: 'cm', label: 'cm' },
            { value: 'share', label: 'share' },
            { value: 'unit', label: 'other' },
          ]}
          onChange={(next) => choosing[next]()}
        />
      </Choice>
      {unit === 'share' ? <Size /> : null}
      {unit === 'unit' ? <Scale /> : null}
    </>
  );
}
