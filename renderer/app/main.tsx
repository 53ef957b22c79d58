import './zod-without-eval.ts';
import '@fontsource-variable/inter/index.css';
import '@fontsource-variable/jetbrains-mono/index.css';
import '../theme/theme.css';
import { CSPProvider } from '@base-ui/react/csp-provider';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { applyTheme, themeOf } from './preferences.ts';
import { preferencesQuery } from './queries.ts';
import { queryClient } from './query-client.ts';

/** How long the first picture may wait for the remembered theme, so that a light screen does not start dark. */
const themeWaitMs = 400;

async function rememberedTheme(): Promise<void> {
  const waited = new Promise<undefined>((resolve) => {
    setTimeout(resolve, themeWaitMs);
  });
  // An unreachable workstation is shown by the shell; the theme then stays dark.
  const asked = queryClient.fetchQuery(preferencesQuery).catch(() => undefined);
  const preferences = await Promise.race([asked, waited]);
  applyTheme(themeOf(preferences?.['theme']));
}

function render(): void {
  const root = document.querySelector('#root');
  if (root === null) return;
  createRoot(root).render(
    <StrictMode>
      <CSPProvider disableStyleElements>
        <QueryClientProvider client={queryClient}>
          <App />
        </QueryClientProvider>
      </CSPProvider>
    </StrictMode>,
  );
}

void rememberedTheme().then(render);
