import { neuronRace } from '@lazyrich/core/experiments'
import type { Fields, Frame } from '@lazyrich/core/port'

/** One network of the still picture. */
export interface StillRacer {
  readonly name: string
  readonly delta: number
  /** Teacher and inputs. */
  readonly given: Fields
  readonly start: Frame
  readonly end: Frame
  /** The way of |a_k| w_k for every neuron k: x₀, y₀, x₁, y₁, … */
  readonly paths: readonly (readonly number[])[]
}

/** The run that the picture shows: the page's own defaults. */
export const SEED = 0

/** Trains the three networks, here and now: a fifth of a second. */
export async function trainStill(): Promise<StillRacer[]> {
  return Promise.all(
    [
      ['upstream', 1],
      ['balanced', 0],
      ['downstream', -1],
    ].map(async ([name, delta]) => {
      const frames: Frame[] = []
      const run = neuronRace.start({ delta, record: 'log:60' }, { seed: SEED })
      for await (const event of run) if (event.kind === 'frame') frames.push(event)
      const neurons = (frame: Frame): Float64Array => frame.fields!.neurons!.data
      const paths = Array.from({ length: neurons(frames[0]!).length / 2 }, (_, k) =>
        frames.flatMap((frame) => [neurons(frame)[2 * k]!, neurons(frame)[2 * k + 1]!]),
      )
      return {
        name: name as string,
        delta: delta as number,
        given: run.given,
        start: frames[0]!,
        end: frames.at(-1)!,
        paths,
      }
    }),
  )
}

/** The longest |a_k| w_k at the end of any of them: one scale for all. */
export function farthestEnd(racers: readonly StillRacer[]): number {
  let most = 0
  for (const { end } of racers) {
    const { data } = end.fields!.neurons!
    for (let p = 0; p < data.length; p += 2) most = Math.max(most, Math.hypot(data[p]!, data[p + 1]!))
  }
  return most
}
