import { LazyrichError } from '@lazyrich/core/port'
import type { Model } from '../dashboard/model.ts'
import { type Plan, type PlanOptions, planRuns } from '../plan.ts'
import { type AppearanceOptions, appearanceFor, parseTheme } from '../screen/appearance.ts'
import { askBackground, themeOfEnvironment } from '../screen/background.ts'
import { Session } from '../screen/session.ts'
import { list } from './list.ts'
import { liveLines } from './live-lines.ts'
import { print, say, summary } from './output.ts'
import { run } from './run.ts'

interface LiveOptions extends PlanOptions, AppearanceOptions {
  readonly speed?: string
  readonly exit?: boolean
  readonly json?: boolean
}

/** `lazyrich live`: the dashboard on a plan; text without a terminal, NDJSON on request. */
export async function live(id: string, options: LiveOptions): Promise<number> {
  const plan = planRuns(id, options)
  const pace = parseSpeed(options.speed, plan.pace)
  parseTheme(options.theme)
  if (options.json) return run(plan, { json: true, out: undefined })
  if (!hasTerminal()) return liveLines(plan)
  return dashboard({ plan, pace }, options, options.exit ?? false)
}

/** `lazyrich` alone: the home screen, or without a terminal the list. */
export async function home(options: AppearanceOptions & { readonly json: boolean }): Promise<number> {
  parseTheme(options.theme)
  if (!options.json && hasTerminal()) return dashboard(undefined, options, false)
  await print(list(undefined, options.json))
  return 0
}

function hasTerminal(): boolean {
  return Boolean(process.stdout.isTTY && process.stdin.isTTY) && process.env.TERM !== 'dumb'
}

async function dashboard(
  first: { plan: Plan; pace: number | undefined } | undefined,
  options: AppearanceOptions,
  exit: boolean,
): Promise<number> {
  const session = new Session(process.stdin, process.stdout)
  let model: Model
  let from: number
  try {
    const theme = parseTheme(options.theme)
    const appearance = appearanceFor(process.env, theme ?? themeOfEnvironment(process.env), options.ascii)
    // The terminal answers while the dashboard is loaded.
    const asked = theme ? undefined : askBackground(session, (found) => (appearance.theme = found))
    // Ink must write true colours into memory, whatever the terminal supports; chalk reads this once, on loading.
    process.env.FORCE_COLOR = '3'
    delete process.env.NO_COLOR
    process.env.NODE_ENV ??= 'production' // React's development build checks far more than it draws
    const [{ openDashboard }] = await Promise.all([import('../dashboard/open.ts'), asked])
    from = performance.now()
    model = await openDashboard({ first, session, appearance, exit })
  } finally {
    session.close()
  }
  if (!exit || !model.comparison) return 0
  const { runs } = model.comparison
  const steps = runs.reduce((sum, { progress }) => sum + progress.step, 0)
  const reasons = runs.map(({ outcome }) => outcome?.reason)
  const ended = reasons.filter((reason) => reason === 'complete' || reason === 'diverged').length
  say(summary({ runs: runs.length, ended, before: 0, steps }, performance.now() - from))
  return reasons.every((reason) => reason === 'complete') ? 0 : 1
}

function parseSpeed(text: string | undefined, preset: number | undefined): number | undefined {
  if (text === undefined) return preset
  if (text === 'full') return undefined
  const pace = Number(text)
  if (text.trim() !== '' && pace > 0 && pace <= 1000) return pace
  throw new LazyrichError(`--speed ${text}: a number of frames per second, at most 1000, or full is accepted`)
}
