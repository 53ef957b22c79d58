import { useProject } from '../../app/current-project.ts';
import { EmptyState } from '../../shared-ui/states.tsx';
import { ButtonLink } from '../../shared-ui/Button.tsx';
import { href } from '../../app/router.ts';
import { QueueGate } from './QueueGate.tsx';

export interface ReviewScreenProps {
  /** The candidate of the address, if it names one. */
  readonly candidateId?: string | undefined;
  /** Shows only this event type at first. */
  readonly type?: string | undefined;
}

/** The review: one candidate after the other, decided with the keyboard. */
export function ReviewScreen({ candidateId, type }: ReviewScreenProps) {
  const project = useProject();
  if (project === undefined)
    return (
      <EmptyState
        title="No project yet"
        actions={<ButtonLink href={href({ screen: 'home' })}>Choose a project</ButtonLink>}
      >
        Candidates belong to a project.
      </EmptyState>
    );
  return <QueueGate key={project.id} projectId={project.id} candidateId={candidateId} type={type} />;
}
