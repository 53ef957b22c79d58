import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useId, useState } from 'react';
import type { OntologyVersion } from '#contract/entities/ontology-version';
import type { Diagnostic, OntologyChanges } from '#contract/rpc/projects';
import { client } from '../../app/client.ts';
import { asProblem } from '../../app/problem.ts';
import { Button } from '../../shared-ui/Button.tsx';
import { Dialog } from '../../shared-ui/Dialog.tsx';
import { asSentence } from '../../shared-ui/format.ts';
import { ScrollRegion } from '../../shared-ui/ScrollRegion.tsx';
import { ErrorState } from '../../shared-ui/states.tsx';
import { caretLines, countWords } from './diagnostics.ts';
import { ChangeList } from './Changes.tsx';
import { useAddOntology } from './use-add-ontology.ts';

const checkAfterMs = 150;

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), checkAfterMs);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

function useCheck(projectId: string, text: string) {
  const settled = useSettled(text);
  const preview = useQuery({
    queryKey: ['preview-ontology', projectId, settled],
    queryFn: ({ signal }) => client.projects.previewOntology({ projectId, text: settled }, { signal }),
    enabled: settled.trim() !== '',
    placeholderData: keepPreviousData,
  });
  const query = useQuery({
    queryKey: ['check-ontology', projectId, settled],
    queryFn: ({ signal }) => client.projects.checkOntology({ projectId, text: settled }, { signal }),
    enabled: settled.trim() !== '',
    placeholderData: keepPreviousData,
  });
  return { query, preview, current: settled === text && !query.isFetching };
}

function Diagnostics({ text, found }: { readonly text: string; readonly found: readonly Diagnostic[] }) {
  return (
    <ScrollRegion label="Problems of the text" className="max-h-52 shrink-0">
      <ul aria-label="Diagnostics">
        {found.map((diagnostic) => {
          const { line, caret } = caretLines(text, diagnostic);
          const tone =
            diagnostic.severity === 'error' ? 'border-reject bg-reject/8' : 'border-warn bg-warn/8';
          return (
            <li
              key={`${diagnostic.line}:${diagnostic.column} ${diagnostic.code} ${diagnostic.message}`}
              className={`mt-2 border-l-2 px-2 py-1 ${tone}`}
            >
              <p>
                <span className="mono mr-2 text-fg-0">
                  {diagnostic.line}:{diagnostic.column}
                </span>
                {asSentence(diagnostic.message)}{' '}
                <span className="text-fg-2">{asSentence(diagnostic.hint ?? '')}</span>
              </p>
              <pre aria-hidden className="overflow-hidden text-fg-1">
                {line}
                {'\n'}
                <span className={diagnostic.severity === 'error' ? 'text-reject-text' : 'text-warn-text'}>
                  {caret}
                </span>
              </pre>
            </li>
          );
        })}
      </ul>
    </ScrollRegion>
  );
}

interface SourceText {
  readonly text: string;
  readonly file?: string;
}

function TextArea({
  value,
  onChange,
}: {
  readonly value: string;
  readonly onChange: (value: SourceText) => void;
}) {
  const id = useId();
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="mb-1 flex items-center">
        <label htmlFor={id} className="text-fg-2">
          Text of the version: paste it, or
        </label>
        <input
          id={`${id}-file`}
          type="file"
          accept=".yaml,.yml"
          className="peer sr-only"
          onChange={(event) => {
            const file = event.target.files?.[0];
            void file?.text().then((text) => onChange({ text, file: file.name }));
          }}
        />
        <label
          htmlFor={`${id}-file`}
          className="ml-1 rounded-sm px-1 text-accent-text peer-focus-visible:outline-2 peer-focus-visible:outline-focus hover:underline"
        >
          choose a file
        </label>
      </div>
      <textarea
        id={id}
        value={value}
        spellCheck={false}
        onChange={(event) => onChange({ text: event.target.value })}
        className="mono h-[min(360px,36vh)] w-full resize-none rounded-sm border border-line-strong bg-bg-0 p-2 leading-4.5 text-fg-0 focus-visible:border-focus focus-visible:outline-none"
      />
    </div>
  );
}

function whyNot(
  text: string,
  found: readonly Diagnostic[] | undefined,
  current: boolean,
): string | undefined {
  if (text.trim() === '') return 'Waits for a text';
  if (!current || found === undefined) return 'Being checked';
  return found.some((diagnostic) => diagnostic.severity === 'error') ? countWords(found) : undefined;
}

/** What the text changes of the newest version of its name, and the number that this asks for. */
function Preview({ changes }: { readonly changes: OntologyChanges | undefined }) {
  if (changes?.before === undefined) return null;
  const { before, leastVersion } = changes;
  return (
    <ScrollRegion label="Changes that this version makes" className="mt-2 max-h-40 shrink-0">
      <p className="text-fg-2">
        After {before.name} {before.version} this must be {leastVersion} at least:
      </p>
      <ChangeList changes={changes.changes} />
    </ScrollRegion>
  );
}

export interface AddVersionDialogProps {
  readonly projectId: string;
  /** The version whose text is the starting point. */
  readonly base: OntologyVersion | undefined;
  readonly onClose: () => void;
}

/** Adds a version from pasted text or a file, checked as it is typed. */
export function AddVersionDialog({ projectId, base, onClose }: AddVersionDialogProps) {
  const [source, setSource] = useState<SourceText>({ text: base?.text ?? '' });
  const { query, preview, current } = useCheck(projectId, source.text);
  const add = useAddOntology(projectId, onClose);
  const found = query.data;
  const reason = add.isPending ? 'Being added' : whyNot(source.text, found, current);
  return (
    <Dialog
      open
      onClose={onClose}
      widthPx={880}
      title="Add an ontology version"
      footer={
        <>
          <output className="mr-auto text-fg-2">
            {reason ?? (found === undefined ? '' : countWords(found))}
          </output>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" unavailable={reason} onClick={() => add.mutate(source)}>
            Add version
          </Button>
        </>
      }
    >
      <TextArea value={source.text} onChange={setSource} />
      {query.isError ? (
        <ErrorState title="The text could not be checked" problem={asProblem(query.error)} />
      ) : null}
      {found === undefined ? null : <Diagnostics text={source.text} found={found} />}
      <Preview changes={preview.data} />
      {add.isError ? <ErrorState title="The version was not added" problem={asProblem(add.error)} /> : null}
    </Dialog>
  );
}
