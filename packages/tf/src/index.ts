/**
 * lazyrich on TensorFlow.js: the choice of a backend, and practical networks as experiments behind core's port.
 * Importing this does not load TensorFlow.js yet.
 *
 * @packageDocumentation
 */
export type { Backend, BackendFeatures, BackendName, BackendVariant } from './backends/backend.ts'
export { availableBackends, chooseBackend } from './backends/choose-backend.ts'
export { serveWasmFrom, type WasmFiles } from './backends/load.ts'
export { type BackendFinding, surveyBackends } from './backends/survey.ts'
export { TfError } from './errors.ts'
export { hierarchy } from './experiments/hierarchy.ts'
export { tfExperiments } from './experiments/index.ts'
export { type HierarchyData, hierarchyData } from './hierarchy/data.ts'
export { drawRules, type HierarchyRules, type HierarchySizes } from './hierarchy/rules.ts'
