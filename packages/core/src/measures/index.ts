export { LazyrichError } from '../errors.ts'
export { kernelDistance } from './kernel-distance.ts'
export { convertFlowTime, type Loss, lossFactor } from './loss.ts'
export { type OutputLossOptions, outputLoss } from './output-loss.ts'
