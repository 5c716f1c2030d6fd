import { LazyrichError } from '../errors.ts'
import type { RunEvent } from './frame.ts'
import { nearest } from './nearest.ts'
import { completeParameters, type ParameterSchema, type Parameters, type ParametersOf } from './parameter.ts'

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

/** A typed array that a frame carries. */
export interface FieldDescription {
  readonly meaning: string
  /** Names of the axes, as in `['neurons', 'inputs']`. */
  readonly shape: readonly string[]
}

/** Named settings: one run, or several to be compared. */
export interface Preset {
  readonly about: string
  readonly runs: readonly { readonly label: string; readonly set: Parameters }[]
  /** Frames a second at which a person can follow runs that are over in a blink; the dashboard starts at this pace. */
  readonly pace?: number
}

/** All that resuming a run bit for bit needs. `state` is plain data and typed arrays: it can be cloned and stored. */
export interface Snapshot {
  readonly experiment: string
  readonly revision: number
  readonly parameters: Parameters
  readonly seed: number
  readonly state: SnapshotState
}

export type SnapshotState = { readonly [name: string]: number | Float64Array }

/**
 * One network in training: an iterable of what it shows, and the state to resume from.
 * `snapshot()` may be called between two events; it never changes what follows.
 */
export interface Run extends AsyncIterable<RunEvent> {
  /** All of them, defaults included. */
  readonly parameters: Parameters
  snapshot(): Snapshot
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
  /** Along what its frames lie: gradient steps of a descent, or flow time. */
  readonly axis: 'step' | 'time'
  /** Where on that axis a run with these (complete) parameters ends. */
  extent(parameters: Parameters): number
  readonly parameters: ParameterSchema
  readonly metrics: { readonly [name: string]: Metric }
  readonly fields: { readonly [name: string]: FieldDescription }
  /** `small` is always there. */
  readonly presets: { readonly [name: string]: Preset }
  /** The preset that is used when none is named. */
  readonly defaultPreset: string
  /** Raised whenever the numbers change. */
  readonly revision: number
  start(parameters: { readonly [name: string]: unknown }, start: Start): Run
}

/** The part of a run that its experiment writes; {@link defineExperiment} wraps it. */
export interface RunBody {
  /** The next thing to show, or undefined after the end. Takes a bounded amount of work: some milliseconds at most. */
  next(): RunEvent | undefined | Promise<RunEvent | undefined>
  /** The state as it is now, copied. */
  state(): SnapshotState
}

type Definition<S extends ParameterSchema> = Omit<Experiment, 'parameters' | 'start'> & {
  readonly parameters: S
  begin(parameters: ParametersOf<S>, seed: number, from: SnapshotState | undefined): RunBody
}

/**
 * Makes an {@link Experiment} of its definition: checks and completes the parameters, the seed and the snapshot before
 * `begin` sees them, so that no experiment has to.
 */
export function defineExperiment<S extends ParameterSchema>(definition: Definition<S>): Experiment {
  const { begin, ...described } = definition
  return {
    ...described,
    start(given, { seed, from }) {
      const parameters = completeParameters(definition.parameters, given)
      if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff)
        throw new LazyrichError(`seed is ${seed}: a whole number from 0 to ${0xffffffff} is accepted`)
      if (from) requireResumable(definition, parameters, seed, from)
      const body = begin(parameters, seed, from?.state)
      return {
        parameters,
        async *[Symbol.asyncIterator]() {
          for (let event = await body.next(); event; event = await body.next()) yield event
        },
        snapshot() {
          return { experiment: definition.id, revision: definition.revision, parameters, seed, state: body.state() }
        },
      }
    },
  }
}

function requireResumable(
  { id, revision, parameters: schema }: { id: string; revision: number; parameters: ParameterSchema },
  parameters: Parameters,
  seed: number,
  from: Snapshot,
): void {
  const refuse = (what: string, came: unknown, accepted: unknown): never => {
    throw new LazyrichError(`the snapshot's ${what} is ${came}: ${accepted} is accepted`)
  }
  if (from.experiment !== id) refuse('experiment', from.experiment, id)
  if (from.revision !== revision) refuse('revision', from.revision, revision)
  if (from.seed !== seed) refuse('seed', from.seed, seed)
  if (typeof from.state !== 'object' || from.state === null) refuse('state', from.state, 'what snapshot() gave')
  for (const [name, { changeable }] of Object.entries(schema)) {
    if (!changeable && String(from.parameters[name]) !== String(parameters[name]))
      refuse(name, from.parameters[name], `${parameters[name]}, since ${name} cannot change in the middle of a run,`)
  }
}

/** Experiments by id: what an app composes and hands to whoever starts runs. */
export type Registry = { readonly [id: string]: Experiment }

/** A registry of a list of experiments. */
export function registryOf(...experiments: readonly Experiment[]): Registry {
  const registry: { [id: string]: Experiment } = {}
  for (const experiment of experiments) {
    if (Object.hasOwn(registry, experiment.id))
      throw new LazyrichError(`experiment ${experiment.id} is given twice: ids of their own are accepted`)
    registry[experiment.id] = experiment
  }
  return registry
}

/** The experiment of that id, or an error with the nearest one. */
export function requireExperiment(registry: Registry, id: string): Experiment {
  if (Object.hasOwn(registry, id)) return registry[id]!
  const ids = Object.keys(registry)
  throw new LazyrichError(`experiment ${id} is unknown${nearest(id, ids)}; known: ${ids.join(', ')}`)
}

/** The preset of that name, or an error with the nearest one. */
export function requirePreset(experiment: Experiment, name: string = experiment.defaultPreset): Preset {
  if (Object.hasOwn(experiment.presets, name)) return experiment.presets[name]!
  const names = Object.keys(experiment.presets)
  throw new LazyrichError(
    `preset ${name} is unknown in ${experiment.id}${nearest(name, names)}; known: ${names.join(', ')}`,
  )
}
