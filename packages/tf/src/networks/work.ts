import { leavesOf, type Network } from './network.ts'

/** How many places of a sample a layer's parameters are used at: pixels or tokens that come out of it. */
export function positionsOf({ layers }: Network): Map<string, number> {
  return new Map(
    leavesOf(layers).map(({ name, output }) => [
      name,
      output.axes.slice(0, -1).reduce((product, extent) => product * extent, 1),
    ]),
  )
}

/** Multiply-adds of a sample's pass, to the first order: every parameter at all of its places. */
export function workOf(network: Network): number {
  const positions = positionsOf(network)
  return network.parameters.reduce((sum, { layer, size }) => sum + size * (positions.get(layer) ?? 1), 0)
}

/** Multiply-adds of a turn, some milliseconds: how much is done before others may go on. */
export const WORK_A_TURN = 3e7
