import type { RandomStream } from '@lazyrich/core/random'
import { refuse, requireFunction, requireNumber } from '../door.ts'
import { TfError } from '../errors.ts'

/** Fills a parameter at the start; the same draws whatever α is. */
export type Start = (random: RandomStream, into: Float32Array) => void

/** N(0, σ²). @throws TfError unless σ is at least 0. */
export function normal(sigma: number): Start {
  requireNumber('normal.sigma', sigma, { from: 0 })
  return (random, into) => {
    for (let p = 0; p < into.length; p++) into[p] = sigma * random.normal()
  }
}

/** U(−limit, limit). @throws TfError unless the limit is at least 0. */
export function uniform(limit: number): Start {
  requireNumber('uniform.limit', limit, { from: 0 })
  return (random, into) => {
    for (let p = 0; p < into.length; p++) into[p] = limit * (2 * random.uniform() - 1)
  }
}

/** The same number everywhere; draws nothing. @throws TfError unless it is finite. */
export function constant(value: number): Start {
  requireNumber('constant.value', value)
  return (_random, into) => void into.fill(value)
}

const ACCEPTED = 'a function of the number of inputs that gives a start, such as () => normal(1),'

/** @throws TfError unless a layer can ask it for a start by a number of inputs: a start itself is not one. */
export function requireStart(what: string, given: unknown): void {
  requireFunction(what, given, ACCEPTED)
  if ((given as () => unknown).length > 1)
    throw new TfError(`${what} is a start, of ${(given as () => unknown).length} arguments: ${ACCEPTED} is accepted`)
}

/** The start for so many inputs. @throws TfError unless that is a function. */
export function startFrom(what: string, start: (inputs: number) => Start, inputs: number): Start {
  const given: unknown = start(inputs)
  if (typeof given !== 'function') refuse(`${what}(${inputs})`, given, 'a start, such as normal(1),')
  return given as Start
}
