export { LazyrichError } from '../errors.ts'
export { linearSpaced, logSpaced } from '../spacing.ts'
export { type Client, connect, type RemoteRun, type RunListener } from './client.ts'
export { defineExperiment } from './define-experiment.ts'
export {
  type Awaitable,
  type Computation,
  type Definition,
  type Experiment,
  type FieldDescription,
  type Metric,
  type Preset,
  type PresetDefinition,
  type Registry,
  type Run,
  type RunBody,
  registryOf,
  requireExperiment,
  requirePreset,
  type Snapshot,
  type Start,
  type Started,
} from './experiment.ts'
export type { End, Field, Fields, Frame, Progress, RunEvent } from './frame.ts'
export {
  type Group,
  type GroupEvent,
  type GroupListener,
  type GroupMember,
  type GroupOptions,
  type RunSoFar,
  startGroup,
} from './group.ts'
export { type Clock, serve } from './host.ts'
export { type LabelForm, labelOf, labelsOf } from './label.ts'
export { nearest } from './nearest.ts'
export { ownMetrics } from './own-metrics.ts'
export {
  accepts,
  type ChoiceParameter,
  choice,
  completeParameters,
  type NumberParameter,
  number,
  type Parameter,
  type ParameterSchema,
  type Parameters,
  type ParametersOf,
  type ParameterValue,
  parseParameter,
  type RecordParameter,
  record,
  requireParameter,
  type Sides,
  type VectorParameter,
  vector,
} from './parameter.ts'
export { portPair } from './port-pair.ts'
export {
  type Channel,
  type Command,
  CREDIT,
  type MessageEmitter,
  type Outcome,
  type Port,
  type Report,
  type RunRequest,
} from './protocol.ts'
export { frameTimes, nextStep, parseRecord, type RecordPlan } from './record.ts'
export { settingsApart } from './settings-apart.ts'
export { readState, type SnapshotState, type StateOf, type StateShape } from './snapshot-state.ts'
export {
  type AsyncMeasuring,
  firstStep,
  type Measures,
  type Measuring,
  type SteppedRun,
  type StepRange,
  type StepState,
  steppedRun,
} from './stepped-run.ts'
