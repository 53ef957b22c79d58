import { Dialog } from '../../shared-ui/Dialog.tsx';
import { KeyCap } from '../../shared-ui/KeyCap.tsx';
import { keyBindings, type KeyBinding } from './keys.ts';

const groups: readonly { readonly group: KeyBinding['group']; readonly title: string }[] = [
  { group: 'decide', title: 'Decide' },
  { group: 'time', title: 'Move in time' },
  { group: 'edges', title: 'Edges' },
  { group: 'go', title: 'Go' },
];

/** Every key of the screen in words. */
export function KeyMap({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="Keys of the review"
      description="The left hand decides, the right hand moves time. Digits go by their place on the keyboard."
      widthPx={680}
    >
      <div className="columns-2 gap-6">
        {groups.map(({ group, title }) => (
          <section key={group} className="mb-4 break-inside-avoid">
            <h3 className="mb-1 text-xs font-medium text-fg-2">{title}</h3>
            <dl className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1">
              {keyBindings
                .filter((binding) => binding.group === group)
                .map((binding) => (
                  <div key={binding.id} className="contents">
                    <dt>{binding.words}</dt>
                    <dd className="flex gap-1">
                      {binding.caps.map((cap) => (
                        <KeyCap key={cap}>{cap}</KeyCap>
                      ))}
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
