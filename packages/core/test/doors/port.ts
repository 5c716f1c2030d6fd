import * as contract from '../../src/contract/index.ts'
import { basins } from '../../src/experiments/index.ts'
import * as port from '../../src/port/index.ts'
import type { Call } from './hostile.ts'

const f = (...entries: number[]): Float64Array<ArrayBuffer> => Float64Array.from(entries)
/** One value, not a record of its parts: an experiment, a client, a request. */
const one = <T extends object>(value: T): T => Object.assign(Object.create({}), value)
const turn = () => Promise.resolve()
const clock = () => one({ now: () => 0, turn, wait: turn })
const channel = () => one({ postMessage: () => {}, onmessage: null })
const experiment = () => one(basins)
const declared = { unit: '', symbol: 's', changeable: true }
const sides = () => ({ value: 0, below: 'under', at: 'on', above: 'over' })
const bounds = () => ({ min: -5, max: 5 })
const schema = () => ({
  steps: { kind: 'number', meaning: 'how long', default: 3, ...bounds(), integer: true, sides: sides(), ...declared },
  beta: { kind: 'vector', meaning: 'start', default: f(1, -1), length: 2, ...bounds(), ...declared },
  sign: { kind: 'choice', meaning: 'sign', default: 'up', choices: ['up', 'down'], ...declared },
  record: { kind: 'record', meaning: 'frames', default: 'lin:4', ...declared },
})
const settings = () => ({ steps: 2, beta: f(1, 0.5), sign: 'down', record: 'log:6' })
/** Bounds may be infinite. */
const boundless = (at: string) => ['steps', 'beta'].flatMap((name) => [`${at}.${name}.min`, `${at}.${name}.max`])
const schemaPlaces = (at: string) => ({
  anyNumber: boundless(at),
  whole: [`${at}.beta.length`],
})
const state = () => ({ step: 4, shown: 4, over: 0 })
const definition = () => ({
  id: 'toy',
  title: 'Toy',
  shows: 'how it goes',
  revision: 1,
  axis: 'step',
  extent: () => 3,
  parameters: schema(),
  metrics: {
    x: { label: 'x', meaning: 'what is left', unit: '', scale: 'log', exact: 'xExact' },
    xExact: { label: 'x', meaning: 'what is left', unit: '', scale: 'log' },
  },
  given: { data: { meaning: 'what it learns from', shape: ['samples'] } },
  fields: { y: { meaning: 'outputs', shape: ['samples', 'outputs'] } },
  presets: { small: { about: 'one run', runs: [{ set: settings() }], pace: 10 } },
  defaultPreset: 'small',
  seedless: true,
  state: { x: 'number', w: 2, v: { float32: 2 } },
  refuse: () => {},
  give: () => ({}),
  begin: () => ({ next: () => undefined, state: () => ({ x: 1, w: f(1, 2), v: Float32Array.of(1, 2) }) }),
})
const stepped = () => ({
  steps: 10,
  fixedLength: true,
  betweenSteps: false,
  record: 'lin:2',
  from: state(),
  workATurn: 100,
  advance: (_step: number, limit: number) => limit,
  isStuck: () => false,
  timeOf: (step: number) => step,
  measure: () => ({ metrics: {} }),
  trouble: () => undefined,
  state: () => ({}),
  close: () => {},
})
const member = () => ({ request: { experiment: 'basins', parameters: {}, seed: 0 } })
const listener = () => ({ started() {}, computing() {}, batch() {}, paused() {}, resumed() {}, end() {} })
const remote = () => one({ pause() {}, resume() {}, step() {}, pace() {}, abort() {} })
const client = () => one({ start: remote })
const group = () => port.startGroup([client() as never], [member()], {}, () => {})
const remoteRun = () => port.connect(channel() as never).start(member().request, listener())
const isFunction = (value: unknown) => typeof value === 'function'
/** Settings in which everything is left out: `[{}]`. */
const isEmptySet = (value: unknown) => Array.isArray(value) && JSON.stringify(value) === '[{}]'
const parts = ({ runs, phase }: { runs: unknown; phase: unknown }) => [runs, phase]

