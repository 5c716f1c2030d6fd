import { requireRecord } from '../door/fields.ts'
import { nearest } from '../door/nearest.ts'
import { requireIndex } from '../door/number.ts'
import { shown } from '../door/shown.ts'
import { requireText } from '../door/text.ts'
import { LazyrichError } from '../errors.ts'
import { requireDescribed } from './described.ts'
import type { Field, Fields, RunEvent } from './frame.ts'
import { labelled } from './label.ts'
import { ownEvent, ownState } from './own-memory.ts'
import { completed, type ParameterSchema, type Parameters, type ParametersOf } from './parameter.ts'
import { requireIsExperiment, requireRegistry } from './require-experiment.ts'
import { apart } from './settings-apart.ts'
import { held, readState, type SnapshotState, type StateOf, type StateShape } from './snapshot-state.ts'

/** A number that a frame carries. */
export interface Metric {
  readonly label: string
  /** What it tells, in one line. */
  readonly meaning: string
  readonly unit: string
  readonly scale: 'linear' | 'log'
  /** The metric that holds the exact solution of this one, to be drawn on top of it. */
  readonly exact?: string
}

/** A typed array that a frame carries, or that a run is given once, at its start. */
export interface FieldDescription {
  readonly meaning: string
  /** Names of the axes, as in `['neurons', 'inputs']`. */
  readonly shape: readonly string[]
}

/** Named settings as an experiment is defined with them: one run, or several to be compared. */
export interface PresetDefinition {
  readonly about: string
  readonly runs: readonly { readonly set: Parameters }[]
  /** Frames a second at which a person can follow runs that are over in a blink; the dashboard starts at this pace. */
  readonly pace?: number
}

/** Named settings, with a label for each run that says what sets it apart from the others. */
export interface Preset extends PresetDefinition {
  readonly runs: readonly { readonly label: string; readonly set: Parameters }[]
}

/** All that resuming a run bit for bit needs. `state` is plain data and typed arrays: it can be cloned and stored. */
export interface Snapshot {
  readonly experiment: string
  readonly revision: number
  readonly parameters: Parameters
  readonly seed: number
  readonly state: SnapshotState
}

/** What computes a run. Same seed, revision and computation: same frames. */
export interface Computation {
  /** `js` for loops of our own, `wasm` for WebAssembly, or the name of the library's backend, as in `webgl`. */
  readonly backend: string
  /** Which part does the arithmetic: `js`, `simd`, `relaxed`, `scalar` (WebAssembly without vector units) or `gpu`. */
  readonly kernelVariant: string
  /** Versions of the libraries involved, by package. */
  readonly versions: { readonly [name: string]: string }
  /** What a person should know before trusting a time or waiting for one: one line each; empty where all is well. */
  readonly warnings: readonly string[]
}

/** What computes a run whose body names no computation. */
const PLAIN: Computation = { backend: 'js', kernelVariant: 'js', versions: {}, warnings: [] }

/** What is known of a run before its first step, and stays as it is. */
export interface Started {
  /** All parameters, defaults included. */
  readonly parameters: Parameters
  /** Where on its experiment's axis it ends. */
  readonly extent: number
  /** What it learns from and towards, such as teacher, inputs or target: what its experiment describes as `given`. */
  readonly given: Fields
}

/** One network in training: its events, to be iterated once, and the state to resume from. */
export interface Run extends AsyncIterable<RunEvent>, Started {
  /** The state between two events. Never changes what follows. */
  snapshot(): Promise<Snapshot>
  /** What computes it; known once the run has begun. */
  computation(): Promise<Computation>
  /**
   * Lets go of what the run holds (threads, tensors, files). A caller who iterates to the end, or leaves a `for await`
   * early, need not call it; one who stops iterating by hand must. Calls after the first do nothing.
   */
  close(): Promise<void>
}

/** What a run is started with. */
export interface Start {
  /** Every random choice follows from it: a whole number from 0 to 2³² − 1. */
  readonly seed: number
  /** A snapshot of the same experiment and revision; parameters marked `changeable` may differ. */
  readonly from?: Snapshot
}

