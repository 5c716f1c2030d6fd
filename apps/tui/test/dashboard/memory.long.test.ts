import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { modelOf } from '../support/model.ts'
import { screenGrid } from '../support/render.ts'

const history = new URL('../../src/dashboard/history.ts', import.meta.url).href

/** Prints the bytes of the heap after one and after two million frames of twelve metrics. */
const SCRIPT = `
const { createHistory } = await import(${JSON.stringify(history)})
const history = createHistory('step')
const sizes = []
for (let step = 0; step <= 2e6; step++) {
  const metrics = {}
  for (let m = 0; m < 12; m++) metrics['metric ' + m] = Math.sin(step * 1e-5 * (m + 1)) + Math.random()
  history.push({ kind: 'frame', step, time: step / 10, metrics, fields: { w: { data: new Float64Array(100), shape: [100] } } })
  if (step === 1e6 || step === 2e6) {
    gc()
    sizes.push(process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers)
  }
}
process.stdout.write(JSON.stringify({ sizes, last: history.latest.step }))
`

describe('memory', () => {
  test('of a history stays flat from one million frames to two, within 5 MB', { timeout: 300_000 }, () => {
    const output = execFileSync(process.execPath, ['--expose-gc', '--input-type=module', '-e', SCRIPT], {
      encoding: 'utf8',
    })
    const { sizes, last } = JSON.parse(output) as { sizes: [number, number]; last: number }
    expect(last).toBe(2e6)
    expect(sizes[0]).toBeGreaterThan(1e6)
    expect(sizes[1] - sizes[0]).toBeLessThan(5e6)
  })

  test('of a comparison that records every step stays bounded while it is drawn', { timeout: 300_000 }, async () => {
    const { model } = modelOf('neuron-race', { set: ['steps=30000', 'record=every:1'] })
    while (!model.comparison!.over) {
      screenGrid(model, 120, 40)
      await new Promise((resolve) => setTimeout(resolve, 300))
    }
    expect(model.comparison!.runs.map((run) => run.history.latest!.step)).toEqual([30_000, 30_000, 30_000])
    for (const { history } of model.comparison!.runs) {
      expect(history.length).toBeLessThanOrEqual(1025)
      for (const name in history.latest!.metrics) expect(history.curve(name).x.length).toBeLessThanOrEqual(2 * 4096)
    }
  })
})
