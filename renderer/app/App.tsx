import { Tooltip } from '@base-ui/react/tooltip';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { TypeOrder } from '../shared-ui/type-color.ts';
import { useProject } from './current-project.ts';
import { applyTheme, themeOf, usePreference } from './preferences.ts';
import { summaryQuery } from './queries.ts';
import { Shell } from './Shell.tsx';

function useTheme(): void {
  const theme = themeOf(usePreference('theme'));
  useEffect(() => applyTheme(theme), [theme]);
}

function useTypeOrder(projectId: string | undefined): readonly string[] {
  const { data } = useQuery({ ...summaryQuery(projectId ?? ''), enabled: projectId !== undefined });
  const types = data?.types;
  return useMemo(() => types?.map((row) => row.type) ?? [], [types]);
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
