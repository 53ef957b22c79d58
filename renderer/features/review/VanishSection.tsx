import { useQuery } from '@tanstack/react-query';
import type { VanishPoint } from '#contract/rpc/what-if';
import { client } from '../../app/client.ts';
import { asProblem } from '../../app/problem.ts';
import { href } from '../../app/router.ts';
import { formatUnit } from '../../shared-ui/format.ts';
import { ProblemText } from '../../shared-ui/ProblemText.tsx';

function amount(value: number, unit: string): string {
  return `${value} ${formatUnit(unit) ?? ''}`.trim();
}

/** With which numbers of one parameter it would not be found, in words. */
export function vanishWords({ unit, low, high, below, above }: VanishPoint): string {
  const down = below === undefined ? undefined : `at ${amount(below, unit)} and less`;
  const up = above === undefined ? undefined : `at ${amount(above, unit)} and more`;
  const said = [down, up].filter((part) => part !== undefined).join(', or ');
  return said === '' ? `nowhere from ${low} to ${amount(high, unit)}` : said;
}

function Points({ points }: { readonly points: readonly VanishPoint[] }) {
  if (points.length === 0)
    return <p className="text-xs text-fg-2">No named parameter with a range decides about it.</p>;
  return (
    <ul aria-label="Would vanish if" className="space-y-0.5 text-xs leading-4">
      {points.map((point) => (
        <li key={point.parameter} className="grid grid-cols-[minmax(0,1fr)_auto] gap-2">
          <span className="min-w-0 truncate">
            <span className="mono text-fg-0">{point.parameter}</span>{' '}
            <span className={(point.below ?? point.above) ? 'text-fg-1' : 'text-fg-2'}>
              {vanishWords(point)}
            </span>
          </span>
          <span className="mono text-fg-2">now {amount(point.now, point.unit)}</span>
        </li>
      ))}
    </ul>
  );
}

/** What would make a candidate vanish: each named parameter moved alone, the others as they are. */
export function VanishSection({ candidateId }: { readonly candidateId: string }) {
  const { data, error } = useQuery({
    queryKey: ['vanish', candidateId],
    queryFn: ({ signal }) => client.whatIf.vanish({ candidateId }, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  return (
    <section aria-label="What if" className="shrink-0 border-b border-line px-3 py-2">
      <h3 className="mb-1 flex gap-2 text-xs leading-4 font-medium text-fg-2">
        Would vanish if a parameter were
        <a
          href={href({ screen: 'ontology' })}
          className="ml-auto font-normal text-accent-text hover:underline"
        >
          Tune it
        </a>
      </h3>
      {error !== null ? (
        <ProblemText problem={asProblem(error)} />
      ) : data === undefined ? (
        <p className="text-xs text-fg-2">Trying other numbers …</p>
      ) : (
        <Points points={data} />
      )}
    </section>
  );
}
