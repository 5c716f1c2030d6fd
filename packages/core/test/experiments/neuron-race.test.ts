import { framesOf } from '@lazyrich/testing/frames'
import { describe, expect, test } from 'vitest'
import { neuronRace } from '../../src/experiments/index.ts'
import { type Frame, LazyrichError, reluOutputs } from '../../src/index.ts'

const { runs } = neuronRace.presets.regimes

async function first(set: object, seed: number): Promise<Frame> {
  for await (const event of neuronRace.start({ ...set }, { seed })) if (event.kind === 'frame') return event
  throw new Error('no frame')
}

describe.each([0, 1, 2, 77, 4_294_967_295])('seed %d: upstream, balanced and downstream', (seed) => {
  test('are given one teacher and one data set, whose mean square is the loss at step 0', async () => {
    const [one, ...others] = runs.map(({ set }) => neuronRace.start(set, { seed }).given)
    for (const other of others) expect(other).toEqual(one)
    const y = reluOutputs({ W: one.teacher.data, a: one.teacherReadout.data, leak: 0 }, one.inputs.data)
    const square = y.reduce((sum, entry) => sum + entry * entry, 0) / y.length
    // f is 0 up to τ² times a rounding, so the loss is the mean of y² in all three
    for (const { set } of runs)
      expect(Math.abs((await first(set, seed)).metrics.loss / square - 1)).toBeLessThanOrEqual(1e-13)
  })

  test('start with the same neurons: |a| w = τ² ŵ, and a of the same sign', async () => {
    const frames = await Promise.all(runs.map(({ set }) => first(set, seed)))
    const signs = frames.map(({ fields }) => [...fields!.readout.data].map(Math.sign))
    for (const { fields } of frames) {
      const { data } = fields!.neurons
      data.forEach((entry, p) => {
        expect(Math.abs(entry - frames[0].fields!.neurons.data[p])).toBeLessThanOrEqual(1e-16)
      })
      for (let k = 0; k < data.length / 2; k++) expect(Math.hypot(data[2 * k], data[2 * k + 1])).toBeCloseTo(0.01, 15)
    }
    expect(signs[1]).toEqual(signs[0])
    expect(signs[2]).toEqual(signs[0])
  })
})

test('other seeds have another teacher, other data and another start', async () => {
  const [one, other] = await Promise.all([first({}, 0), first({}, 1)])
  const [here, there] = [0, 1].map((seed) => neuronRace.start({}, { seed }).given)
  for (const name of ['teacher', 'inputs']) expect(here[name].data).not.toEqual(there[name].data)
  expect(one.fields!.neurons.data).not.toEqual(other.fields!.neurons.data)
  expect(one.metrics.loss).not.toBe(other.metrics.loss)
})

test.each([0, 1, 2, 3, 4])(
  'the paper’s effect at seed %d: upstream and balanced turn, downstream does not',
  async (seed) => {
    const [up, balanced, down] = await Promise.all(
      runs.map(async ({ set }) => (await framesOf(neuronRace, set, { seed })).at(-1)!.metrics),
    )
    for (const turned of [up, balanced]) {
      expect(turned.kernelDistance).toBeGreaterThan(10 * down.kernelDistance)
      expect(turned.turning).toBeGreaterThan(10 * down.turning)
    }
    expect(down.kernelDistance).toBeLessThan(0.01)
    expect(up.hammingDistance).toBeGreaterThan(balanced.hammingDistance)
    expect(balanced.hammingDistance).toBeGreaterThan(down.hammingDistance)
  },
)

test('an odd number of neurons is refused, since they come in pairs', () => {
  expect(() => neuronRace.start({ neurons: 7 }, { seed: 0 })).toThrow(
    new LazyrichError('neurons is 7: an even number is accepted, since neurons come in mirrored pairs'),
  )
})

test('a fork at another learning rate goes on in flow time from where it was', async () => {
  const run = neuronRace.start({ steps: 100, record: 'every:10', stepSize: 1e-2 }, { seed: 0 })
  let time = 0
  for await (const event of run) {
    time = event.time
    if (event.step === 50) break
  }
  const settings = { steps: 100, record: 'every:10', stepSize: 1e-3 }
  const frames = await framesOf(neuronRace, settings, { seed: 0, from: await run.snapshot() })
  expect(time).toBeCloseTo(0.5, 14)
  expect(frames.map((frame) => frame.step)).toEqual([60, 70, 80, 90, 100])
  frames.forEach((frame, i) => {
    expect(frame.time).toBeCloseTo(0.5 + 0.01 * (i + 1), 13)
  })
})

test('a fork that ends before the snapshot still ends with a frame that says so', async () => {
  const run = neuronRace.start({ steps: 100, record: 'every:10' }, { seed: 0 })
  for await (const event of run) if (event.step === 50) break
  const frames = await framesOf(neuronRace, { steps: 20, record: 'every:10' }, { seed: 0, from: await run.snapshot() })
  expect(frames.map(({ step, end }) => [step, end?.reason])).toEqual([[50, 'complete']])
})

test('with learning rates δ is η_w a² − η_a‖w‖², conserved but for the step size', async () => {
  const rates = { 'learningRate.a': 3, 'learningRate.w': 0.5 }
  const [start] = await framesOf(neuronRace, { ...rates, delta: 0.7, steps: 1 }, { seed: 2 })
  const { neurons, readout } = start.fields!
  readout.data.forEach((a, k) => {
    const length = Math.hypot(neurons.data[2 * k], neurons.data[2 * k + 1]) / Math.abs(a)
    expect(0.5 * a * a - 3 * length * length).toBeCloseTo(0.7, 12)
    expect(Math.abs(a) * length).toBeCloseTo(0.01, 14)
  })
  const drift = async (stepSize: number): Promise<number> => {
    const settings = { ...rates, delta: 0.7, stepSize, steps: 1 / stepSize, record: 'lin:1' }
    return (await framesOf(neuronRace, settings, { seed: 2 })).at(-1)!.metrics.deltaDrift
  }
  expect((await drift(1 / 1024)) / (await drift(1 / 256))).toBeLessThan(0.3)
})

test('the tangent kernel of a balanced network turns towards the targets before most of the loss is gone', async () => {
  const frames = await framesOf(neuronRace, { delta: 0 }, { seed: 0 })
  const half = frames.find(({ metrics }) => metrics.loss < frames[0].metrics.loss / 2)!
  expect(half.metrics.kernelAlignment).toBeGreaterThan(frames[0].metrics.kernelAlignment + 0.1)
})
