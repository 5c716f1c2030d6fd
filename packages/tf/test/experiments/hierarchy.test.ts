import { setImmediate, setTimeout } from 'node:timers/promises'
import {
  type Client,
  type Command,
  type Computation,
  connect,
  type Frame,
  type Outcome,
  portPair,
  type Report,
  type SnapshotState,
  serve,
} from '@lazyrich/core/port'
import * as tf from '@tensorflow/tfjs'
import { describe, expect, it } from 'vitest'
import { hierarchy, TfError, tfExperiments } from '../../src/index.ts'
import { hierarchyShort as short } from '../support/settings.ts'

async function framesOf(parameters: object, seed = 0): Promise<Frame[]> {
  const frames: Frame[] = []
  for await (const event of hierarchy.start({ ...parameters }, { seed })) if (event.kind === 'frame') frames.push(event)
  return frames
}

describe('hierarchy', () => {
  it('starts every α as the same function, unless told not to', async () => {
    const first = async (more: object) => (await framesOf({ ...short, epochs: 1, record: 'lin:1', ...more }))[0].metrics
    const one = await first({ alpha: 1 })
    for (const alpha of [0.03, 0.3, 10]) expect((await first({ alpha })).loss).toBeCloseTo(one.loss, 5)
    expect((await first({ alpha: 10, preserveFunction: 'no' })).loss).not.toBeCloseTo(one.loss, 5)
  })

  it('shares rules, data and directions between runs that differ only in α: at initialization they answer alike', async () => {
    const at = async (alpha: number) => (await framesOf({ ...short, alpha, epochs: 1, record: 'lin:1' }, 4))[0].metrics
    const [low, high] = [await at(0.5), await at(2)]
    expect([low.testError, low.trainError]).toEqual([high.testError, high.trainError])
  })

  it('learns all of its training data and most of the test data', async () => {
    const last = (await framesOf({ synonyms: 2, samples: 400, batchSize: 32, epochs: 60, record: 'lin:1' })).at(-1)!
    expect(last.metrics.trainError).toBe(0)
    expect(last.metrics.testError).toBeLessThan(0.4) // by chance it would be 0.875
    expect(last.metrics.loss).toBeLessThan(0.05)
  })

  it('trains on the mean square too', async () => {
    const frames = await framesOf({ ...short, loss: 'mean-square', learningRate: 1, epochs: 200 })
    expect(frames.at(-1)!.metrics.loss).toBeLessThan(0.7 * frames[0].metrics.loss)
  })

  it('measures no movement at initialization, and all three distances later', async () => {
    const frames = await framesOf(short)
    const { kernelDistance, hammingDistance, parameterDistance } = frames[0].metrics
    expect([kernelDistance, hammingDistance, parameterDistance]).toEqual([0, 0, 0])
    for (const name of ['kernelDistance', 'hammingDistance', 'parameterDistance'])
      expect(frames.at(-1)!.metrics[name]).toBeGreaterThan(1e-3)
  })

  it('computes the same on cpu as on wasm, to single precision', async () => {
    const on = (backend: string) => framesOf({ ...short, epochs: 2, backend })
    const [wasm, cpu] = [await on('wasm'), await on('cpu')]
    expect(cpu).toHaveLength(wasm.length)
    for (const [k, { metrics }] of wasm.entries())
      for (const name of ['loss', 'kernelDistance', 'parameterDistance'])
        expect(Math.abs(cpu[k].metrics[name] - metrics[name]), `${name} of frame ${k}`).toBeLessThan(
          1e-3 * metrics[name] + 1e-9,
        )
  })

  it('lets runs on different backends share a thread, event by event', async () => {
    const alone = await framesOf({ ...short, backend: 'cpu' })
    const runs = ['cpu', 'wasm'].map((backend) =>
      hierarchy.start({ ...short, backend }, { seed: 0 })[Symbol.asyncIterator](),
    )
    const frames: Frame[][] = [[], []]
    for (let open = 2; open > 0; ) {
      open = 0
      for (const [i, run] of runs.entries()) {
        const { done, value } = await run.next()
        if (done) continue
        open++
        if (value.kind === 'frame') frames[i].push(value)
      }
    }
    expect(frames[0]).toEqual(alone)
    expect(frames[1]).toEqual(await framesOf({ ...short, backend: 'wasm' }))
  })

  it('on a backend of TensorFlow.js frees all its tensors at its end, after an abort and when abandoned midway', async () => {
    const onCpu = { ...short, backend: 'cpu' }
    await framesOf(onCpu)
    const before = tf.memory().numTensors
    await framesOf(onCpu)
    for await (const event of hierarchy.start({ ...onCpu }, { seed: 0 })) if (event.step > 3) break
    const run = hierarchy.start({ ...onCpu }, { seed: 0 })
    const events = run[Symbol.asyncIterator]()
    for (let k = 0; k < 4; k++) await events.next()
    expect(tf.memory().numTensors).toBeGreaterThan(before)
    await run.close()
    expect(tf.memory().numTensors).toBe(before)
    const { state, ...rest } = await hierarchy.start({ ...onCpu }, { seed: 0 }).snapshot()
    const kept = tf.memory().numTensors // what gave the snapshot holds its tensors
    const { shown: _shown, ...headless } = state
    await expect(
      hierarchy.start({ ...onCpu }, { seed: 0, from: { ...rest, state: headless } }).snapshot(),
    ).rejects.toThrow("the snapshot's shown is missing")
    expect(tf.memory().numTensors).toBe(kept)
  })

  it('on WebAssembly makes no tensor', async () => {
    const before = tf.memory().numTensors
    const run = hierarchy.start({ ...short, backend: 'wasm' }, { seed: 0 })
    const events = run[Symbol.asyncIterator]()
    for (let k = 0; k < 4; k++) await events.next()
    expect(tf.memory().numTensors).toBe(before)
    await run.close()
  })

  it('says what computes it', async () => {
    const computationOn = async (backend: string): Promise<Computation> => {
      const run = hierarchy.start({ ...short, backend }, { seed: 0 })
      const computation = await run.computation()
      await run.close()
      return computation
    }
    const versions = { '@tensorflow/tfjs': '4.22.0' }
    const kernelVariant = expect.stringMatching(/^(relaxed|simd)$/)
    expect(await computationOn('auto')).toEqual({ backend: 'wasm', kernelVariant, versions: {}, warnings: [] })
    expect(await computationOn('cpu')).toMatchObject({ backend: 'cpu', kernelVariant: 'js', versions })
    expect((await computationOn('cpu')).warnings).toEqual([expect.stringContaining('plain JavaScript')])
  })

  it('sees the whole paper: twenty P from 131 to 104,106, six α each', () => {
    const { runs } = hierarchy.presets.paper
    expect(runs).toHaveLength(120)
    const samples = [...new Set(runs.map(({ set }) => set.samples as number))]
    expect([samples[0], samples[8], samples[10], samples[12], samples[19]]).toEqual([131, 2180, 4403, 8893, 104_106])
  })
})

