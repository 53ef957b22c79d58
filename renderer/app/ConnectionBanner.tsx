import { Unplug } from 'lucide-react';
import { useConnection } from './connection.ts';
import { usePreferenceFailure } from './preferences.ts';

function Banner({ children }: { readonly children: string }) {
  return (
    <p
      role="alert"
      className="flex h-8 items-center gap-2 border-b border-warn/45 bg-warn-soft px-4 text-warn-text"
    >
      <Unplug aria-hidden className="size-4" />
      {children}
    </p>
  );
}

/** Says when the workstation cannot be reached or a setting could not be kept; else takes no room. */
export function ConnectionBanner() {
  const lost = useConnection(({ state }) => state === 'lost');
  const failure = usePreferenceFailure(({ message }) => message);
  return (
    <div className="col-span-2">
      {lost ? (
        <Banner>
          Connection lost. Trying again; nothing that was acknowledged is gone. If the app was stopped, start
          it again and open the address it prints.
        </Banner>
      ) : failure === undefined ? null : (
        <Banner>{`A setting could not be kept: ${failure}`}</Banner>
      )}
    </div>
  );
}