/** An experiment as the dashboard, the command line, sweeps and the site see it. */
export interface Experiment {
  readonly id: string
  readonly title: string
  /** What it shows, with the paper's figure. */
  readonly shows: string
  /** The axis along which its frames lie: gradient steps of a descent, or flow time. */
  readonly axis: 'step' | 'time'
  /**
   * Where on that axis a run with these parameters ends; what is left out has its default.
   *
   * @throws LazyrichError for what {@link complete} refuses.
   */
  extent(parameters: Parameters): number
  readonly parameters: ParameterSchema
  readonly metrics: { readonly [name: string]: Metric }
  /** What a run is given before its first step, said once. */
  readonly given: { readonly [name: string]: FieldDescription }
  /** What every frame carries. */
  readonly fields: { readonly [name: string]: FieldDescription }
  /** `small` is always there. */
  readonly presets: { readonly [name: string]: Preset }
  /** The preset that is used when none is named. */
  readonly defaultPreset: string
  /** Raised whenever the numbers change. */
  readonly revision: number
  /** True where nothing is random, so that every seed gives the same run. */
  readonly seedless?: boolean
  /**
   * Completes parameters with their defaults.
   *
   * @throws LazyrichError for unknown names, values out of range and combinations that cannot be run.
   */
  complete(parameters: { readonly [name: string]: unknown }): Parameters
  /**
   * A run, at rest until it is first asked for an event, a snapshot or what computes it.
   *
   * @throws LazyrichError for what {@link complete} refuses, an invalid seed, or a snapshot that does not fit.
   */
  start(parameters: { readonly [name: string]: unknown }, start: Start): Run
}

/** A value, or a promise of it. */
export type Awaitable<T> = T | Promise<T>

/** The part of a run that its experiment writes; {@link defineExperiment} wraps it. */
export interface RunBody<State extends SnapshotState<ArrayBufferLike> = SnapshotState<ArrayBufferLike>> {
  /** Plain loops in float64 if left out. */
  readonly computation?: Computation
  /**
   * The next thing to show, or undefined after the end. Takes a bounded amount of work: some milliseconds, or one
   * gradient evaluation where that takes longer.
   */
  next(): Awaitable<RunEvent<ArrayBufferLike> | undefined>
  /** The state as it is now, copied. */
  state(): Awaitable<State>
  /** Lets go of what the run holds. Called once, however the run ends. */
  close?(): Awaitable<void>
}

type PresetDefinitions = { readonly [name: string]: PresetDefinition }

/** What {@link Experiment} is made of by `defineExperiment`. */
export type Definition<S extends ParameterSchema, G extends string, H extends StateShape> = Omit<
  Experiment,
  'parameters' | 'presets' | 'given' | 'extent' | 'start' | 'complete'
> & {
  readonly parameters: S
  readonly presets: PresetDefinitions
  readonly given: { readonly [name in G]: FieldDescription }
  /**
   * What a state must hold, beside anything else: 'number', the length of a Float64Array, or `{ float32: length }` by
   * name. `begin` then gets it checked and typed, and gives it back typed. Left out: `from` is any state, to be read by
   * {@link readState}.
   */
  readonly state?: H | ((parameters: ParametersOf<S>) => H)
  /** {@link Experiment.extent}, of the schema's own values. */
  extent(parameters: ParametersOf<S>): number
  /** Throws a LazyrichError for values that are each in range but cannot be run together. */
  refuse?(parameters: ParametersOf<S>): void
  /** Makes what is described as `given`; left out where nothing is given. Depends on parameters and seed alone. */
  give?(parameters: ParametersOf<S>, seed: number): Given<G>
  /** Begins the run; `given` is what {@link give} made, so that nothing is drawn twice. */
  begin(
    parameters: ParametersOf<S>,
    seed: number,
    from: StateOf<H> | undefined,
    given: Given<G>,
  ): Awaitable<RunBody<StateOf<H, ArrayBufferLike>>>
}

type Given<G extends string> = { readonly [name in G]: Field<ArrayBufferLike> }

/** An {@link Experiment} of a definition that is known to be one, as those of core are: their tests see to it. */
export function experimentOf<S extends ParameterSchema, G extends string, H extends StateShape>(
  definition: Definition<S, G, H>,
): Experiment {
  const { begin, give, refuse, extent, presets, state: shape, ...described } = definition
  const complete = (values: { readonly [name: string]: unknown }): ParametersOf<S> => {
    const parameters = completed(definition.parameters, values)
    refuse?.(parameters)
    return parameters
  }
  /** The state of a snapshot, with what the definition says it holds. */
  const stateIn = ({ state }: Snapshot, parameters: ParametersOf<S>): StateOf<H> =>
    typeof shape === 'function'
      ? readState(state, shape(parameters)) // a shape that nobody has checked yet
      : shape
        ? held(state, shape)
        : (state as StateOf<H>)
  return {
    ...described,
    presets: withLabels(definition.parameters, presets),
    extent: (parameters) => extent(complete(parameters)),
    complete,
    start(values, start) {
      const parameters = complete(values)
      requireRecord('start', start, 'a seed')
      const { seed, from } = start
      requireIndex('seed', seed, 2 ** 32)
      if (from !== undefined) requireResumable(definition, parameters, seed, from)
      const { id, revision } = definition
      const saved = from && stateIn(from, parameters)
      const given = give?.(parameters, seed) ?? ({} as Given<G>)
      let begun: Promise<RunBody<StateOf<H, ArrayBufferLike>>> | undefined
      let closed: Promise<void> | undefined
      const body = (): Promise<RunBody<StateOf<H, ArrayBufferLike>>> => {
        begun ??= Promise.resolve().then(() => begin(parameters, seed, saved, given))
        return begun
      }
      const close = (): Promise<void> => {
        closed ??= begun ? begun.then((it) => it.close?.()) : Promise.resolve()
        return closed
      }
      return {
        parameters,
        extent: extent(parameters),
        given: copied(given), // the run computes with its own
        async *[Symbol.asyncIterator]() {
          try {
            const it = await body()
            for (let event = await it.next(); event; event = await it.next()) {
              if (event.kind === 'frame') requireDescribed(definition, event)
              yield ownEvent(event)
            }
          } finally {
            await close()
          }
        },
        async snapshot() {
          return { experiment: id, revision, parameters, seed, state: ownState(await (await body()).state()) }
        },
        async computation() {
          return (await body()).computation ?? PLAIN
        },
        close,
      }
    },
  }
}

