import type { Client, Outcome, RunListener } from '@lazyrich/core/port'
import { describe, expect, test } from 'vitest'
import type { Pool } from '../../src/worker/pool.ts'
import { modelOf, until } from '../support/model.ts'
import { screenText } from '../support/render.ts'

const done: Outcome = { reason: 'complete', message: 'done' }

/** A pool that trains nothing: it keeps who was started, and ends them when told. */
function idlePool(): { pool: Pool; started: { paused: boolean | undefined; listener: RunListener }[] } {
  const started: { paused: boolean | undefined; listener: RunListener }[] = []
  const client: Client = {
    start(request, listener) {
      started.push({ paused: request.paused, listener })
      const nothing = (): void => {}
      return {
        pause: nothing,
        resume: nothing,
        step: nothing,
        pace: nothing,
        abort: nothing,
        snapshot: async () => undefined,
      }
    },
    lost: () => {},
  }
  return { pool: { clients: [client], workers: [], close: async () => {} }, started }
}

describe('a comparison of 120 runs', () => {
  test('which are a grid trains one a thread: the next starts when one ends, and it is over when all have', () => {
    const { pool, started } = idlePool()
    const { model } = modelOf('hierarchy', { preset: 'paper' }, () => pool)
    for (let i = 0; i < 120; i++) {
      expect(started).toHaveLength(i + 1)
      expect(model.comparison!.over).toBe(false)
      started[i]!.listener.end(done)
    }
    expect(started).toHaveLength(120)
    expect(model.comparison!.over).toBe(true)
  })

  test('starts the next runs paused if a person has paused it', () => {
    const { pool, started } = idlePool()
    const { model } = modelOf('hierarchy', { preset: 'paper' }, () => pool)
    model.actions.togglePause()
    started[0]!.listener.end(done)
    expect(started[1]!.paused).toBe(true)
  })

  test('names the selected run, and says how many there are', () => {
    const { pool, started } = idlePool()
    const { model } = modelOf('hierarchy', { preset: 'paper' }, () => pool)
    started[0]!.listener.end(done)
    expect(screenText(model, 80, 24)).toContain(
      'a α = 0.03, P = 131  run 1 of 120, 1 ended; arrows go from cell to cell',
    )
  })
})

describe('the dashboard on hierarchy', () => {
  test('names the backend that computes, and shows the test error first', async () => {
    const set = ['synonyms=2', 'samples=200', 'epochs=2', 'record=lin:3']
    const { model } = modelOf('hierarchy', { set })
    await until('every run has ended', () => model.comparison!.over)
    const text = screenText(model, 80, 24)
    expect(text).toContain('seed 0 · wasm · full speed · done')
    expect(text).toContain('test error')
    await model.close()
  })

  test('reports the warnings of a backend', async () => {
    // A hierarchy of 162 data: the published one keeps a busy cpu for many seconds.
    const tiny = ['symbols=6', 'classes=6', 'synonyms=3', 'levels=2', 'hiddenLayers=1', 'width=8']
    const set = [...tiny, 'samples=20', 'epochs=1', 'record=lin:1', 'backend=cpu', 'alpha=1']
    const { model } = modelOf('hierarchy', { set })
    await until('every run has ended', () => model.comparison!.over)
    expect(screenText(model, 120, 40)).toContain('cpu is about 14 times slower than wasm')
    await model.close()
  })

  test('reports in place that a backend is not available', async () => {
    const { model } = modelOf('hierarchy', { set: ['backend=webgl', 'alpha=1'] })
    await until('every run has ended', () => model.comparison!.over)
    expect(screenText(model, 120, 40)).toContain('backend webgl is not available here; available here: wasm, cpu')
    await model.close()
  })
})
