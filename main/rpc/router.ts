import { implement } from '@orpc/server';
import type { Problem, Result } from '#contract/errors';
import { workstationContract } from '#contract/rpc/contract';
import { answer } from './answer.ts';
import type { Services } from '#main/services/services';

type Handle = <Input, Output>(
  method: (input: Input) => Promise<Result<Output>>,
) => ReturnType<typeof answer<Input, Output>>;

const os = implement(workstationContract);

function systemRouter({ system }: Services, handle: Handle) {
  return os.system.router({
    info: os.system.info.handler(handle(system.info)),
    sample: os.system.sample.handler(handle(system.sample)),
    makeSample: os.system.makeSample.handler(handle(system.makeSample)),
    preferences: os.system.preferences.handler(handle(system.preferences)),
    setPreference: os.system.setPreference.handler(handle(system.setPreference)),
    openFolder: os.system.openFolder.handler(handle(system.openFolder)),
  });
}

function projectsRouter({ projects }: Services, handle: Handle) {
  return os.projects.router({
    list: os.projects.list.handler(handle(projects.list)),
    create: os.projects.create.handler(handle(projects.create)),
    update: os.projects.update.handler(handle(projects.update)),
    summary: os.projects.summary.handler(handle(projects.summary)),
    ontologies: os.projects.ontologies.handler(handle(projects.ontologies)),
    eventTypes: os.projects.eventTypes.handler(handle(projects.eventTypes)),
    checkOntology: os.projects.checkOntology.handler(handle(projects.checkOntology)),
    ontologyRecord: os.projects.ontologyRecord.handler(handle(projects.ontologyRecord)),
    previewOntology: os.projects.previewOntology.handler(handle(projects.previewOntology)),
    ontologyChanges: os.projects.ontologyChanges.handler(handle(projects.ontologyChanges)),
    addOntology: os.projects.addOntology.handler(handle(projects.addOntology)),
    shippedOntologies: os.projects.shippedOntologies.handler(handle(projects.shippedOntologies)),
  });
}

function ontologyRouter({ ontology }: Services, handle: Handle) {
  return os.ontology.router({
    draft: os.ontology.draft.handler(handle(ontology.draft)),
    saveDraft: os.ontology.saveDraft.handler(handle(ontology.saveDraft)),
    discardDraft: os.ontology.discardDraft.handler(handle(ontology.discardDraft)),
    uses: os.ontology.uses.handler(handle(ontology.uses)),
    rollBack: os.ontology.rollBack.handler(handle(ontology.rollBack)),
  });
}

function sourcesRouter({ sources }: Services, handle: Handle) {
  return os.sources.router({
    list: os.sources.list.handler(handle(sources.list)),
    get: os.sources.get.handler(handle(sources.get)),
    inspect: os.sources.inspect.handler(handle(sources.inspect)),
    add: os.sources.add.handler(handle(sources.add)),
    progress: os.sources.progress.handler(async function* progress({ input, signal }) {
      yield* sources.progress(input, signal ?? new AbortController().signal);
    }),
    cancelImport: os.sources.cancelImport.handler(handle(sources.cancelImport)),
    presets: os.sources.presets.handler(handle(sources.presets)),
    savePreset: os.sources.savePreset.handler(handle(sources.savePreset)),
    removePreset: os.sources.removePreset.handler(handle(sources.removePreset)),
    attest: os.sources.attest.handler(handle(sources.attest)),
    quarantine: os.sources.quarantine.handler(handle(sources.quarantine)),
  });
}

function whatIfRouter({ whatIf }: Services, handle: Handle) {
  return os.whatIf.router({
    view: os.whatIf.view.handler(handle(whatIf.view)),
    curve: os.whatIf.curve.handler(handle(whatIf.curve)),
    candidateAt: os.whatIf.candidateAt.handler(handle(whatIf.candidateAt)),
    vanish: os.whatIf.vanish.handler(handle(whatIf.vanish)),
    drawSamples: os.whatIf.drawSamples.handler(handle(whatIf.drawSamples)),
  });
}

function jobsRouter({ jobs }: Services, handle: Handle) {
  return os.jobs.router({
    list: os.jobs.list.handler(handle(jobs.list)),
    get: os.jobs.get.handler(handle(jobs.get)),
    start: os.jobs.start.handler(handle(jobs.start)),
    cancel: os.jobs.cancel.handler(handle(jobs.cancel)),
    resume: os.jobs.resume.handler(handle(jobs.resume)),
    changePoints: os.jobs.changePoints.handler(handle(jobs.changePoints)),
    watch: os.jobs.watch.handler(async function* watch({ input, signal }) {
      yield* jobs.watch(input, signal ?? new AbortController().signal);
    }),
  });
}

function reviewRouter({ review }: Services, handle: Handle) {
  return os.review.router({
    queue: os.review.queue.handler(handle(review.queue)),
    viewing: os.review.viewing.handler(handle(review.viewing)),
    decide: os.review.decide.handler(handle(review.decide)),
    undo: os.review.undo.handler(handle(review.undo)),
    redo: os.review.redo.handler(handle(review.redo)),
    saveDraft: os.review.saveDraft.handler(handle(review.saveDraft)),
    dropDraft: os.review.dropDraft.handler(handle(review.dropDraft)),
    events: os.review.events.handler(handle(review.events)),
    history: os.review.history.handler(handle(review.history)),
  });
}

function datasetsRouter({ datasets }: Services, handle: Handle) {
  return os.datasets.router({
    list: os.datasets.list.handler(handle(datasets.list)),
    plan: os.datasets.plan.handler(handle(datasets.plan)),
    publish: os.datasets.publish.handler(handle(datasets.publish)),
    verify: os.datasets.verify.handler(handle(datasets.verify)),
    lineage: os.datasets.lineage.handler(handle(datasets.lineage)),
  });
}

/** The workstation's procedures over its services; `report` hears of failures that are ours and not the caller's. */
export function createRouter(services: Services, report: (fault: Problem) => void) {
  const handle: Handle = (method) => answer(method, report);
  return os.router({
    system: systemRouter(services, handle),
    projects: projectsRouter(services, handle),
    ontology: ontologyRouter(services, handle),
    sources: sourcesRouter(services, handle),
    jobs: jobsRouter(services, handle),
    review: reviewRouter(services, handle),
    datasets: datasetsRouter(services, handle),
    whatIf: whatIfRouter(services, handle),
  });
}

export type WorkstationRouter = ReturnType<typeof createRouter>;
