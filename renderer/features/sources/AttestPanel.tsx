import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Source } from '#contract/entities/source';
import { client } from '../../app/client.ts';
import { asProblem } from '../../app/problem.ts';
import { refreshProject } from '../../app/queries.ts';
import { Button } from '../../shared-ui/Button.tsx';
import { formatInstant } from '../../shared-ui/format.ts';
import { Panel, PanelBody, PanelFoot, PanelHead } from '../../shared-ui/Panel.tsx';
import { ErrorState } from '../../shared-ui/states.tsx';
import { AttestFields } from './AttestFields.tsx';
import { PrivacyBadge } from './SourcesTable.tsx';

function Form({ source }: { readonly source: Source }) {
  const [what, setWhat] = useState('');
  const [by, setBy] = useState('');
  const attest = useMutation({
    mutationFn: () =>
      client.sources.attest({
        id: source.id,
        rev: source.rev,
        attestation: { what: what.trim(), by: by.trim() },
      }),
    onSettled: () => refreshProject(source.projectId),
  });
  const incomplete =
    what.trim().length < 3 || by.trim().length < 2 ? 'Say what was done and by whom.' : undefined;
  return (
    <>
      <PanelBody>
        <p className="mb-3">
          The picture of this source is hidden. If the clip was anonymized before it came here, attest it.
        </p>
        <AttestFields what={what} by={by} onWhat={setWhat} onBy={setBy} />
      </PanelBody>
      {attest.isError ? (
        <ErrorState title="The attestation was not taken" problem={asProblem(attest.error)} />
      ) : null}
      <PanelFoot>
        <span className="text-fg-2">{incomplete}</span>
        <Button className="ml-auto" unavailable={incomplete} onClick={() => attest.mutate()}>
          Attest and pass
        </Button>
      </PanelFoot>
    </>
  );
}

function Words({ source }: { readonly source: Source }) {
  const { attestation } = source;
  if (source.clipSha256 === undefined)
    return <p className="text-fg-2">There is no clip, so there is no picture to protect.</p>;
  if (attestation === undefined)
    return <p className="text-fg-2">Passed by construction, so no attestation was needed.</p>;
  return (
    <>
      <p className="break-words text-fg-0">{attestation.what}</p>
      <p className="mt-1 text-fg-2">
        attested by {attestation.by}, {formatInstant(attestation.attestedAt)}
      </p>
    </>
  );
}

/** Whether the picture of a source may be shown, by whose word, or the form to say so. */
export function AttestPanel({ source }: { readonly source: Source }) {
  const open = source.clipSha256 !== undefined && source.privacyState !== 'passed';
  return (
    <Panel>
      <PanelHead title="Privacy">
        <span className="ml-auto">
          <PrivacyBadge source={source} />
        </span>
      </PanelHead>
      {open ? (
        <Form source={source} />
      ) : (
        <PanelBody>
          <Words source={source} />
        </PanelBody>
      )}
    </Panel>
  );
}
