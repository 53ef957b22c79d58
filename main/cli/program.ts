import { Command, InvalidArgumentError, Option } from 'commander';
import { codeVersion } from '#main/code-version';
import { createDuckdbColumnar } from '#native/columnar/duckdb-columnar';
import { checkCommand } from './commands/check.ts';
import type { PublishOptions } from './commands/datasets.ts';
import {
  lineageCommand,
  publishCommand,
  publishedLineageCommand,
  verifyCommand,
} from './commands/datasets.ts';
import type { EventOptions, ListOptions } from './commands/listings.ts';
import { eventsCommand, jobCommand, jobsCommand, projectsCommand } from './commands/listings.ts';
import { importCommand, type ImportOptions } from './commands/import.ts';
import type { RunOptions } from './commands/run.ts';
import { runCommand } from './commands/run.ts';
import { exitCodeHelp } from './exit-codes.ts';
import { withWorkspace } from './session.ts';
import type { Terminal } from './terminal.ts';

function positive(text: string): number {
  const value = Number(text);
  if (Number.isFinite(value) && value > 0) return value;
  throw new InvalidArgumentError('It must be a number above 0.');
}

function examples(...lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  $ aftertrack ${line}`).join('\n')}`;
}

const jsonOption = () => new Option('--json', 'answer as JSON on one line');
const projectOption = () =>
  new Option('--project <name>', 'name or id; may be left out where there is one project only');

/** What says which files are imported and how they are read. */
function withImportOptions(command: Command): Command {
  return command
    .requiredOption('--tracks <file>', 'tracks or poses in any format that can be read, also zipped')
    .option('--clip <file>', 'the video; it stays hidden until it is attested')
    .option('--zones <file>', 'GeoJSON, or a plain list of polygons')
    .option('--frame-index <file>', 'CSV: frame, pts_us, duration_us')
    .option('--homography <file>', 'JSON or text: nine numbers, picture to ground metres')
    .option('--captions <file>', 'WebVTT or JSONL')
    .option('--poses <file>', 'CSV: frame, track_id, keypoint, x, y, score; or another format of poses')
    .option('--fps <number>', 'pictures per second where nothing else tells', positive)
    .option('--format <id>', 'read the tracks as this format, whatever they look like')
    .addOption(
      new Option('--matching <how>', 'how frames find pictures of the clip').choices([
        'number',
        'time',
        'no_clip',
      ]),
    )
    .option('--link', 'link boxes without ids by their overlap')
    .option('--reading <file>', 'JSON: columns, units and whatever else says how the tracks are read')
    .option('--project <name>', 'made if it is not there', 'Command line')
    .option('--name <name>', 'name of the source; else the name of the tracks file')
    .option('--attest <what>', 'what was done to the clip before, as "faces filled, audio removed"')
    .option('--by <who>', 'who attests it')
    .addOption(jsonOption());
}

function addImport(program: Command, terminal: Terminal, interrupt: AbortSignal): void {
  withImportOptions(program.command('import').description('import tracks with the files beside them'))
    .addHelpText(
      'after',
      examples(
        'import --tracks walk.csv.gz --fps 25',
        'import --tracks video.xml --clip c.mp4 --project Square',
      ),
    )
    .action((options: ImportOptions) =>
      withWorkspace(({ services }) => importCommand(services, options, terminal, interrupt)),
    );
}

function addRun(program: Command, terminal: Terminal, interrupt: AbortSignal): void {
  const command = program
    .command('run')
    .description('import tracks, run the rules of an ontology and list the candidates')
    .requiredOption(
      '--ontology <name or file>',
      'a shipped ontology (plaza, street, table, dyad) or a YAML file',
    )
    .option('--out <file>', 'write the candidates as CSV');
  withImportOptions(command)
    .addHelpText(
      'after',
      examples(
        'run --tracks walk.csv --ontology plaza',
        'run --tracks t.csv --clip c.mp4 --zones z.json --ontology table --out candidates.csv',
      ),
    )
    .action((options: RunOptions) =>
      withWorkspace(({ services }) => runCommand(services, options, terminal, interrupt)),
    );
}

