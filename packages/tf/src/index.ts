/**
 * lazyrich on TensorFlow.js: the choice of a backend. Importing this loads nothing of TensorFlow.js yet.
 *
 * @packageDocumentation
 */
export type { Backend, BackendFeatures, BackendName } from './backend.ts'
export { chooseBackend } from './choose-backend.ts'
export { TfError } from './errors.ts'
