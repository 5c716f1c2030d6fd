import { onTestFinished } from 'vitest'
import { createModel, type Model } from '../../src/dashboard/model.ts'
import { type PlanOptions, planRuns } from '../../src/plan.ts'
import type { Pool } from '../../src/worker/pool.ts'
import { localPool } from './local-pool.ts'

/**
 * What the dashboard runs on, trained in this thread; `calls` lists what it asked of the terminal. Its runs end with the
 * test: those that go on take the next one's time.
 */
export function modelOf(
  id: string | undefined,
  options: PlanOptions & { pace?: number; now?: () => number } = {},
  openPool: () => Pool = localPool,
): { model: Model; calls: string[] } {
  const calls: string[] = []
  const first = id === undefined ? undefined : { plan: planRuns(id, options), pace: options.pace }
  const model = createModel(first, {
    openPool,
    changed: () => {},
    suspend: () => calls.push('suspend'),
    quit: () => calls.push('quit'),
    theme: () => calls.push('theme'),
    now: options.now ?? (() => 0),
    load: () => ({ cores: 1, coresThere: 2, memory: 2 ** 27 }),
  })
  onTestFinished(() => model.close())
  return { model, calls }
}

/** Resolves when the condition holds; fails after half a minute, with what it waited for. */
export async function until(what: string, condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 30_000
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`waited in vain until ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