function addListings(program: Command, terminal: Terminal): void {
  program
    .command('projects')
    .description('list the projects of the workspace')
    .addOption(jsonOption())
    .addHelpText('after', examples('projects', 'projects --json'))
    .action((options: ListOptions) =>
      withWorkspace(({ services }) => projectsCommand(services, options, terminal)),
    );
  const jobs = program
    .command('jobs')
    .description('list jobs; cancel or resume one')
    .addOption(projectOption())
    .addOption(jsonOption())
    .addHelpText('after', examples('jobs --project "Plaza sample"', 'jobs cancel 0190…', 'jobs resume 0190…'))
    .action((options: ListOptions) =>
      withWorkspace(({ services }) => jobsCommand(services, options, terminal)),
    );
  for (const verb of ['cancel', 'resume'] as const)
    jobs
      .command(`${verb} <job-id>`)
      .description(verb === 'cancel' ? 'stop a job; what it finished is kept' : 'put a job back in the queue')
      .addHelpText('after', examples(`jobs ${verb} 0190…`))
      .action((id: string) => withWorkspace(({ services }) => jobCommand(services, verb, id, terminal)));
  program
    .command('events')
    .description('list events')
    .addOption(projectOption())
    .option('--type <type>', 'only this event type')
    .addOption(
      new Option('--status <status>').choices(['confirmed', 'disputed', 'retired']).default('confirmed'),
    )
    .addOption(jsonOption())
    .addHelpText('after', examples('events --project "Plaza sample" --type crosses_road --json'))
    .action((options: EventOptions) =>
      withWorkspace(({ services }) => eventsCommand(services, options, terminal)),
    );
}

function addDatasets(program: Command, terminal: Terminal): void {
  program
    .command('publish')
    .description('publish the confirmed events as the next dataset version')
    .addOption(projectOption())
    .option('--semver <version>', 'a later number than the changes ask for')
    .addOption(jsonOption())
    .addHelpText('after', examples('publish --project "Plaza sample"'))
    .action((options: PublishOptions) =>
      withWorkspace(({ services, exportsFolder }) =>
        publishCommand(services, exportsFolder, options, terminal),
      ),
    );
  program
    .command('verify <folder>')
    .description('check a dataset folder against its SHA256SUMS')
    .addOption(jsonOption())
    .addHelpText('after', examples('verify exports/plaza-sample-1a2b3c4d/1.0.0'))
    .action((folder: string, options: ListOptions) => verifyCommand(folder, options, terminal));
  program
    .command('lineage <event-id>')
    .description('trace an event to its decision, rule, ontology, code and input bytes')
    .option('--dataset <folder>', 'read it from a published folder, without the workspace')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples('lineage 0190…', 'lineage 0190… --dataset exports/plaza-sample-1a2b3c4d/1.0.0'),
    )
    .action(async (eventId: string, options: ListOptions & { dataset?: string }) => {
      const { dataset } = options;
      if (dataset === undefined)
        return withWorkspace(({ services }) => lineageCommand(services, eventId, options, terminal));
      const columnar = createDuckdbColumnar();
      try {
        await publishedLineageCommand(columnar, dataset, eventId, options, terminal);
      } finally {
        await columnar.close();
      }
    });
}

function addCheck(program: Command, terminal: Terminal): void {
  program
    .command('check <file>')
    .description('check an ontology: every problem with line and column')
    .addOption(jsonOption())
    .addHelpText('after', examples('check street.yaml'))
    .action((file: string, options: { json?: boolean }) =>
      withWorkspace(({ services }) => checkCommand(services, file, options, terminal)),
    );
}

/** The command line; `interrupt` aborts when the person presses Ctrl+C. */
export function buildProgram(terminal: Terminal, interrupt: AbortSignal): Command {
  const program = new Command('aftertrack')
    .description('Secondary events from tracks: the workstation without its window.')
    .version(codeVersion())
    .addHelpText(
      'after',
      '\nThe workspace is AFTERTRACK_WORKSPACE, else the folder for data of programs of this system.',
    )
    .addHelpText('after', exitCodeHelp)
    .showHelpAfterError('Add --help for the options.');
  addImport(program, terminal, interrupt);
  addRun(program, terminal, interrupt);
  addListings(program, terminal);
  addDatasets(program, terminal);
  addCheck(program, terminal);
  return program;
}
