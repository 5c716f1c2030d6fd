export { coreExperiments as coreRegistry } from '../../../src/experiments/index.ts'
export { connect, type Frame, type Snapshot, serve } from '../../../src/port/index.ts'
