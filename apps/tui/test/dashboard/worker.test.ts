import { afterEach, describe, expect, test } from 'vitest'
import { type Pool, startPool } from '../../src/worker/pool.ts'
import { modelOf, until } from '../support/model.ts'
import { screenText } from '../support/render.ts'

let pool: Pool | undefined
const open = (): Pool => {
  pool = startPool(1)
  return pool
}
afterEach(async () => {
  await pool?.close()
})

describe('training in a thread', () => {
  test('a dead thread is reported in place, keeps what it showed, and r starts a new one', async () => {
    const { model } = modelOf('neuron-race', { set: ['steps=100000000', 'record=every:1000'] }, open)
    await until('frames come', () => model.comparison!.runs.every((run) => run.history.length > 3))
    const kept = model.comparison!.runs[0]!.history.length
    await pool!.workers[0]!.terminate()
    await until('the death is known', () => model.comparison!.over)
    const text = screenText(model, 120, 40)
    expect(text).toContain('the training thread died')
    expect(text).toContain('r starts again')
    expect(model.comparison!.runs[0]!.history.length).toBeGreaterThanOrEqual(kept)
    model.actions.restart()
    await until('frames come again', () => model.comparison!.runs.every((run) => run.history.length > 3))
    expect(screenText(model, 120, 40)).not.toContain('died')
    await model.close()
  })

  test('pause takes effect in the middle of a busy run, and nothing moves after it', async () => {
    const { model } = modelOf('neuron-race', { set: ['steps=100000000', 'record=every:1000'] }, open)
    await until('frames come', () => model.comparison!.runs.every((run) => run.history.length > 3))
    model.actions.togglePause()
    await until('the runs are paused', () => model.comparison!.runs.every((run) => run.paused))
    const steps = model.comparison!.runs.map((run) => run.progress.step)
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(model.comparison!.runs.map((run) => run.progress.step)).toEqual(steps)
    await model.close()
  })
})
