import { Tooltip } from '@base-ui/react/tooltip';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { TypeOrder } from '../shared-ui/type-color.ts';
import { useProject } from './current-project.ts';
import { applyTheme, themeOf, usePreference } from './preferences.ts';
import { eventTypesQuery, ontologiesQuery, summaryQuery } from './queries.ts';
import { Shell } from './Shell.tsx';

function useTheme(): void {
  const theme = themeOf(usePreference('theme'));
  useEffect(() => applyTheme(theme), [theme]);
}

/** Types of the newest ontology as written, then those that only older candidates have. */
function useTypeOrder(projectId: string | undefined): readonly string[] {
  const enabled = projectId !== undefined;
  const { data: summary } = useQuery({ ...summaryQuery(projectId ?? ''), enabled });
  const { data: ontologies } = useQuery({ ...ontologiesQuery(projectId ?? ''), enabled });
  const newest = ontologies?.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt))[0];
  const { data: written } = useQuery({
    ...eventTypesQuery(newest?.id ?? ''),
    enabled: newest !== undefined,
  });
  return useMemo(() => {
    const seen = summary?.types.map((row) => row.type) ?? [];
    return [...new Set([...(written?.map((type) => type.type) ?? []), ...seen])];
  }, [summary, written]);
}

/** The whole app: theme, colours of the event types, shell. */
export function App() {
  useTheme();
  const order = useTypeOrder(useProject()?.id);
  return (
    <Tooltip.Provider delay={400}>
      <TypeOrder value={order}>
        <Shell />
      </TypeOrder>
    </Tooltip.Provider>
  );
}
