import type { RandomStream } from '@lazyrich/core/random'
import {
  attention,
  averagePool,
  batchNorm,
  convolution,
  dense,
  embedding,
  flatten,
  gelu,
  type Layer,
  last,
  layerNorm,
  maxPool,
  oneHot,
  relu,
  residual,
  type Shape,
  scale,
} from '../../src/layers/index.ts'
import { type Network, network } from '../../src/networks/network.ts'

/**
 * A network that no one has thought of: vectors, rows, images or tokens through up to six layers of any kind, in sizes that
 * leave tails of every loop, to a few classes.
 */
export function randomNetwork(random: RandomStream): Network {
  const whole = (least: number, most: number): number => least + Math.floor((most - least + 1) * random.uniform())
  const oneOf = <T>(list: readonly T[]): T => list[whole(0, list.length - 1)]!
  const chance = (probability: number): boolean => random.uniform() < probability
  const width = (): number => (chance(0.3) ? oneOf([1, 4, 8, 16]) : whole(1, 19))

  const input = oneOf<() => Shape>([
    () => ({ axes: [width()] }),
    () => ({ axes: [whole(1, 6), width()] }),
    () => ({ axes: [whole(3, 9), whole(3, 9), oneOf([1, 2, 3, 5, 16, 20])] }),
    () => ({ axes: [whole(1, 6)], tokens: whole(2, 9) }),
  ])()
  const layers: Layer[] = input.tokens === undefined ? [] : [oneOf([oneHot(), embedding(width())])]
  for (let k = whole(1, 6); k > 0; k--) layers.push(...layersOn(shapeNow()))
  const { axes } = shapeNow()
  if (axes.length > 1) layers.push(axes.length === 2 && chance(0.5) ? last() : flatten())
  return network(input, [...layers, dense(whole(2, 7), { bias: chance(0.7) })])

  function shapeNow(): Shape {
    return layers.length === 0 ? input : network(input, layers).output
  }

  /** What keeps its shape. */
  function keeping(): Layer {
    return oneOf([relu, gelu, batchNorm, layerNorm, () => scale(oneOf([-1, 0.5, 2]))])()
  }

  function layersOn({ axes }: Shape): Layer[] {
    if (chance(0.35)) return [keeping()]
    const features = axes.at(-1)!
    if (chance(0.25))
      return [residual([dense(width()), keeping(), dense(features)], chance(0.3) ? { shortcut: [keeping()] } : {})]
    if (axes.length === 2 && chance(0.6)) {
      const heads = oneOf([1, 2, 3, 4].filter((count) => features % count === 0))
      return [attention({ heads, causal: chance(0.5) })]
    }
    if (axes.length === 3 && chance(0.8)) return images(axes as [number, number, number])
    return [dense(width(), { bias: chance(0.7) })]
  }

  function images([height, columns, channels]: [number, number, number]): Layer[] {
    const window = Math.min(3, height, columns)
    const pool = (extent: number): Layer => oneOf([maxPool, averagePool])(whole(1, extent))
    if (chance(0.3)) return [pool(window)]
    // In tiles for 16 channels and a kernel of 3, and together with a pool behind it for a few.
    const kernel = chance(0.5) ? window : whole(1, window)
    const out = chance(0.3) ? oneOf([16, 20]) : whole(1, 9)
    const filters = convolution(out, {
      kernel,
      padding: whole(0, kernel - 1),
      stride: oneOf([1, 1, 2]),
      bias: chance(0.6),
    })
    const given = network({ axes: [height, columns, channels] }, [filters]).output.axes
    return chance(0.4) ? [filters, maxPool(Math.min(2, given[0]!, given[1]!))] : [filters]
  }
}