export const portCalls: readonly Call[] = [
  { name: 'nearest', run: port.nearest, args: () => ['detla', ['delta', 'steps']] },
  { name: 'linearSpaced', run: port.linearSpaced, args: () => [-1, 1, 5], whole: ['2'] },
  { name: 'logSpaced', run: port.logSpaced, args: () => [0.1, 10, 3], whole: ['2'] },
  { name: 'number', run: port.number, args: () => ['how long', 3, { ...bounds(), integer: true, sides: sides(), ...declared }], anyNumber: ['2.min', '2.max'] }, // biome-ignore format: one line
  { name: 'vector', run: port.vector, args: () => ['start', f(1, 2), { ...bounds(), ...declared }], anyNumber: ['2.min', '2.max'] }, // biome-ignore format: one line
  { name: 'choice', run: port.choice, args: () => ['sign', ['up', 'down'], { symbol: 's' }] },
  { name: 'record', run: port.record, args: () => ['lin:4'] },
  ...(['steps', 'beta', 'sign', 'record'] as const).map((name) => ({
    name: `accepts (${schema()[name].kind})`,
    run: port.accepts,
    args: () => [schema()[name]],
    anyNumber: ['0.min', '0.max'],
    whole: ['0.length'],
  })),
  { name: 'parseParameter (number)', run: port.parseParameter, args: () => ['steps', schema().steps, '2'], anyNumber: ['1.min', '1.max'] }, // biome-ignore format: one line
  { name: 'parseParameter (vector)', run: port.parseParameter, args: () => ['beta', schema().beta, '1,2'], anyNumber: ['1.min', '1.max'], whole: ['1.length'] }, // biome-ignore format: one line
  { name: 'parseParameter (choice)', run: port.parseParameter, args: () => ['sign', schema().sign, 'up'] },
  { name: 'completeParameters', run: port.completeParameters, args: () => [schema(), settings()], anyNumber: boundless('0'), whole: ['0.beta.length', '1.steps'] }, // biome-ignore format: one line
  {
    name: 'requireParameter',
    run: (...args: [never, never]) => port.requireParameter(...args).kind,
    args: () => [schema(), 'beta'],
    ...schemaPlaces('0'),
  },
  { name: 'parseRecord', run: port.parseRecord, args: () => ['log:60'] },
  { name: 'nextStep', run: port.nextStep, args: () => [{ spacing: 'lin', frames: 4 }, 25, 100], whole: ['0.frames', '2'] }, // biome-ignore format: one line
  { name: 'nextStep (every)', run: port.nextStep, args: () => [{ every: 4 }, 25, 100], whole: ['2'] },
  { name: 'frameTimes', run: port.frameTimes, args: () => [{ spacing: 'log', frames: 4 }, 2], whole: ['0.frames'] },
  { name: 'frameTimes (every)', run: port.frameTimes, args: () => [{ every: 0.5 }, 2] },
  { name: 'labelOf', run: port.labelOf, args: () => [schema(), settings(), 'tight'], ...schemaPlaces('0') },
  { name: 'labelsOf', run: port.labelsOf, args: () => [schema(), [settings(), { steps: 1 }], 'brief'], also: { 1: isEmptySet }, ...schemaPlaces('0') }, // biome-ignore format: one line
  { name: 'settingsApart', run: port.settingsApart, args: () => [schema(), [settings(), { steps: 1 }], ['sign']], also: { 1: isEmptySet }, ...schemaPlaces('0') }, // biome-ignore format: one line
  { name: 'ownMetrics', run: port.ownMetrics, args: () => [{ metrics: { x: { exact: 'y' } } }] }, // biome-ignore format: one line
  { name: 'registryOf', run: port.registryOf, args: () => [experiment()] },
  { name: 'requireExperiment', run: port.requireExperiment, args: () => [{ basins: experiment() }, 'basins'] },
  { name: 'requirePreset', run: port.requirePreset, args: () => [experiment(), 'small'] },
  { name: 'readState', run: port.readState, args: () => [{ x: 1, w: f(1, 2), v: Float32Array.of(1, 2) }, { x: 'number', w: 2, v: { float32: 2 } }], written: ['0.w', '0.v'], anyNumber: ['0.x'], whole: ['1.w', '1.v.float32'] }, // biome-ignore format: one line
  { name: 'firstStep', run: port.firstStep, args: () => [state(), { steps: 10, fixedLength: true, betweenSteps: false }], whole: ['0.step', '0.over', '1.steps'], anyNumber: ['0.shown'] }, // biome-ignore format: one line
  { name: 'steppedRun', run: (run) => typeof port.steppedRun(run).next, args: () => [stepped()], whole: ['0.steps', '0.from.step', '0.from.over'], anyNumber: ['0.from.shown'] }, // biome-ignore format: one line
  { name: 'portPair', run: (given) => port.portPair(given).length, args: () => [turn] },
  { name: 'connect', run: (given) => typeof port.connect(given).start, args: () => [channel()] },
  { name: 'connect().start', run: (...args: [never, never]) => typeof port.connect(channel() as never).start(...args).pause, args: () => [one(member().request), listener()] }, // biome-ignore format: one line
  { name: 'connect().start().step', run: (frames) => remoteRun().step(frames), args: () => [2], anyNumber: ['0'] },
  { name: 'connect().start().pace', run: (pace) => remoteRun().pace(pace), args: () => [2], anyNumber: ['0'] },
  { name: 'connect().lost', run: port.connect(channel() as never).lost, args: () => ['it is gone'] },
  { name: 'serve', run: port.serve, args: () => [channel(), { basins: experiment() }, clock()] },
  { name: 'startGroup', run: (...args: [never, never, never, never]) => parts(port.startGroup(...args)), args: () => [[client()], [one(member())], { pace: 5, paused: true, atOnce: 2 }, () => {}], whole: ['2.atOnce'], anyNumber: ['2.pace'] }, // biome-ignore format: one line
  {
    name: 'startGroup().step',
    run: (frames) => group().step(frames),
    args: () => [2],
    anyNumber: ['0'],
    also: { 0: isFunction },
  },
  { name: 'startGroup().pace', run: (pace) => group().pace(pace), args: () => [2], anyNumber: ['0'] },
  { name: 'defineExperiment', run: (given) => port.defineExperiment(given).id, args: () => [definition()], anyNumber: boundless('0.parameters'), whole: ['0.revision', '0.state.w', '0.state.v.float32', '0.parameters.beta.length', '0.parameters.steps.default', '0.presets.small.runs.0.set.steps'], also: { '0.state': isFunction, '0.state.x': Number.isSafeInteger, '0.state.v': Number.isSafeInteger } }, // biome-ignore format: one line
]

const started = ({ parameters, extent }: port.Run) => [parameters, extent]

export const experimentCalls: readonly Call[] = [
  { name: 'complete', run: basins.complete, args: () => [{ delta: -3, target: [1, 2], endTime: 20, record: 'lin:4' }] },
  { name: 'extent', run: basins.extent, args: () => [{ delta: -3, target: [1, 2], endTime: 20, record: 'lin:4' }] },
  { name: 'start', run: (...args: [never, never]) => started(basins.start(...args)), args: () => [{ delta: -3 }, { seed: 5 }], whole: ['1.seed'] }, // biome-ignore format: one line
]

export const contractCalls: readonly Call[] = [
  { name: 'promisesOf', run: (...args: [never, never]) => contract.promisesOf(...args).length, args: () => [experiment(), { short: {}, slow: {}, others: {}, seed: 1 }], whole: ['1.seed'] }, // biome-ignore format: one line
  { name: 'shortRun', run: contract.shortRun, args: () => [experiment(), { seed: 1 }], whole: ['1.seed'] },
  { name: 'lengthParameter', run: contract.lengthParameter, args: () => [experiment(), { delta: -3 }] },
  { name: 'framesIn', run: contract.framesIn, args: () => [[{ kind: 'progress' }]] },
]
