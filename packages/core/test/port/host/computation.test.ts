import { setImmediate } from 'node:timers/promises'
import { fakeClock } from '@lazyrich/testing/clock'
import { watch } from '@lazyrich/testing/watch'
import { expect, test } from 'vitest'
import { coreExperiments, type Experiment } from '../../../src/index.ts'
import {
  type Client,
  type Command,
  type Computation,
  connect,
  defineExperiment,
  portPair,
  type Report,
  record,
  registryOf,
  serve,
} from '../../../src/port/index.ts'

const slow: Computation = {
  backend: 'cpu',
  kernelVariant: 'js',
  versions: {},
  warnings: ['wasm does not start: cpu is used'],
}

/** Three frames, computed by something else than core's loops, or by nothing where that is not there. */
const foreign = (computation: Computation | Error): Experiment =>
  defineExperiment({
    id: 'foreign',
    title: 'Foreign',
    shows: 'Who computes it.',
    revision: 1,
    axis: 'step',
    extent: () => 3,
    parameters: { record: record('every:1') },
    metrics: {},
    given: {},
    fields: {},
    presets: { small: { about: 'itself', runs: [{ set: {} }] } },
    defaultPreset: 'small',
    async begin() {
      await setImmediate()
      if (computation instanceof Error) throw computation
      let step = 0
      return {
        computation,
        next: () => (step < 3 ? { kind: 'frame', step: ++step, time: step, metrics: {} } : undefined),
        state: () => ({ step }),
      }
    },
  })

function clientOf(...experiments: Experiment[]): Client {
  const [near, far] = portPair<Report, Command>(() => setImmediate())
  serve(far, registryOf(...experiments), fakeClock())
  return connect(near)
}

test('a run says what computes it once, before its first frames', async () => {
  const told: Computation[] = []
  const seen = watch()
  const computing = (computation: Computation): void => {
    told.push(computation)
    seen.log.push('computing')
  }
  clientOf(foreign(slow)).start({ experiment: 'foreign', parameters: {}, seed: 0 }, { ...seen, computing })
  await seen.ended()
  expect(told).toEqual([slow])
  expect(seen.log.slice(0, 2)).toEqual(['started', 'computing'])
})

test('core trains ReLU networks by WebAssembly and computes the rest in plain loops, and has nothing to warn of', async () => {
  const relu = ['neuron-race', 'activation-regions', 'phase-diagram']
  for (const experiment of Object.values(coreExperiments)) {
    const run = experiment.start({}, { seed: 0 })
    const by = relu.includes(experiment.id)
      ? { backend: 'wasm', kernelVariant: 'simd' }
      : { backend: 'js', kernelVariant: 'js' }
    expect(await run.computation()).toEqual({ ...by, versions: {}, warnings: [] })
    await run.close()
  }
})

test('a run whose computation is not there fails with the reason', async () => {
  const seen = watch()
  clientOf(foreign(new Error('backend webgl is not available here'))).start(
    { experiment: 'foreign', parameters: {}, seed: 0 },
    seen,
  )
  expect(await seen.ended()).toMatchObject({ reason: 'failed', message: 'backend webgl is not available here' })
})

test.each(['started', 'computing'])('a listener that cannot accept what is %s stops the run', async (told) => {
  const seen = watch()
  const refuse = (): void => {
    throw new Error('it was begun on wasm')
  }
  clientOf(foreign(slow)).start({ experiment: 'foreign', parameters: {}, seed: 0 }, { ...seen, [told]: refuse })
  expect(await seen.ended()).toMatchObject({ reason: 'failed', message: 'it was begun on wasm' })
  expect(seen.frames).toEqual([])
})
