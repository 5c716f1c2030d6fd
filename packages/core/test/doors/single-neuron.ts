import * as family from '../../src/single-neuron/index.ts'
import type { Call } from './hostile.ts'

const f = (...entries: number[]): Float64Array => Float64Array.from(entries)
const rates = () => ({ a: 0.5, w: 2 })
const start = () => ({ a0: 0.5, w0: f(1, -2), learningRate: rates() })
const neuron = () => ({ a: 2, w: f(1, -1), learningRate: rates() })
const whitened = () => ({ ...start(), target: f(1, 2), loss: 'half-sum' })
const data = () => ({ ...start(), X: f(1, 2, -1, 0, 3, 1), y: f(1, -1, 2), loss: 'mean' })
const betaProblem = () => ({ X: f(1, 2), y: f(1), beta0: f(0.5, 1) })
const options = () => ({ learningRate: rates() })
const flowOptions = () => ({ rtol: 1e-9, atol: 1e-12, maxSteps: 1000, signal: { aborted: false } })

export const singleNeuron: readonly Call[] = [
  { name: 'neuronDelta', run: family.neuronDelta, args: () => [neuron()] },
  { name: 'neuronOutputs', run: family.neuronOutputs, args: () => [neuron(), f(1, 2, 3, 4)] },
  { name: 'neuronFromBeta', run: family.neuronFromBeta, args: () => [f(1, 2), -1, { ...options(), sign: -1 }] },
  { name: 'exactNeuron', run: (problem) => { const { delta, rate, basin, at } = family.exactNeuron(problem); return { delta, rate, basin, ...at([0, 1]) } }, args: () => [whitened()] }, // biome-ignore format: one line
  { name: 'exactNeuron().at', run: (times, into) => family.exactNeuron(whitened() as never).at(times, into), args: () => [f(0, 3, 1), { a: new Float64Array(3), w: new Float64Array(6) }], written: ['1.a', '1.w'] }, // biome-ignore format: one line
  { name: 'exactNeuron().at().at', run: (i) => family.exactNeuron(whitened() as never).at([0, 3, 1]).at(i), args: () => [1], whole: ['0'] }, // biome-ignore format: one line
  { name: 'flowNeuron', run: family.flowNeuron, args: () => [data(), f(0, 1, 0.5), flowOptions()] },
  { name: 'neuronDataFlow', run: (problem) => { const into = new Float64Array(3); family.neuronDataFlow(problem)(0, f(1, 2, 3), into); return into }, args: () => [{ X: f(1, 2, 3, 4), y: f(1, 2), learningRate: rates() }] }, // biome-ignore format: one line
  { name: 'neuronWhitenedFlow', run: (problem) => { const into = new Float64Array(3); family.neuronWhitenedFlow(problem)(0, f(1, 2, 3), into); return into }, args: () => [{ target: f(1, 2), learningRate: rates() }] }, // biome-ignore format: one line
  { name: 'downstreamLimit', run: family.downstreamLimit, args: () => [betaProblem()] },
  { name: 'upstreamLimit', run: family.upstreamLimit, args: () => [betaProblem()] },
  { name: 'implicitBiasMinimizer', run: family.implicitBiasMinimizer, args: () => [{ ...betaProblem(), delta: 0.5, learningRate: rates(), signChange: false }] }, // biome-ignore format: one line
  { name: 'mirrorPotential', run: family.mirrorPotential, args: () => [f(1, 2), 0.5, options()] },
  { name: 'interpolatingLimit', run: family.interpolatingLimit, args: () => [data(), 1] },
  { name: 'neuronFate', run: family.neuronFate, args: () => [data()] },
  { name: 'neuronRegime', run: family.neuronRegime, args: () => [f(1, 2), 0.5, options()] },
  { name: 'separatingSurface', run: (...args: [never, never, never]) => { const s = family.separatingSurface(...args); return [s.kind, s.along(1), s.across(1), s.kind === 'surface' && s.weights(1)] }, args: () => [-1, f(1, 2), options()] }, // biome-ignore format: one line
  {
    name: 'separatingSurface().coordinate',
    run: family.separatingSurface(-1, [1, 2]).coordinate,
    args: () => [1, f(1, 2)],
  },
  { name: 'separatingSurface().along', run: family.separatingSurface(-1, [1, 2]).along, args: () => [1] },
  { name: 'separatingSurface().across', run: family.separatingSurface(-1, [1, 2]).across, args: () => [1] },
  { name: 'separatingSurface().weights', run: family.separatingSurface(-1, [1, 2]).weights, args: () => [1, 0.1, -1] },
  { name: 'separatingSurface().curve', run: family.separatingSurface(-1, [1, 2]).curve, args: () => [f(-1, 2), 1] },
  { name: 'escapeTime', run: family.escapeTime, args: () => [whitened()] },
  { name: 'plateauLength', run: family.plateauLength, args: () => [whitened()] },
  { name: 'timeToLoss', run: family.timeToLoss, args: () => [whitened(), 0.1] },
  { name: 'neuronKernel', run: family.neuronKernel, args: () => [neuron(), f(1, 2, 3, 4)] },
  { name: 'neuronKernelDistance', run: (problem) => family.neuronKernelDistance(problem)(neuron()), args: () => [{ ...start(), X: f(1, 2, 3, 4) }] }, // biome-ignore format: one line
  { name: 'neuronKernelDistance()', run: family.neuronKernelDistance(start()), args: () => [neuron()] },
  {
    name: 'neuronKernelMeasures',
    run: (problem) => family.neuronKernelMeasures(problem)(neuron()),
    args: () => [data()],
  },
  { name: 'neuronKernelMeasures()', run: family.neuronKernelMeasures(whitened() as never), args: () => [neuron()] },
  { name: 'neuronObservables', run: family.neuronObservables, args: () => [neuron(), f(1, 2)] },
  { name: 'neuronPreconditioner', run: family.neuronPreconditioner, args: () => [neuron()] },
  { name: 'neuronPreconditionerOfBeta', run: family.neuronPreconditionerOfBeta, args: () => [f(1, 2), 0.5, options()] },
  { name: 'equalDeltaCurve', run: family.equalDeltaCurve, args: () => [-1, 2, 5, options()], whole: ['2'] },
  { name: 'equalDeltaSurface', run: family.equalDeltaSurface, args: () => [1, 2, { along: 3, around: 4 }, options()], whole: ['2.along', '2.around'] }, // biome-ignore format: one line
  { name: 'equalBetaCurve', run: family.equalBetaCurve, args: () => [f(1, 2), f(1, -1)] },
]