function copied(fields: Fields<ArrayBufferLike>): Fields {
  const copy = ({ data, shape }: Field<ArrayBufferLike>): Field => ({ data: data.slice(), shape })
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, copy(field)]))
}

function withLabels(schema: ParameterSchema, presets: PresetDefinitions): Experiment['presets'] {
  const withLabel = ({ runs, ...preset }: PresetDefinition): Preset => {
    const labels = labelled(
      schema,
      apart(
        schema,
        runs.map(({ set }) => set),
      ),
    )
    return { ...preset, runs: runs.map(({ set }, r) => ({ label: labels[r]!, set })) }
  }
  return Object.fromEntries(Object.entries(presets).map(([name, preset]) => [name, withLabel(preset)]))
}

function requireResumable(
  { id, revision, parameters: schema }: { id: string; revision: number; parameters: ParameterSchema },
  parameters: Parameters,
  seed: number,
  from: Snapshot,
): void {
  requireRecord('from', from, 'what snapshot() gave')
  const refuse = (what: string, came: unknown, accepted: unknown): never => {
    const said = typeof came === 'string' ? came : shown(came)
    throw new LazyrichError(`the snapshot's ${what} is ${said}: ${accepted} is accepted`)
  }
  const own: Partial<Snapshot> = { experiment: id, revision, seed }
  for (const name of Object.keys(own) as (keyof Snapshot)[])
    if (from[name] !== own[name]) refuse(name, from[name], own[name])
  requireRecord("the snapshot's state", from.state, 'what snapshot() gave')
  const before = completed(schema, from.parameters)
  for (const [name, { changeable }] of Object.entries(schema)) {
    if (!changeable && String(before[name]) !== String(parameters[name]))
      refuse(name, String(before[name]), `${parameters[name]}, since ${name} cannot change in the middle of a run,`)
  }
}

/** Experiments by id: what an app composes and hands to whoever starts runs. */
export type Registry = { readonly [id: string]: Experiment }

/**
 * A registry of a list of experiments.
 *
 * @example
 * Object.keys(registryOf(basins, exactCheck)) // ['basins', 'exact-check']
 */
export function registryOf(...experiments: readonly Experiment[]): Registry {
  const registry: { [id: string]: Experiment } = {}
  for (const [i, experiment] of experiments.entries()) {
    requireIsExperiment(`experiments[${i}]`, experiment)
    if (Object.hasOwn(registry, experiment.id))
      throw new LazyrichError(`experiment ${experiment.id} is given twice: distinct ids are accepted`)
    registry[experiment.id] = experiment
  }
  return registry
}

/**
 * The experiment of that id.
 *
 * @throws LazyrichError for an unknown id, with the nearest one.
 *
 * @example
 * const experiment = requireExperiment(coreExperiments, 'basins')
 * experiment.start({ delta: -10 }, { seed: 0 }).parameters.delta // -10
 */
export function requireExperiment(registry: Registry, id: string): Experiment {
  requireRegistry(registry)
  requireText('id', id)
  if (Object.hasOwn(registry, id)) return registry[id]!
  const ids = Object.keys(registry)
  throw new LazyrichError(`experiment ${id} is unknown${nearest(id, ids)}; known: ${ids.join(', ')}`)
}

/**
 * The preset of that name.
 *
 * @throws LazyrichError for an unknown name, with the nearest one.
 *
 * @example
 * requirePreset(singleNeuron, 'small').runs.length // 7
 */
export function requirePreset(experiment: Experiment, name?: string): Preset {
  requireIsExperiment('experiment', experiment)
  if (name === undefined) return requirePreset(experiment, experiment.defaultPreset)
  requireText('name', name)
  if (Object.hasOwn(experiment.presets, name)) return experiment.presets[name]!
  const names = Object.keys(experiment.presets)
  throw new LazyrichError(
    `preset ${name} is unknown in ${experiment.id}${nearest(name, names)}; known: ${names.join(', ')}`,
  )
}
