import { Command, CommanderError, Option } from 'commander'
import type { AppearanceOptions } from '../screen/appearance.ts'
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

  const program: Command = appearance(new Command('lazyrich'))
    .description('Watch lazy and rich learning live in the terminal, with the exact theory drawn on top.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .option('--json', 'print machine-readable lines')
    .usage('[options] [command]')
    .helpCommand('help [command]', 'print the help of a command')
    .configureOutput({ outputError: () => {}, writeErr: () => {} }) // wrong use is told in our own words
    .enablePositionalOptions()
    .argument('[command]')
    .argument('[arguments...]')
    .action(async (unknown: string | undefined, _: string[], options: AppearanceOptions & { json?: boolean }) => {
      if (unknown !== undefined) {
        const { unknownCommand } = await import('./wrong-use.ts')
        throw unknownCommand(unknown, program)
      }
      const { home } = await import('./live.ts')
      done(await home({ ...options, json: options.json ?? false }))
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

  appearance(training(program.command('live')))
    .description('train a comparison in the dashboard; without a terminal, print it as text')
    .option('--speed <frames>', 'frames per second, or full (default: the preset’s own pace)')
    .option('--exit', 'quit when every run has ended, and report the time on stderr')
    .action(async (id: string, options: TrainingOptions & AppearanceOptions & { speed?: string; exit?: boolean }) => {
      const { live } = await import('./live.ts')
      done(await live(id, { ...program.opts<AppearanceOptions>(), ...options, json: wantsJson(options) }))
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

  let asked = program
  for (const command of [program, ...program.commands])
    command.exitOverride((error) => {
      asked = command
      throw error
    })
  try {
    await program.parseAsync(args as string[], { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode === 0) return 0
    const { wrongUse } = await import('./wrong-use.ts')
    throw wrongUse(error, asked)
  }
  return code
}

function appearance(command: Command): Command {
  return command
    .option('--theme <name>', 'light, dark, or auto: by the background of the terminal (default: auto)')
    .option('--ascii', 'draw with ASCII characters only (default: where the locale is not UTF-8)')
    .option('--no-ascii', 'draw with braille and other characters of Unicode')
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
