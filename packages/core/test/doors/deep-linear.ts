import * as family from '../../src/deep-linear/index.ts'
import { resumeStream } from '../../src/random/index.ts'
import type { Call } from './hostile.ts'

const f = (...entries: number[]): Float64Array<ArrayBuffer> => Float64Array.from(entries)
const widths = () => f(2, 2, 1)
const layers = () => [f(1, 0.5, -1, 2), f(1, -1)]
const network = () => ({ widths: widths(), W: layers(), learningRate: f(1, 2) })
const start = () => ({ widths: widths(), W0: layers(), learningRate: f(1, 2) })
const problem = () => ({ ...start(), X: f(1, 2, -1, 0, 3, 1), Y: f(1, -1, 2), loss: 'mean' as const })
const rates = () => ({ a: 0.5, w: 2 })
const chain = () => ({ a: f(2, 1), w: f(1, -1), learningRate: rates() })
const chainProblem = () => ({
  ...{ a0: f(0.5, 1), w0: f(1, -2), learningRate: rates() },
  ...{ X: f(1, 2, -1, 0, 3, 1), y: f(1, -1, 2), loss: 'mean' as const },
})
const control = () => ({ rtol: 1e-9, atol: 1e-12, maxSteps: 1000, signal: { aborted: false } })
/** A stream that is one value, not a record of its methods. */
const stream = () => Object.assign(Object.create({}), resumeStream([1, 2, 3, 4]))
const system = family.deepLinearSystem(problem())
const state = () => f(1, 0.5, -1, 2, 1, -1)

/** A flow's states and what it gives at its second time. */
const read = ({ at, layersAt, ...states }: family.DeepLinearStates) => ({ ...states, at: at(1), layers: layersAt(1) })

export const deepLinear: readonly Call[] = [
  { name: 'deepLinearOutputs', run: family.deepLinearOutputs, args: () => [network(), f(1, 2, 3, 4)] },
  { name: 'deepLinearConserved', run: family.deepLinearConserved, args: () => [network()] },
  { name: 'deepLinearDrift', run: family.deepLinearDrift, args: () => [[f(1, 2), f(3)], [f(1, 1), f(2)]], anyNumber: ['0.0', '0.1', '1.0', '1.1'] }, // biome-ignore format: one line
  { name: 'deepLinearStart', run: family.deepLinearStart, args: () => [stream(), widths(), { scale: 0.1, learningRate: f(1, 2) }], whole: ['1'] }, // biome-ignore format: one line
  { name: 'flowDeepLinear', run: (...args: [never, never, never]) => read(family.flowDeepLinear(...args)), args: () => [problem(), f(0, 0.2, 0.1), control()] }, // biome-ignore format: one line
  { name: 'flowDeepLinear().at', run: family.flowDeepLinear(problem(), [0, 0.2]).at, args: () => [1], whole: ['0'] },
  { name: 'flowDeepLinear().layersAt', run: family.flowDeepLinear(problem(), [0, 0.2]).layersAt, args: () => [1], whole: ['0'] }, // biome-ignore format: one line
  { name: 'deepLinearDescent', run: (...args: [never, never]) => { const descent = family.deepLinearDescent(...args); return [descent.advance(2), descent.loss(), descent.W] }, args: () => [problem(), 0.01] }, // biome-ignore format: one line
  { name: 'deepLinearDescent().advance', run: (steps) => family.deepLinearDescent(problem(), 10).advance(steps), args: () => [2], whole: ['0'] }, // biome-ignore format: one line
  { name: 'deepLinearKernelMeasures', run: (given) => family.deepLinearKernelMeasures(given)({ widths: widths(), W: layers() }), args: () => [problem()] }, // biome-ignore format: one line
  { name: 'deepLinearKernelMeasures()', run: family.deepLinearKernelMeasures(problem()), args: () => [network()] },
  { name: 'deepLinearSystem', run: (given) => { const { start, loss, product } = family.deepLinearSystem(given); return [start, loss(start), product(start)] }, args: () => [problem()] }, // biome-ignore format: one line
  { name: 'deepLinearSystem().flow', run: (at, into) => { system.flow(0, at, into); return into }, args: () => [state(), new Float64Array(6)], written: ['1'], anyNumber: ['0'] }, // biome-ignore format: one line
  { name: 'deepLinearSystem().gradient', run: (at, into) => [system.gradient(at, into), into], args: () => [state(), new Float64Array(6)], written: ['1'], anyNumber: ['0'] }, // biome-ignore format: one line
  { name: 'deepLinearSystem().loss', run: system.loss, args: () => [state()], anyNumber: ['0'] },
  { name: 'deepLinearSystem().product', run: system.product, args: () => [state(), new Float64Array(2)], written: ['1'], anyNumber: ['0'] }, // biome-ignore format: one line
  { name: 'deepLinearSystem().layers', run: system.layers, args: () => [state()], written: ['0'] },
  { name: 'singularValues', run: family.singularValues, args: () => [f(3, 0, 0, -4), 2], whole: ['1'] },
  { name: 'chainDeltas', run: family.chainDeltas, args: () => [chain()] },
  { name: 'chainOutputs', run: family.chainOutputs, args: () => [chain(), f(1, 2, 3, 4)] },
  { name: 'chainPreconditioner', run: family.chainPreconditioner, args: () => [chain()] },
  { name: 'chainFromBeta', run: family.chainFromBeta, args: () => [f(1, 2), f(1, -1), { learningRate: rates(), sign: -1 }] }, // biome-ignore format: one line
  { name: 'flowChain', run: (...args: [never, never, never]) => { const { at, ...states } = family.flowChain(...args); return { ...states, at: at(1) } }, args: () => [chainProblem(), f(0, 0.2, 0.1), control()] }, // biome-ignore format: one line
  { name: 'flowChain().at', run: family.flowChain(chainProblem(), [0, 0.2]).at, args: () => [1], whole: ['0'] },
  { name: 'isotropicStart', run: family.isotropicStart, args: () => [f(1, 2), -1, { depth: 3, learningRate: f(1, 2, 3) }], whole: ['2.depth'] }, // biome-ignore format: one line
  { name: 'richInterpolant', run: family.richInterpolant, args: () => [{ X: f(1, 2), y: f(1), beta0: f(0.5, 1), depth: 3 }], whole: ['0.depth'] }, // biome-ignore format: one line
  { name: 'richPotential', run: family.richPotential, args: () => [f(1, 2), 3], whole: ['1'] },
]
