import { describe, expect, it } from 'vitest'
import { dense, relu } from '../../src/layers/index.ts'
import { activationPatterns } from '../../src/measures/activation-pattern.ts'
import { hammingDistances } from '../../src/measures/hamming-distance.ts'
import { type Movement, movementFrom } from '../../src/measures/movement.ts'
import { parameterDistances } from '../../src/measures/parameter-distance.ts'
import { lenet } from '../../src/models/lenet.ts'
import { type Network, network } from '../../src/networks/network.ts'
import type { KernelForm } from '../../src/ntk/kernel-by.ts'
import { kernelDistances } from '../../src/ntk/kernel-distances.ts'
import { tangentKernel } from '../../src/ntk/tangent-kernel.ts'
import { networkModules } from '../../src/planning/kernels.ts'
import { randomBatch, randomState } from '../support/networks.ts'

const three = network({ axes: [7] }, [dense(9), relu(), dense(6), relu(), dense(3)])
const images = lenet({ image: [12, 12, 1], classes: 2 })

async function measured(parts: AsyncGenerator<number, Movement, void>): Promise<{ movement: Movement; turns: number }> {
  for (let turns = 0; ; turns++) {
    const { done, value } = await parts.next()
    if (done) return { movement: value, turns }
  }
}

/** A start, and parameters that are two per cent away from it. */
function moved(made: Network) {
  const { parameters } = randomState(made)
  return [{ parameters }, { parameters: parameters.map((theta, p) => theta + 0.01 * Math.sin(p)) }] as const
}

describe('movement from the start', () => {
  it.each<[string, Network, KernelForm]>([
    ['three layers', three, 'sum'],
    ['three layers, between outputs', three, 'pairs'],
    ['LeNet-5', images, 'sum'],
  ])('of %s is, whole and layer by layer, that of its three measures', async (_, made, form) => {
    const [start, now] = moved(made)
    const probe = { inputs: randomBatch(made, 9).inputs, count: 9 }
    const modules = await networkModules()
    const [kernelOf, patternOf] = [
      tangentKernel(modules, made, probe, { form }),
      activationPatterns(modules, made, probe),
    ]
    const movementTo = movementFrom(start, made, probe, form)
    const { movement } = await measured(movementTo(now))
    expect(movement).toEqual({
      kernel: kernelDistances(kernelOf(start), kernelOf(now)),
      hamming: hammingDistances(patternOf(start), patternOf(now)),
      parameters: parameterDistances(made, start.parameters, now.parameters),
    })
    expect(movement.kernel.whole).toBeGreaterThan(0)
    expect(Object.keys(movement.parameters.layers)).toEqual(Object.keys(movement.kernel.layers))
    const { movement: still } = await measured(movementTo(start))
    expect([still.kernel.whole, still.hamming.whole, still.parameters.whole]).toEqual([0, 0, 0])
  })

  it('gives turns to others between parts of much work, and none where there is little', async () => {
    const [start, now] = moved(three)
    const few = { inputs: randomBatch(three, 9).inputs, count: 9 }
    expect((await measured(movementFrom(start, three, few)(now))).turns).toBe(0)

    const wide = network({ axes: [40] }, [dense(300), relu(), dense(300), relu(), dense(4)])
    const [first, second] = moved(wide)
    const many = { inputs: randomBatch(wide, 128).inputs, count: 128 }
    let work = 0
    for (const part of tangentKernel(await networkModules(), wide, many).inSteps(first)) work += part
    const movementTo = movementFrom(first, wide, many)
    // The start's kernel is measured once, with the first.
    const [one, other] = [await measured(movementTo(second)), await measured(movementTo(second))]
    expect(one.movement).toEqual(other.movement)
    expect(other.turns).toBeGreaterThan(work / 1e8)
    expect(one.turns).toBeGreaterThan(2 * other.turns - 3)
  })
})
