/**
 * The training kernels that the wasm backend of TensorFlow.js lacks, for any code that uses TensorFlow.js. Nothing else
 * of lazyrich is needed or loaded.
 *
 * @packageDocumentation
 */
export { TfError } from './errors.ts'
export type { Variant } from './wasm/module.ts'
export { registerTrainingKernels, type TrainingKernels } from './wasm/register.ts'
export type { Tf } from './wasm/tfjs.ts'