describe('what goes wrong', () => {
  it.each<[object, string]>([
    [{ alpha: 0 }, 'alpha is 0: a number from 0.000001 to 1000000 is accepted'],
    [{ alpha: -1 }, 'alpha is -1: a number from'],
    [{ synonyms: 9 }, 'synonyms is 9: at most 8 (symbols^(tupleSize − 1)) are accepted'],
    [
      { samples: 104_859 },
      'samples is 104859: at most 104858 are accepted, since a fifth of the P_max = 131072 samples is held out for testing',
    ],
    [{ levels: 4 }, 'the hierarchy has 8.59e+9 samples'],
  ])('%o is refused before anything starts', (parameters, message) => {
    expect(() => hierarchy.start({ ...parameters }, { seed: 0 })).toThrow(message)
  })

  it('an unavailable backend ends the run before its first frame, and says what is available', async () => {
    await expect(framesOf({ ...short, backend: 'webgl' })).rejects.toThrow(
      new TfError('backend webgl is not available here; available here: wasm, cpu'),
    )
  })

  it('a loss that is not finite ends the run, says at which step, and keeps the frames before', async () => {
    const frames = await framesOf({ ...short, loss: 'mean-square', learningRate: 1e6, record: 'every:1' })
    const last = frames.at(-1)!
    expect(last.end).toEqual({
      reason: 'diverged',
      message: `loss not finite at step ${last.step}; halve learningRate until it holds: 500000 instead of 1000000`,
    })
    expect(last.step).toBeGreaterThan(0)
    expect(last.metrics).toMatchObject({ loss: Number.NaN, testError: 1, trainError: 1 })
    expect(frames.slice(0, -1).map(({ step }) => step)).toEqual(Array.from({ length: frames.length - 1 }, (_, k) => k))
    for (const { metrics } of frames.slice(0, -1)) expect(metrics.loss).toSatisfy(Number.isFinite)
  })

  // A later batch tells, or the parameters themselves.
  it.each(['wasm', 'cpu'])('all values of the last frame are those of its step, on %s', async (backend) => {
    for (const set of [
      { hiddenLayers: 3, learningRate: 1e3, alpha: 100, loss: 'mean-square' },
      { learningRate: 1e6, loss: 'mean-square' },
      { hiddenLayers: 0, learningRate: 1e6, loss: 'mean-square' },
    ]) {
      const settings = { ...short, ...set, epochs: 8, record: 'every:1', backend }
      const run = hierarchy.start(settings, { seed: 1 })
      const frames: Frame[] = []
      let state: SnapshotState = {}
      for await (const event of run) {
        if (event.kind !== 'frame') continue
        frames.push(event)
        if (event.end) state = (await run.snapshot()).state // before it lets go of its tensors
      }
      const { step, time, metrics, end } = frames.at(-1)!
      expect(end?.reason).toBe('diverged')
      expect([step, time]).toEqual([state.step, state.time])
      expect(frames.map((frame) => frame.step)).toEqual(frames.map((_, k) => k))
      const { testError, trainError, ...others } = metrics
      expect(others.loss).not.toSatisfy(Number.isFinite)
      if ((state.parameters as Float32Array).every(Number.isFinite)) {
        expect(others.parameterDistance).toSatisfy(Number.isFinite)
        continue
      }
      // Weights that are no numbers answer nothing, and have neither kernel nor activations.
      expect([testError, trainError]).toEqual([1, 1])
      for (const [name, value] of Object.entries(others)) expect(value, name).toBeNaN()
    }
  })

  it('the learning rate that it names next diverges no more, named often enough', async () => {
    let learningRate = 1e6
    for (let tries = 0; tries < 40; tries++) {
      const { end } = (await framesOf({ ...short, loss: 'mean-square', learningRate, record: 'lin:1' })).at(-1)!
      if (end!.reason === 'complete') break
      expect(end!.message).toMatch(/; halve learningRate until it holds: \S+ instead of \S+$/)
      learningRate = Number(/(\S+) instead of/.exec(end!.message)![1])
    }
    expect(learningRate).toBeLessThan(1e6)
    expect((await framesOf({ ...short, loss: 'mean-square', learningRate, record: 'lin:1' })).at(-1)!.end!.reason).toBe(
      'complete',
    )
  })

  // Weights overflow here.
  it.each(['wasm', 'cpu'])(
    'the step of a divergence does not depend on which frames are recorded, on %s',
    async (backend) => {
      const wild = { ...short, hiddenLayers: 3, epochs: 8, learningRate: 1e3, alpha: 100, loss: 'mean-square', backend }
      const ends = await Promise.all(
        ['every:1', 'lin:1'].map(async (record) => (await framesOf({ ...wild, record }, 1)).at(-1)!),
      )
      expect(ends[0].end!.reason).toBe('diverged')
      expect(ends[1].end).toEqual(ends[0].end)
    },
  )

  it.each<[object, string]>([
    [{ width: 4096, hiddenLayers: 16 }, 'the network has 2.52e+8 weights: at most 20000000 are accepted'],
    [{ width: 1024, batchSize: 65_536, samples: 100_000 }, 'batchSize is 65536: at most '],
    [
      { classes: 2, symbols: 2, synonyms: 1, levels: 1, samples: 2 },
      'the hierarchy has 2 samples: at least 5 are accepted',
    ],
  ])('%o is more, or less, than can be run', (parameters, message) => {
    expect(() => hierarchy.start({ ...parameters }, { seed: 0 })).toThrow(message)
  })

  it('a snapshot that does not fit is refused, and leaves no tensor behind', async () => {
    const run = hierarchy.start({ ...short }, { seed: 0 })
    const good = await run.snapshot()
    await run.close()
    const before = tf.memory().numTensors
    const changes = [{ batches: new Float64Array(4) }, { step: 1e9 }, { step: -3 }, { step: 1.5 }, { step: Number.NaN }]
    for (const change of changes) {
      const bad = { ...good, state: { ...good.state, ...change } }
      await expect(
        hierarchy
          .start({ ...short }, { seed: 0, from: bad })
          [Symbol.asyncIterator]()
          .next(),
      ).rejects.toThrow('accepted')
    }
    expect(tf.memory().numTensors).toBe(before)
  })
})

