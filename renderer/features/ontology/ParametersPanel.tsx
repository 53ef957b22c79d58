import { useStore } from 'zustand';
import { formatInstant, plural } from '../../shared-ui/format.ts';
import { Panel, PanelHead } from '../../shared-ui/Panel.tsx';
import { ScrollRegion } from '../../shared-ui/ScrollRegion.tsx';
import { EmptyState } from '../../shared-ui/states.tsx';
import type { Desk, DeskStore } from './desk.ts';
import { parametersOf, type ValidText } from './language/check-text.ts';
import { numberText } from './language/parameter-text.ts';
import { ParameterRow } from './ParameterRow.tsx';
import { WhatIf } from '../what-if/WhatIf.tsx';

export interface ParametersPanelProps {
  readonly desk: DeskStore;
  readonly projectId: string;
  /** The event type at the caret. */
  readonly type: string | undefined;
  /** The numbers of the version that the text came from. */
  readonly published: ReadonlyMap<string, number>;
}

type Shown = ReturnType<typeof parametersOf>[number];

function valueOf({ checked, moving }: Desk, { name, value }: Shown): number {
  if (moving?.name === name) return moving.value;
  return checked?.numbers.get(name) ?? value;
}

function move(desk: DeskStore, { name, step }: Shown, value: number, done: boolean): void {
  const { checked, editor } = desk.getState();
  // What only an ontology below this one holds has no place in the text: it can be tried, and returns when it is let go.
  const isWritten = checked?.numbers.has(name) ?? true;
  desk.setState({ moving: done && !isWritten ? undefined : { name, value }, parameter: name });
  editor?.writeParameter(name, numberText(value, step / 10), done);
}

interface BodyProps extends ParametersPanelProps {
  readonly valid: ValidText;
  readonly type: string;
  readonly shown: readonly Shown[];
}

function Rows({ desk, published, shown }: BodyProps) {
  const state = useStore(desk);
  const selected = shown.find(({ name }) => name === state.parameter) ?? shown[0];
  return (
    <ul>
      {shown.map((parameter) => (
        <ParameterRow
          key={parameter.name}
          parameter={parameter}
          value={valueOf(state, parameter)}
          published={published.get(parameter.name)}
          selected={parameter === selected}
          onSelect={() => desk.setState({ parameter: parameter.name })}
          onMove={(value, done) => move(desk, parameter, value, done)}
        />
      ))}
    </ul>
  );
}

/** Which text they are those of, where the present one has an error. */
function validWords({ checked, valid, validAt }: Desk): readonly string[] {
  const isOld = checked !== undefined && checked.valid === undefined && valid !== undefined;
  return isOld && validAt !== undefined ? [`last valid text, ${formatInstant(validAt.toISOString())}`] : [];
}

function metaOf(state: Desk, changed: number): string {
  const { base } = state;
  const tick = base === undefined ? [] : [`tick: ${base.version}`];
  const count = changed === 0 ? [] : [plural(changed, 'changed', 'changed')];
  return [...validWords(state), ...tick, ...count].join(' · ');
}

function Below({ desk, projectId, valid, type, shown, published }: BodyProps) {
  const state = useStore(desk);
  const parameter = shown.find(({ name }) => name === state.parameter) ?? shown[0];
  if (parameter === undefined) return null;
  const written = new Set(valid.parameters.map(({ name }) => name));
  return (
    <WhatIf
      key={`${type} ${parameter.name}`}
      projectId={projectId}
      text={valid.text}
      type={type}
      parameter={parameter}
      value={valueOf(state, parameter)}
      moving={state.moving !== undefined || state.stale}
      published={Object.fromEntries([...published].filter(([name]) => written.has(name)))}
      versionId={state.base?.id}
      onTake={(value) => move(desk, parameter, value, true)}
    />
  );
}

/** Why there is nothing to move. */
function NoParameters({ valid, known }: { readonly valid: ValidText | undefined; readonly known: boolean }) {
  if (known)
    return (
      <EmptyState title="It depends on no named parameter">
        Numbers that are written as $name in a rule stand here with a slider.
      </EmptyState>
    );
  return (
    <EmptyState title="No parameters to move">
      {valid === undefined
        ? 'They stand here once the text has no error.'
        : 'Put the caret into an event type that the last valid text has.'}
    </EmptyState>
  );
}

/** How many numbers differ from those of the version. */
function countChanged(state: Desk, shown: readonly Shown[], published: ReadonlyMap<string, number>): number {
  const differs = (parameter: Shown): boolean => {
    const value = valueOf(state, parameter);
    return (published.get(parameter.name) ?? value) !== value;
  };
  return shown.filter(differs).length;
}

function Moving(props: BodyProps) {
  const { desk, type, shown, published } = props;
  const state = useStore(desk);
  return (
    <>
      <Panel className="shrink only:grow">
        <PanelHead
          title={`Parameters of ${type}`}
          meta={metaOf(state, countChanged(state, shown, published))}
        />
        <ScrollRegion label={`Parameters of ${type}`} className="min-h-0 flex-1">
          <Rows {...props} />
        </ScrollRegion>
      </Panel>
      <Below {...props} />
    </>
  );
}

/** The named parameters that the event type at the caret depends on, to be moved; below them what moving them would change. */
export function ParametersPanel(props: ParametersPanelProps) {
  const { desk, type } = props;
  const valid = useStore(desk, (state) => state.valid);
  const known = valid?.types.some(({ name }) => name === type) === true;
  const shown = valid === undefined || type === undefined ? [] : parametersOf(valid, type);
  if (valid !== undefined && type !== undefined && shown.length > 0)
    return <Moving {...props} valid={valid} type={type} shown={shown} />;
  return (
    <Panel className="grow">
      <PanelHead title={type === undefined ? 'Parameters' : `Parameters of ${type}`} />
      <NoParameters valid={valid} known={known} />
    </Panel>
  );
}
