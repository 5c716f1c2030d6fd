/**
 * Practical networks as experiments behind core's port, and the choice of a backend of TensorFlow.js. Importing this loads
 * no TensorFlow.js: only a run on one of its backends does.
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
export { networkVariant } from './trainers/open.ts'
