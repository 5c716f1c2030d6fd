export { type ReluDescent, reluDescent } from './descent.ts'
export {
  type BaseStart,
  initializeRelu,
  mirroredStart,
  randomStart,
  relativeScale,
  unitVector,
} from './initialize.ts'
export { type ReluDistances, type ReluMeasures, reluMeasures } from './measures.ts'
export { cloneNetwork, neuronDeltas, type Regression, type ReluNetwork, reluOutputs, reluSizes } from './network.ts'
