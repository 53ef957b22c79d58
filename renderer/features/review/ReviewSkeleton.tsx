import './review.css';

/** The panels of the screen without content, where they will be. */
export function ReviewSkeleton() {
  return (
    <div className="review-shell" aria-busy="true">
      <output className="sr-only">Reading the candidates</output>
      <div className="review-queue border-r border-line bg-bg-1" />
      <StageSkeleton />
      <div className="review-keys" />
    </div>
  );
}

/** Stage, evidence and timeline without content. */
export function StageSkeleton() {
  return (
    <>
      <div className="review-stage flex flex-col bg-bg-1">
        <div className="h-8 shrink-0 border-b border-line" />
        <div className="flex-1 bg-picture" />
        <div className="h-9 shrink-0 border-t border-line" />
      </div>
      <div className="review-side border-l border-line bg-bg-1" />
      <div className="review-time border-t border-line bg-bg-1" />
    </>
  );
}