describe('through the worker protocol', () => {
  function open(): Client {
    const [near, far] = portPair<Report, Command>(() => setImmediate())
    const clock = { now: () => performance.now(), turn: () => setImmediate(), wait: (ms: number) => setTimeout(ms) }
    serve(far, tfExperiments, clock)
    return connect(near)
  }

  it('gives the frames of the run itself, and says first what computes them', async () => {
    const frames: Frame[] = []
    const log: string[] = []
    const outcome = await new Promise<Outcome>((end) => {
      open().start(
        { experiment: 'hierarchy', parameters: short, seed: 3 },
        {
          computing: ({ backend }) => void log.push(backend),
          batch(some) {
            log.push('batch')
            frames.push(...some)
          },
          end,
        },
      )
    })
    expect(outcome.reason).toBe('complete')
    expect(log.slice(0, 2)).toEqual(['wasm', 'batch'])
    expect(frames).toEqual(await framesOf(short, 3))
  })

  it('pauses in the middle of its work, gives a snapshot, and lets go of its tensors when it is aborted', async () => {
    await framesOf({ ...short, backend: 'cpu' })
    const before = tf.memory().numTensors
    const events = new EventTarget()
    const once = (type: string) => new Promise((resolve) => events.addEventListener(type, resolve, { once: true }))
    let at = 0
    const ended = Promise.withResolvers<Outcome>()
    const run = open().start(
      {
        experiment: 'hierarchy',
        parameters: { ...short, epochs: 1_000_000, record: 'lin:1', backend: 'cpu' },
        seed: 0,
      },
      {
        batch(_frames, { step }) {
          at = step
          events.dispatchEvent(new Event('batch'))
        },
        paused: () => events.dispatchEvent(new Event('paused')),
        end: ended.resolve,
      },
    )
    while (at < 10) await once('batch')
    run.pause()
    await once('paused')
    expect(tf.memory().numTensors).toBeGreaterThan(before)
    const snapshot = await run.snapshot()
    expect(snapshot!.state.step).toBeGreaterThanOrEqual(10)
    expect(snapshot!.state.parameters).toHaveLength(24 * 12 + 12 * 12 + 12 * 6)
    run.resume()
    const further = at
    while (at <= further) await once('batch')
    run.abort()
    expect((await ended.promise).reason).toBe('aborted')
    expect(tf.memory().numTensors).toBe(before)
  })
})
