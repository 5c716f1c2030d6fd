import { randomStream } from '@lazyrich/core/random'
import { exactNeuron, type NeuronBuffers } from '@lazyrich/core/single-neuron'
import { runPeer } from './python.ts'
import { type Bench, median, type Result } from './result.ts'

const ROUNDS = 7
const RUNS = 1000

/**
 * The closed form of one neuron at irregular times, the constants of the problem included, against the same formula
 * vectorised in NumPy. Ours and the peer take turns; each round's figure is the median of 1,000 runs. Ours fills given
 * buffers, since the peer's malloc reuses its pages; the note has the time with new arrays on every call.
 */
export const exactBenches: readonly Bench[] = [
  bench({ name: 'exact-1-d2', d: 2, times: 1 }),
  bench({ name: 'exact-1000-d2', d: 2, times: 1000 }),
  bench({ name: 'exact-1000-d100', d: 100, times: 1000 }),
]

interface Size {
  readonly name: string
  readonly d: number
  readonly times: number
}

function bench({ name, d, times }: Size): Bench {
  return {
    name,
    about: `a(t), w(t) of one neuron at ${times === 1 ? 'one time' : `${times} irregular times`}, ${d} inputs: µs`,
    async measure(): Promise<Result> {
      const run = problemOf(d, times)
      const into = { a: new Float64Array(times), w: new Float64Array(times * d) }
      timed(run, undefined, times) // compiled from here on
      timed(run, into, times)
      const rounds = Array.from({ length: ROUNDS }, () => {
        const fresh = timed(run, undefined, times)
        const peer = runPeer<{ median_us: number }>('numpy_exact.py', [`${d}`, `${times}`]).median_us
        return { fresh, reused: timed(run, into, times), peer }
      })
      const fresh = median(rounds.map(({ fresh }) => fresh))
      const freshRatio = median(rounds.map(({ fresh, peer }) => peer / fresh))
      return {
        bench: name,
        ours: median(rounds.map(({ reused }) => reused)),
        peer: median(rounds.map(({ peer }) => peer)),
        unit: 'µs',
        ratio: median(rounds.map(({ reused, peer }) => peer / reused)),
        note: `into given buffers; new arrays each call ${fresh.toPrecision(3)} µs, ratio ${freshRatio.toFixed(2)}`,
      }
    },
  }
}

type Solve = (into?: NeuronBuffers) => NeuronBuffers

/** A random problem of the peer's size: w₀ and target of length about 1, irregular times to 20. */
function problemOf(d: number, count: number): Solve {
  const random = randomStream(0, 'student')
  const problem = {
    a0: 0.7,
    w0: Float64Array.from({ length: d }, () => random.normal() / Math.sqrt(d)),
    target: Float64Array.from({ length: d }, () => random.normal() / Math.sqrt(d)),
  }
  const times = Float64Array.from({ length: count }, () => 20 * random.uniform()).sort()
  return (into) => exactNeuron(problem).at(times, into)
}

/** Median microseconds per call; short calls are timed by the hundred. */
function timed(run: Solve, into: NeuronBuffers | undefined, times: number): number {
  const calls = times === 1 ? 100 : 1
  const runs: number[] = []
  for (let i = 0; i < RUNS; i++) {
    const from = performance.now()
    for (let call = 0; call < calls; call++) run(into)
    runs.push(((performance.now() - from) * 1000) / calls)
  }
  return median(runs)
}
