import { Command, CommanderError, Option } from 'commander'
import { familyNames, solveHelp } from './solve/families.ts'
import { version } from './version.ts'

/** What a command ends with: 0 done, 1 failed, 2 used wrongly. */
export type ExitCode = 0 | 1 | 2

/** The options that choose what is trained. */
interface TrainingOptions {
  readonly preset?: string
  readonly set: string[]
  readonly seed?: string
  readonly json?: boolean
}

/** Reads the arguments and runs the command that they name. Each command is loaded only when it is asked for. */
export async function runCommand(args: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = 0
  const done = (result: number): void => {
    code = result === 0 ? 0 : 1
  }

  /** `--json` means the same before the command's name and after it. */
  const wantsJson = (options: { json?: boolean }): boolean => options.json ?? program.opts().json ?? false

  const program: Command = new Command('lazyrich')
    .description('Watch lazy and rich learning live in the terminal, with the exact theory drawn on top.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .option('--json', 'print machine-readable lines')
    .showHelpAfterError('(lazyrich --help lists the commands, lazyrich <command> --help its options)')
    .usage('[options] [command]')
    .helpCommand('help [command]', 'print the help of a command')
    .enablePositionalOptions()
    .exitOverride()
    .argument('[command]')
    .argument('[arguments...]')
    .action(async (unknown: string | undefined, _: string[], options: { json?: boolean }) => {
      if (unknown !== undefined) {
        const { LazyrichError, nearest } = await import('@lazyrich/core/port')
        const names = program.commands.map((command) => command.name())
        throw new LazyrichError(`command ${unknown} is unknown${nearest(unknown, names)}; known: ${names.join(', ')}`)
      }
      const { home } = await import('./live.ts')
      done(await home(options.json ?? false))
    })

  program
    .command('list')
    .description('the experiments, or all about one: presets, parameters, metrics')
    .argument('[experiment]')
    .option('--json', 'one JSON line an experiment')
    .action(async (id: string | undefined, options: { json?: boolean }) => {
      const [{ list }, { print }] = await Promise.all([import('./list.ts'), import('./output.ts')])
      await print(list(id, wantsJson(options)))
    })

  training(program.command('live'))
    .description('the dashboard on a comparison in training; without a terminal, the comparison as lines')
    .option('--speed <frames>', 'frames a second, or full; the preset’s own pace if left out')
    .option('--exit', 'quit when every run has ended, and say on stderr how long it took')
    .action(async (id: string, options: TrainingOptions & { speed?: string; exit?: boolean }) => {
      const { live } = await import('./live.ts')
      done(await live(id, { ...options, json: wantsJson(options) }))
    })

  training(program.command('run'))
    .description('train the runs of a preset, one after the other; progress on stderr')
    .option('--out <dir>', 'write each run to disk: manifest, frames, fields, snapshots; the same line resumes it')
    .action(async (id: string, options: TrainingOptions & { out?: string }) => {
      const [{ planRuns }, { run }] = await Promise.all([import('../plan.ts'), import('./run.ts')])
      done(await run(planRuns(id, options), { json: wantsJson(options), out: options.out }))
    })

  program
    .command('solve')
    .description('problems in on stdin, solutions out on stdout, one JSON object a line')
    .argument('<family>', familyNames.join(', '))
    .option('--json', 'accepted everywhere; solve always speaks JSON')
    .addHelpText('after', solveHelp)
    .action(async (family: string) => {
      const { solve } = await import('./solve/solve.ts')
      done(await solve(family, process.stdin, process.stdout))
    })

  program
    .command('doctor')
    .description('what this machine offers, and whether the parts work here')
    .option('--json', 'one JSON line')
    .action(async (options: { json?: boolean }) => {
      const [{ examine, report }, { print }] = await Promise.all([import('./doctor.ts'), import('./output.ts')])
      const findings = await examine()
      await print(report(findings, wantsJson(options)))
      done(findings.every(({ ok }) => ok) ? 0 : 1)
    })

  try {
    await program.parseAsync(args as string[], { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    return error.exitCode === 0 ? 0 : 2
  }
  return code
}

function training(command: Command): Command {
  return command
    .argument('<experiment>', 'as lazyrich list names them')
    .option('--preset <name>', 'which comparison; the experiment’s default if left out')
    .addOption(
      new Option('--set <name=value>', 'change a parameter of every run; may be repeated')
        .argParser((value: string, before: string[]) => [...before, value])
        .default([], 'none'),
    )
    .option('--seed <n>', 'every random choice follows from it (default: 0)')
    .option('--json', 'print every frame as a JSON line')
}
