import { Command, CommanderError, Option } from 'commander'
import { shownLines } from '../draw/shown.ts'
import { familyNames, solveHelp } from './solve/families.ts'
import { version } from './version.ts'

/** A command's exit code: 0 done, 1 failed, 2 used wrongly. */
export type ExitCode = 0 | 1 | 2

/** The options that choose what is trained. */
interface TrainingOptions {
  readonly preset?: string
  readonly set: string[]
  readonly seed?: string
  readonly json?: boolean
}

/** Parses the arguments and runs the command that they name. Each command is loaded only when it is called. */
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
    .configureOutput({ writeErr: (text) => void process.stderr.write(shownLines(text)) }) // it quotes what was typed
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
    .description('list the experiments, or show one in full: presets, parameters, metrics')
    .argument('[experiment]')
    .option('--json', 'print one JSON line per experiment')
    .action(async (id: string | undefined, options: { json?: boolean }) => {
      const [{ list }, { print }] = await Promise.all([import('./list.ts'), import('./output.ts')])
      await print(list(id, wantsJson(options)))
    })

  training(program.command('live'))
    .description('train a comparison in the dashboard; without a terminal, print it as text')
    .option('--speed <frames>', 'frames per second, or full (default: the preset’s own pace)')
    .option('--exit', 'quit when every run has ended, and report the time on stderr')
    .action(async (id: string, options: TrainingOptions & { speed?: string; exit?: boolean }) => {
      const { live } = await import('./live.ts')
      done(await live(id, { ...options, json: wantsJson(options) }))
    })

  training(program.command('run'))
    .description('train the runs of a preset, one after the other; progress on stderr')
    .option('--out <dir>', 'write each run to disk: manifest, frames, fields, snapshots; the same command resumes it')
    .action(async (id: string, options: TrainingOptions & { out?: string }) => {
      const [{ planRuns }, { run }] = await Promise.all([import('../plan.ts'), import('./run.ts')])
      done(await run(planRuns(id, options), { json: wantsJson(options), out: options.out }))
    })

  program
    .command('solve')
    .description('read problems from stdin, write solutions to stdout, one JSON object per line')
    .argument('<family>', familyNames.join(', '))
    .option('--json', 'accepted for consistency; solve always speaks JSON')
    .addHelpText('after', solveHelp)
    .action(async (family: string) => {
      const { solve } = await import('./solve/solve.ts')
      done(await solve(family, process.stdin, process.stdout))
    })

  program
    .command('doctor')
    .description('check what this machine offers and whether every part works here')
    .option('--json', 'print one JSON line')
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
    .argument('<experiment>', 'a name from lazyrich list')
    .option('--preset <name>', 'which comparison to train (default: the experiment’s own)')
    .addOption(
      new Option('--set <name=value>', 'set a parameter of every run; may be repeated')
        .argParser((value: string, before: string[]) => [...before, value])
        .default([], 'none'),
    )
    .option('--seed <n>', 'seed of every random choice (default: 0)')
    .option('--json', 'print every frame as a JSON line')
}
