import { useQuery } from '@tanstack/react-query';
import type { PublishPlan } from '#contract/rpc/datasets';
import type { ProjectSummary } from '#contract/rpc/projects';
import { publishPlanQuery } from '../../app/queries.ts';
import { href } from '../../app/router.ts';
import { Badge } from '../../shared-ui/Badge.tsx';
import { ButtonLink } from '../../shared-ui/Button.tsx';
import { Callout } from '../../shared-ui/Callout.tsx';
import { formatNumber } from '../../shared-ui/format.ts';
import { KeyValues } from '../../shared-ui/KeyValues.tsx';
import { Panel, PanelBody, PanelFoot, PanelHead } from '../../shared-ui/Panel.tsx';
import { ProblemText } from '../../shared-ui/ProblemText.tsx';
import { QueryView } from '../../shared-ui/QueryView.tsx';
import { usageWords } from './usage-words.ts';

function Plan({ plan }: { readonly plan: PublishPlan }) {
  const [refusal] = plan.refusals;
  return (
    <>
      <KeyValues
        items={[
          { key: 'Rows', value: formatNumber(plan.rows) },
          {
            key: 'Train, validation, test',
            value: `${formatNumber(plan.rowsBySplit.train)}, ${formatNumber(plan.rowsBySplit.validation)}, ${formatNumber(plan.rowsBySplit.test)}`,
          },
          { key: 'Added since the last', value: formatNumber(plan.added) },
          { key: 'Edited, removed', value: `${formatNumber(plan.edited)}, ${formatNumber(plan.removed)}` },
          { key: 'Undecided candidates', value: formatNumber(plan.undecided) },
        ]}
      />
      {refusal === undefined ? null : (
        <div className="mt-3">
          <Callout tone="warn">
            <ProblemText problem={refusal} />
          </Callout>
        </div>
      )}
    </>
  );
}

/** What the next dataset version would hold. */
export function NextVersion({ projectId }: { readonly projectId: string }) {
  const plan = useQuery(publishPlanQuery(projectId));
  const title =
    plan.data === undefined || plan.data.bump === 'none'
      ? 'Next version'
      : `Next version ${plan.data.semver}`;
  return (
    <Panel>
      <PanelHead title={title}>
        {plan.data === undefined ? null : (
          <Badge tone={plan.data.bump === 'major' ? 'warn' : 'neutral'}>
            {plan.data.bump === 'none' ? 'no change' : plan.data.bump}
          </Badge>
        )}
      </PanelHead>
      <PanelBody>
        <QueryView query={plan} loading="Planning the next version" failed="The plan could not be made">
          {(found) => <Plan plan={found} />}
        </QueryView>
      </PanelBody>
      <PanelFoot>
        <ButtonLink size="small" className="ml-auto" href={href({ screen: 'datasets' })}>
          Open datasets
        </ButtonLink>
      </PanelFoot>
    </Panel>
  );
}

/** What the project has used, from the ledger. */
export function Usage({ summary }: { readonly summary: ProjectSummary }) {
  return (
    <Panel>
      <PanelHead title="Usage" meta="kept on this computer, nothing is billed" />
      <PanelBody>
        {summary.usage.length === 0 ? (
          <p className="text-fg-2">
            Nothing yet: bytes, seconds of video and events enter when work is finished.
          </p>
        ) : (
          <KeyValues
            items={summary.usage.map(({ metric, value }) => {
              const words = usageWords(metric, value);
              return { key: words.name, value: <b>{words.value}</b> };
            })}
          />
        )}
      </PanelBody>
    </Panel>
  );
}
