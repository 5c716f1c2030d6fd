import { hierarchy } from '@lazyrich/tf'
import { runPeer } from './python.ts'
import { type Bench, median, type Result } from './result.ts'

const SAMPLES = 4403
const PAIRS = 3

/**
 * One published run of `hierarchy` (P = 4,403, α = 1, 250 epochs, 8,750 steps) on the default backend against the same
 * in NumPy. Ours is timed from the start of the run to its last frame, data and measures included; the peer times its
 * training loop alone.
 */
export const tfHierarchy: Bench = {
  name: 'tf-hierarchy',
  about: 'a run of hierarchy at P = 4,403 against NumPy on one thread: seconds',
  async measure(): Promise<Result> {
    await train(1) // loads the backend
    const pairs: { ours: number; peer: number }[] = []
    const errors: number[] = []
    for (let i = 0; i < PAIRS; i++) {
      const peer = (): number =>
        runPeer<{ seconds_per_run: number }>('numpy_hierarchy.py', [`${SAMPLES}`, '1', '1']).seconds_per_run
      const first = i % 2 === 0 ? peer() : 0
      const { seconds, testError } = await train(250)
      pairs.push({ ours: seconds, peer: first || peer() })
      errors.push(testError)
    }
    return {
      bench: 'tf-hierarchy',
      ours: median(pairs.map(({ ours }) => ours)),
      peer: median(pairs.map(({ peer }) => peer)),
      unit: 's',
      ratio: median(pairs.map(({ ours, peer }) => peer / ours)),
      note: `8,750 steps, ${PAIRS} pairs; test error ${errors[0]!.toFixed(3)}`,
    }
  },
}

async function train(epochs: number): Promise<{ seconds: number; testError: number }> {
  const from = performance.now()
  let testError = Number.NaN
  for await (const event of hierarchy.start({ samples: SAMPLES, alpha: 1, epochs, record: 'lin:1' }, { seed: 0 }))
    if (event.kind === 'frame') testError = event.metrics.testError!
  return { seconds: (performance.now() - from) / 1000, testError }
}
