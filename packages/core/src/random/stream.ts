import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus'
import { requireLength } from '../door/list.ts'
import { requireIndex, requireOneOf } from '../door/number.ts'
import { refuse } from '../door/refuse.ts'
import { LazyrichError } from '../errors.ts'

/** What a stream of random numbers is for. Runs that differ in δ alone share all of them. */
export type StreamName = 'teacher' | 'data' | 'student' | 'batches'

const NAMES: readonly StreamName[] = ['teacher', 'data', 'student', 'batches']

/** How many seeds there are. */
const SEEDS = 2 ** 32

/** A stream of random numbers (xoroshiro128+). */
export interface RandomStream {
  /** Uniform in [0, 1), a multiple of 2⁻⁵³. */
  uniform(): number
  /** Standard normal, by Marsaglia's polar method; takes one pair of uniforms or more, and keeps none for later. */
  normal(): number
  /** −1 or 1. */
  sign(): number
  /** Four 32-bit integers that {@link resumeStream} goes on from. */
  state(): Float64Array<ArrayBuffer>
}

/**
 * The stream of that name for that seed. The generator's first word is a bijection of the seed, the second one of the
 * name's hash, so that no two seeds share a stream; the others mix both.
 *
 * @example
 * randomStream(0, 'data').uniform() === randomStream(0, 'data').uniform() // true
 *
 * @param seed a whole number from 0 to 2³² − 1.
 * @throws LazyrichError for any other seed, and a name that is none of the four.
 */
export function randomStream(seed: number, name: StreamName): RandomStream {
  requireIndex('seed', seed, SEEDS)
  requireOneOf('name', name, NAMES)
  let hash = 0
  for (let i = 0; i < name.length; i++) hash = mix(hash + name.charCodeAt(i) + GOLDEN)
  const first = mix((seed | 0) + GOLDEN)
  const second = mix(hash + GOLDEN)
  const third = mix(first + second)
  const fourth = mix(third ^ (second + GOLDEN))
  return resumeStream([first, second, third, fourth])
}

/** 2³² divided by the golden ratio: keeps small seeds away from 0, which {@link mix} leaves where it is. */
const GOLDEN = 0x9e3779b9

/**
 * A stream that continues from where `state()` was taken.
 *
 * @example
 * const random = randomStream(0, 'data')
 * resumeStream(random.state()).normal() === random.normal() // true
 *
 * @param state length 4, 32-bit integers.
 * @throws LazyrichError for any other list, or one that is all 0.
 */
export function resumeStream(state: ArrayLike<number>): RandomStream {
  requireLength('state', state, 4, 'the words of a stream')
  const words = Array.from(state)
  if (!words.every((word) => word === (word | 0)) || words.every((word) => word === 0))
    throw new LazyrichError(`state is [${words.join(', ')}]: four 32-bit integers, not all 0, are accepted`)
  const generator = xoroshiro128plusFromState(words)
  const uniform = (): number => uniformFloat64(generator)
  return {
    uniform,
    normal() {
      for (;;) {
        const x = 2 * uniform() - 1
        const y = 2 * uniform() - 1
        const r = x * x + y * y
        if (r > 0 && r < 1) return x * Math.sqrt((-2 * Math.log(r)) / r)
      }
    },
    sign: () => (uniform() < 0.5 ? -1 : 1),
    state: () => Float64Array.from(generator.getState()),
  }
}

/** Throws a {@link LazyrichError} unless `random` is a stream, or has the methods of one. */
export function requireStream(random: RandomStream): void {
  const methods = ['uniform', 'normal', 'sign', 'state'] as const
  if (typeof random !== 'object' || random === null || !methods.every((method) => typeof random[method] === 'function'))
    refuse('random', random, 'a stream of randomStream')
}

/** MurmurHash3's 32-bit finalizer: every bit of the input moves about half of the output's. */
function mix(value: number): number {
  let h = value | 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}
