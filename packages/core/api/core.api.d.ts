// The public declarations of @lazyrich/core. Written by `node test/api-report.ts`; do not edit.

// ---- errors.d.ts ----
/**
 * A caller's mistake: the message names the argument, what came and what is accepted. The only class that
 * `@lazyrich/core` throws on purpose.
 */
export declare class LazyrichError extends Error {
  override readonly name = "LazyrichError";
}

// ---- experiment/client.d.ts ----
import { Computation, Snapshot } from "./experiment.js";
import { Frame, Progress } from "./frame.js";
import { Parameters } from "./parameter.js";
import { Command, Outcome, Port, Report, RunRequest } from "./protocol.js";
/** What a client is told of a run that it started. */
export interface RunListener {
  started?(parameters: Parameters): void;
  /** Called once, before the first batch: what computes the run. Where it throws, the run is stopped and fails. */
  computing?(computation: Computation): void;
  /**
   * Frames in order. The host goes on once this has returned (or resolved) for earlier batches; where it throws (or
   * rejects), the run is stopped and fails with that message.
   */
  batch(frames: readonly Frame[], progress: Progress): void | Promise<void>;
  paused?(): void;
  resumed?(): void;
  /** Called once, last. */
  end(outcome: Outcome): void;
}
/** The handle of a run that trains somewhere else. Calls after its end do nothing. */
export interface RemoteRun {
  pause(): void;
  resume(): void;
  /** Runs on for that many frames, then pauses. */
  step(frames?: number): void;
  /** Limits the frames a second; undefined lifts the limit. */
  pace(framesPerSecond: number | undefined): void;
  abort(): void;
  /** The state between two events, or undefined if the run has ended by then. */
  snapshot(): Promise<Snapshot | undefined>;
}
/** Starts runs at the other end of a port. */
export interface Client {
  start(request: RunRequest, listener: RunListener): RemoteRun;
  /** To be called when the other end is gone: every run that has not ended fails with that message. */
  lost(message: string): void;
}
/** The client's half of the worker protocol; {@link serve} is the other. */
export declare function connect(port: Port<Report, Command>): Client;

// ---- experiment/experiment.d.ts ----
import { RunEvent } from "./frame.js";
import { ParameterSchema, Parameters, ParametersOf } from "./parameter.js";
/** A number that a frame carries. */
export interface Metric {
  readonly label: string;
  /** What it tells, in one line. */
  readonly meaning: string;
  readonly unit: string;
  readonly scale: "linear" | "log";
  /** The metric that holds the exact solution of this one, to be drawn on top of it. */
  readonly exact?: string;
}
/** A typed array that a frame carries. */
export interface FieldDescription {
  readonly meaning: string;
  /** Names of the axes, as in `['neurons', 'inputs']`. */
  readonly shape: readonly string[];
}
/** Named settings: one run, or several to be compared. */
export interface Preset {
  readonly about: string;
  readonly runs: readonly {
    readonly label: string;
    readonly set: Parameters;
  }[];
  /** Frames a second at which a person can follow runs that are over in a blink; the dashboard starts at this pace. */
  readonly pace?: number;
}
/** All that resuming a run bit for bit needs. `state` is plain data and typed arrays: it can be cloned and stored. */
export interface Snapshot {
  readonly experiment: string;
  readonly revision: number;
  readonly parameters: Parameters;
  readonly seed: number;
  readonly state: SnapshotState;
}
export type SnapshotState = {
  readonly [name: string]: number | Float64Array;
};
/** What computes a run. Same seed, revision and computation: same frames. */
export interface Computation {
  /** `js` for loops of our own, or the name of the library's backend, as in `wasm`. */
  readonly backend: string;
  /** What of it does the arithmetic: `js`, `simd`, `relaxed`, `scalar` (WebAssembly without vector units) or `gpu`. */
  readonly kernelVariant: string;
  /** Of the libraries that take part, by package. */
  readonly versions: {
    readonly [name: string]: string;
  };
  /** What a person should know before trusting a time or waiting for one: one line each; empty where all is well. */
  readonly warnings: readonly string[];
}
/** One network in training: an iterable, to be iterated once, of what it shows, and the state to resume from. */
export interface Run extends AsyncIterable<RunEvent> {
  /** All of them, defaults included. */
  readonly parameters: Parameters;
  /** The state between two events. Never changes what follows. */
  snapshot(): Promise<Snapshot>;
  /** What computes it, known once it has begun. */
  computation(): Promise<Computation>;
  /**
   * Lets go of what the run holds (threads, tensors, files). Whoever iterates to the end, or leaves a `for await` early,
   * need not call it; who stops in between without that must. Calls after the first do nothing.
   */
  close(): Promise<void>;
}
/** What a run is started with. */
export interface Start {
  /** Every random choice follows from it: a whole number from 0 to 2³² − 1. */
  readonly seed: number;
  /** A snapshot of the same experiment and revision; parameters marked `changeable` may differ. */
  readonly from?: Snapshot;
}
/** An experiment as the dashboard, the command line, sweeps and the site see it. */
export interface Experiment {
  readonly id: string;
  readonly title: string;
  /** What it shows, with the paper's figure. */
  readonly shows: string;
  /** Along what its frames lie: gradient steps of a descent, or flow time. */
  readonly axis: "step" | "time";
  /** Where on that axis a run with these (complete) parameters ends. */
  extent(parameters: Parameters): number;
  readonly parameters: ParameterSchema;
  readonly metrics: {
    readonly [name: string]: Metric;
  };
  readonly fields: {
    readonly [name: string]: FieldDescription;
  };
  /** `small` is always there. */
  readonly presets: {
    readonly [name: string]: Preset;
  };
  /** The preset that is used when none is named. */
  readonly defaultPreset: string;
  /** Raised whenever the numbers change. */
  readonly revision: number;
  /** True where nothing is random, so that every seed gives the same run. */
  readonly seedless?: boolean;
  /**
   * Completes parameters with their defaults.
   *
   * @throws LazyrichError for unknown names, values out of range and combinations that cannot be run.
   */
  complete(parameters: {
    readonly [name: string]: unknown;
  }): Parameters;
  /**
   * A run, at rest until it is first asked for an event, a snapshot or what computes it.
   *
   * @throws LazyrichError for what {@link complete} refuses, a seed that is none, a snapshot that does not fit.
   */
  start(parameters: {
    readonly [name: string]: unknown;
  }, start: Start): Run;
}
type Awaitable<T> = T | Promise<T>;
/** The part of a run that its experiment writes; {@link defineExperiment} wraps it. */
export interface RunBody {
  /** Left out: plain loops in float64. */
  readonly computation?: Computation;
  /**
   * The next thing to show, or undefined after the end. Takes a bounded amount of work: some milliseconds, or one
   * gradient evaluation where that takes longer.
   */
  next(): Awaitable<RunEvent | undefined>;
  /** The state as it is now, copied. */
  state(): Awaitable<SnapshotState>;
  /** Lets go of what the run holds. Called once, however the run ends. */
  close?(): Awaitable<void>;
}
type Definition<S extends ParameterSchema> = Omit<Experiment, "parameters" | "start" | "complete"> & {
  readonly parameters: S;
  /** Throws a LazyrichError for values that are each in range but cannot be run together. */
  refuse?(parameters: ParametersOf<S>): void;
  begin(parameters: ParametersOf<S>, seed: number, from: SnapshotState | undefined): Awaitable<RunBody>;
};
/**
 * Makes an {@link Experiment} of its definition: checks and completes the parameters, the seed and the snapshot before
 * `begin` sees them, so that no experiment has to.
 */
export declare function defineExperiment<S extends ParameterSchema>(definition: Definition<S>): Experiment;
/** Experiments by id: what an app composes and hands to whoever starts runs. */
export type Registry = {
  readonly [id: string]: Experiment;
};
/** A registry of a list of experiments. */
export declare function registryOf(...experiments: readonly Experiment[]): Registry;
/** The experiment of that id, or an error with the nearest one. */
export declare function requireExperiment(registry: Registry, id: string): Experiment;
/** The preset of that name, or an error with the nearest one. */
export declare function requirePreset(experiment: Experiment, name?: string): Preset;
export {};

// ---- experiment/frame.d.ts ----
/** A typed array with its shape, row-major. */
export interface Field {
  readonly data: Float64Array;
  readonly shape: readonly number[];
}
/** How a run came to its end. */
export interface End {
  readonly reason: "complete" | "diverged";
  /** One line for a person. */
  readonly message: string;
}
/**
 * What a run shows of itself at one moment. The receiver owns it: a run never writes into a frame that it has yielded.
 */
export interface Frame {
  readonly kind: "frame";
  /** Gradient steps taken so far (of a descent), or steps of the integrator (of a flow). */
  readonly step: number;
  /** Flow time: learning rate × steps for a descent. */
  readonly time: number;
  readonly metrics: {
    readonly [name: string]: number;
  };
  readonly fields?: {
    readonly [name: string]: Field;
  };
  /** Present on the last frame only. */
  readonly end?: End;
}
/** A sign of life between frames, after a bounded amount of work. */
export interface Progress {
  readonly kind: "progress";
  readonly step: number;
  readonly time: number;
}
/** What a run yields. */
export type RunEvent = Frame | Progress;

// ---- experiment/host.d.ts ----
import { Registry } from "./experiment.js";
import { Command, Port, Report } from "./protocol.js";
/** What core cannot know by itself: the time, and how to let other work of this thread happen. */
export interface Clock {
  /** Milliseconds since any fixed moment. */
  now(): number;
  /** Resolves after messages that are waiting have been delivered: `setImmediate` in Node; a microtask is not enough. */
  turn(): Promise<void>;
  /** Resolves after about that many milliseconds. */
  wait(milliseconds: number): Promise<void>;
}
/**
 * Serves runs over a port: pulls events from all runs in turn until a slice of time is spent, sends what came as one
 * batch a run, lets the event loop turn, and goes on. A paused run, a run without credit or one before its pace's time
 * is not pulled. Every promise of the port is kept here, once, for terminal, site and sweeps.
 */
export declare function serve(port: Port<Command, Report>, registry: Registry, clock: Clock): void;

// ---- experiment/index.d.ts ----
import { Client, RemoteRun, RunListener, connect } from "./client.js";
import { Computation, Experiment, FieldDescription, Metric, Preset, Registry, Run, RunBody, Snapshot, SnapshotState, Start, defineExperiment, registryOf, requireExperiment, requirePreset } from "./experiment.js";
import { End, Field, Frame, Progress, RunEvent } from "./frame.js";
import { Clock, serve } from "./host.js";
import { nearest } from "./nearest.js";
import { ownMetrics } from "./own-metrics.js";
import { ChoiceParameter, NumberParameter, Parameter, ParameterSchema, ParameterValue, Parameters, ParametersOf, RecordParameter, VectorParameter, accepts, choice, completeParameters, number, parseParameter, record, requireParameter, vector } from "./parameter.js";
import { portPair } from "./port-pair.js";
import { CREDIT, Command, Outcome, Port, Report, RunRequest } from "./protocol.js";
import { RecordPlan, frameTimes, nextStep, parseRecord } from "./record.js";
import { StateOf, StateShape, readState } from "./snapshot-state.js";
export { CREDIT, type ChoiceParameter, type Client, type Clock, type Command, type Computation, type End, type Experiment, type Field, type FieldDescription, type Frame, type Metric, type NumberParameter, type Outcome, type Parameter, type ParameterSchema, type ParameterValue, type Parameters, type ParametersOf, type Port, type Preset, type Progress, type RecordParameter, type RecordPlan, type Registry, type RemoteRun, type Report, type Run, type RunBody, type RunEvent, type RunListener, type RunRequest, type Snapshot, type SnapshotState, type Start, type StateOf, type StateShape, type VectorParameter, accepts, choice, completeParameters, connect, defineExperiment, frameTimes, nearest, nextStep, number, ownMetrics, parseParameter, parseRecord, portPair, readState, record, registryOf, requireExperiment, requireParameter, requirePreset, serve, vector };

// ---- experiment/nearest.d.ts ----
/**
 * A hint for somebody who mistyped a name: ` (did you mean delta?)`, or '' where nothing known is near, that is within
 * a third of the name's length, or begins with it.
 */
export declare function nearest(name: string, known: readonly string[]): string;

// ---- experiment/own-metrics.d.ts ----
import { Experiment } from "./experiment.js";
/**
 * The metrics that have a place of their own, in the order of the schema: those that do not hold the exact solution of
 * another one. Tables give them a column, dashboards a chart; an exact solution is drawn on top of its metric.
 */
export declare function ownMetrics(experiment: Pick<Experiment, "metrics">): string[];

// ---- experiment/parameter.d.ts ----
/** What every parameter says about itself. */
interface Described {
  /** What it is, in one line, for a person who meets it for the first time. */
  readonly meaning: string;
  /** Its unit, '' where it has none. */
  readonly unit: string;
  /** True where it may change in the middle of a run: a snapshot can be resumed with another value. */
  readonly changeable: boolean;
}
/** One number in [min, max]; whole if `integer`. */
export interface NumberParameter extends Described {
  readonly kind: "number";
  readonly default: number;
  readonly min: number;
  readonly max: number;
  readonly integer: boolean;
}
/** A list of numbers of a fixed length, each in [min, max]. */
export interface VectorParameter extends Described {
  readonly kind: "vector";
  readonly default: readonly number[];
  readonly length: number;
  readonly min: number;
  readonly max: number;
}
/** One of a few names. */
export interface ChoiceParameter extends Described {
  readonly kind: "choice";
  readonly default: string;
  readonly choices: readonly string[];
}
/** Which frames a run yields; see {@link parseRecord} for the grammar. */
export interface RecordParameter extends Described {
  readonly kind: "record";
  readonly default: string;
}
export type Parameter = NumberParameter | VectorParameter | ChoiceParameter | RecordParameter;
export type ParameterValue = number | readonly number[] | string;
/** The parameters of an experiment by name, in the order in which they are shown. */
export type ParameterSchema = {
  readonly [name: string]: Parameter;
};
/** The values that fit a schema. */
export type ParametersOf<S extends ParameterSchema> = { readonly [K in keyof S]: S[K]["default"]; };
/** Values by name, when the schema is known at run time only. */
export type Parameters = {
  readonly [name: string]: ParameterValue;
};
type NumberOptions = {
  unit?: string;
  min?: number;
  max?: number;
  integer?: boolean;
  changeable?: boolean;
};
/** Declares a number; bounds are inclusive and default to ±1e12. */
export declare function number(meaning: string, initial: number, options?: NumberOptions): NumberParameter;
/** Declares a vector of the default's length; bounds hold for each entry. */
export declare function vector(meaning: string, initial: readonly number[], options?: NumberOptions): VectorParameter;
/** Declares a choice between names; the first is the default. */
export declare function choice(meaning: string, choices: readonly string[]): ChoiceParameter;
/** Declares which frames the run yields. */
export declare function record(initial: string): RecordParameter;
/** What a parameter accepts, in words: `a number from 0 to 1`. */
export declare function accepts(parameter: Parameter): string;
/**
 * Reads the value of a parameter from text, as in `--set name=value`: `0.1`, `0,1`, `log:60`.
 *
 * @throws LazyrichError that names the parameter, the text and what is accepted.
 */
export declare function parseParameter(name: string, parameter: Parameter, text: string): ParameterValue;
/**
 * Completes `given` with the schema's defaults.
 *
 * @throws LazyrichError for an unknown name (with the nearest known one) or a value out of range.
 */
export declare function completeParameters<S extends ParameterSchema>(schema: S, given?: {
  readonly [name: string]: unknown;
}): ParametersOf<S>;
/** The parameter of that name, or an error that says which names there are. */
export declare function requireParameter(schema: ParameterSchema, name: string): Parameter;
export {};

// ---- experiment/port-pair.d.ts ----
import { Port } from "./protocol.js";
/**
 * Two connected ports within one thread. Messages are delivered in order, each in a turn of its own, as between
 * threads; they are handed over as they are, not cloned.
 */
export declare function portPair<A, B>(turn: () => Promise<void>): [Port<A, B>, Port<B, A>];

// ---- experiment/protocol.d.ts ----
import { Computation, Snapshot } from "./experiment.js";
import { Frame, Progress } from "./frame.js";
import { Parameters } from "./parameter.js";
/** One end of a channel: a browser's Worker or MessagePort as it is, Node's `parentPort`, or one of {@link portPair}. */
export interface Port<In, Out> {
  postMessage(message: Out): void;
  onmessage: ((event: {
    data: In;
  }) => void) | null;
}
/** Which run to start; `experiment` is an id in the registry that the host was given. */
export interface RunRequest {
  readonly experiment: string;
  readonly parameters: {
    readonly [name: string]: unknown;
  };
  readonly seed: number;
  readonly from?: Snapshot;
  /** Frames a second at most; left out: as fast as it goes. */
  readonly pace?: number | undefined;
  /** True: starts paused. */
  readonly paused?: boolean | undefined;
}
/** What a client asks of the host. `run` is a number that the client chose. */
export type Command = {
  readonly type: "start";
  readonly run: number;
  readonly request: RunRequest;
} | {
  readonly type: "pause" | "resume" | "snapshot" | "abort";
  readonly run: number;
} | {
  readonly type: "step";
  readonly run: number;
  readonly frames: number;
} | {
  readonly type: "pace";
  readonly run: number;
  readonly pace: number | undefined;
} | {
  readonly type: "credit";
  readonly run: number;
  readonly batches: number;
};
/** How a run ended, the host's own reasons included. */
export interface Outcome {
  readonly reason: "complete" | "diverged" | "aborted" | "failed";
  readonly message: string;
  /** True where the caller's settings were at fault. */
  readonly mistake?: boolean;
}
/** What the host says. */
export type Report = {
  readonly type: "started";
  readonly run: number;
  readonly parameters: Parameters;
} | {
  readonly type: "computing";
  readonly run: number;
  readonly computation: Computation;
} | {
  readonly type: "batch";
  readonly run: number;
  readonly frames: readonly Frame[];
  readonly progress: Progress;
} | {
  readonly type: "paused" | "resumed";
  readonly run: number;
} | {
  readonly type: "snapshot";
  readonly run: number;
  readonly snapshot: Snapshot;
} | {
  readonly type: "end";
  readonly run: number;
  readonly outcome: Outcome;
};
/** Batches that a host sends ahead of the client's credit. */
export declare const CREDIT = 8;

// ---- experiment/record.d.ts ----
/** Which frames a run yields: evenly spaced, log-spaced, or a fixed distance apart. */
export type RecordPlan = {
  readonly spacing: "log" | "lin";
  readonly frames: number;
} | {
  readonly every: number;
};
/**
 * Reads a `record` value: `log:60` (60 frames, log-spaced from the first to the last, the start besides), `lin:200`
 * (evenly spaced) or `every:100` (100 apart: units of time of a flow, steps of a descent, rounded to whole ones). Undefined if it is none.
 */
export declare function parseRecord(text: string): RecordPlan | undefined;
/**
 * The next step after `step` at which a descent of `steps` steps yields a frame; the last step is always one.
 * Log-spaced frames k = 1 … frames sit at round(steps^((k − 1)/(frames − 1))), each step once.
 */
export declare function nextStep(plan: RecordPlan, step: number, steps: number): number;
/**
 * The times of the frames of a flow on [0, end], the start included. Log-spaced times run from end·10⁻⁴ to end.
 */
export declare function frameTimes(plan: RecordPlan, end: number): Float64Array;

// ---- experiment/snapshot-state.d.ts ----
import { SnapshotState } from "./experiment.js";
/** What a state holds under each name: a number, or a typed array of that length. */
export type StateShape = {
  readonly [name: string]: "number" | number;
};
/** The values of a state by name, typed by its shape. */
export type StateOf<S extends StateShape> = { readonly [K in keyof S]: S[K] extends "number" ? number : Float64Array; };
/**
 * Reads the state of a snapshot: the experiment names what must be there, and gets it typed.
 *
 * @throws LazyrichError for the first name that is missing, of another kind or of another length.
 */
export declare function readState<const S extends StateShape>(state: SnapshotState, shape: S): StateOf<S>;

// ---- experiments/index.d.ts ----
import { Registry } from "../experiment/experiment.js";
import { neuronRace } from "./neuron-race.js";
import { singleNeuron } from "./single-neuron.js";
/** The experiments of core. */
export declare const coreExperiments: Registry;
export { neuronRace, singleNeuron };

// ---- experiments/neuron-race.d.ts ----
import { Experiment } from "../experiment/experiment.js";
/** Paths of a two-layer ReLU network's neurons towards their teacher's: Fig. 1a of the paper. */
export declare const neuronRace: Experiment;

// ---- experiments/single-neuron.d.ts ----
import { Experiment } from "../experiment/experiment.js";
/** Numeric flow and closed form of one neuron, side by side: Figs. 2–4a of the paper. */
export declare const singleNeuron: Experiment;

// ---- index.d.ts ----
import { End, Field, Frame, Progress, RunEvent } from "./experiment/frame.js";
import { ChoiceParameter, NumberParameter, Parameter, ParameterSchema, ParameterValue, Parameters, ParametersOf, RecordParameter, VectorParameter, accepts, choice, completeParameters, number, parseParameter, record, requireParameter, vector } from "./experiment/parameter.js";
import { Computation, Experiment, FieldDescription, Metric, Preset, Registry, Run, RunBody, Snapshot, SnapshotState, Start, defineExperiment, registryOf, requireExperiment, requirePreset } from "./experiment/experiment.js";
import { CREDIT, Command, Outcome, Port, Report, RunRequest } from "./experiment/protocol.js";
import { Client, RemoteRun, RunListener, connect } from "./experiment/client.js";
import { Clock, serve } from "./experiment/host.js";
import { nearest } from "./experiment/nearest.js";
import { ownMetrics } from "./experiment/own-metrics.js";
import { portPair } from "./experiment/port-pair.js";
import { RecordPlan, frameTimes, nextStep, parseRecord } from "./experiment/record.js";
import { StateOf, StateShape, readState } from "./experiment/snapshot-state.js";
import { neuronRace } from "./experiments/neuron-race.js";
import { singleNeuron } from "./experiments/single-neuron.js";
import { LazyrichError } from "./errors.js";
import { coreExperiments } from "./experiments/index.js";
import { Tableau } from "./integrate/tableau.js";
import { dormandPrince } from "./integrate/dormand-prince.js";
import { Integrator, IntegratorCounts, IntegratorOptions, RightHandSide, createIntegrator, resumeIntegrator } from "./integrate/integrator.js";
import { IntegrateOptions, Trajectory, integrate } from "./integrate/integrate.js";
import { kernelDistance } from "./measures/kernel-distance.js";
import { RandomStream, StreamName, randomStream, resumeStream } from "./random/stream.js";
import { DataProblem, LearningRate, NeuronStart, WhitenedProblem, conservedDelta, neuronFromBeta } from "./single-neuron/neuron.js";
import { ExactNeuron, NeuronStates, exactNeuron } from "./single-neuron/exact.js";
import { FlowStates, dataFlow, flowNeuron, whitenedFlow } from "./single-neuron/flow.js";
import { NeuronKernelDistance, neuronKernelDistance } from "./single-neuron/kernel.js";
import { NeuronFate, NeuronLimit, neuronFate } from "./single-neuron/limit.js";
import { Regression, ReluNetwork, cloneNetwork, neuronDeltas, reluOutputs, reluSizes } from "./two-layer-relu/network.js";
import { ReluDescent, reluDescent } from "./two-layer-relu/descent.js";
import { BaseStart, initializeRelu, mirroredStart, randomStart, relativeScale, unitVector } from "./two-layer-relu/initialize.js";
import { ReluDistances, ReluMeasures, reluMeasures } from "./two-layer-relu/measures.js";
export { type BaseStart, CREDIT, type ChoiceParameter, type Client, type Clock, type Command, type Computation, type DataProblem, type End, type ExactNeuron, type Experiment, type Field, type FieldDescription, type FlowStates, type Frame, type IntegrateOptions, type Integrator, type IntegratorCounts, type IntegratorOptions, LazyrichError, type LearningRate, type Metric, type NeuronFate, type NeuronKernelDistance, type NeuronLimit, type NeuronStart, type NeuronStates, type NumberParameter, type Outcome, type Parameter, type ParameterSchema, type ParameterValue, type Parameters, type ParametersOf, type Port, type Preset, type Progress, type RandomStream, type RecordParameter, type RecordPlan, type Registry, type Regression, type ReluDescent, type ReluDistances, type ReluMeasures, type ReluNetwork, type RemoteRun, type Report, type RightHandSide, type Run, type RunBody, type RunEvent, type RunListener, type RunRequest, type Snapshot, type SnapshotState, type Start, type StateOf, type StateShape, type StreamName, type Tableau, type Trajectory, type VectorParameter, type WhitenedProblem, accepts, choice, cloneNetwork, completeParameters, connect, conservedDelta, coreExperiments, createIntegrator, dataFlow, defineExperiment, dormandPrince, exactNeuron, flowNeuron, frameTimes, initializeRelu, integrate, kernelDistance, mirroredStart, nearest, neuronDeltas, neuronFate, neuronFromBeta, neuronKernelDistance, neuronRace, nextStep, number, ownMetrics, parseParameter, parseRecord, portPair, randomStart, randomStream, readState, record, registryOf, relativeScale, reluDescent, reluMeasures, reluOutputs, reluSizes, requireExperiment, requireParameter, requirePreset, resumeIntegrator, resumeStream, serve, singleNeuron, unitVector, vector, whitenedFlow };

// ---- integrate/dormand-prince.d.ts ----
import { Tableau } from "./tableau.js";
/**
 * Dormand and Prince's method of order 5 with an error estimate of order 4 and a continuous extension of order 4.
 *
 * J. R. Dormand, P. J. Prince, A family of embedded Runge-Kutta formulae, J. Comp. Appl. Math. 6 (1980) 19–26;
 * dense output: E. Hairer, S. P. Nørsett, G. Wanner, Solving Ordinary Differential Equations I, II.6.
 */
export declare const dormandPrince: Tableau;

// ---- integrate/index.d.ts ----
import { dormandPrince } from "./dormand-prince.js";
import { IntegrateOptions, Trajectory, integrate } from "./integrate.js";
import { Integrator, IntegratorCounts, IntegratorOptions, RightHandSide, createIntegrator, resumeIntegrator } from "./integrator.js";
import { Tableau } from "./tableau.js";
export { type IntegrateOptions, type Integrator, type IntegratorCounts, type IntegratorOptions, type RightHandSide, type Tableau, type Trajectory, createIntegrator, dormandPrince, integrate, resumeIntegrator };

// ---- integrate/integrate.d.ts ----
import { IntegratorCounts, IntegratorOptions, RightHandSide } from "./integrator.js";
export interface IntegrateOptions extends IntegratorOptions {
  /** Accepted steps at most; 1e6 if left out. */
  readonly maxSteps?: number;
}
/** States at the times that were asked for. */
export interface Trajectory {
  /** Row i is the state at times[i]: shape [times.length, y0.length]. Rows that were not reached are NaN. */
  readonly states: Float64Array;
  /** How many of the times were reached. */
  readonly reached: number;
  /** `complete`; `budget`: the step budget is used up; `singular`: no step is small enough. */
  readonly reason: "complete" | "budget" | "singular";
  readonly counts: IntegratorCounts;
}
/**
 * Integrates dy/dt = f(t, y) from t = 0 and gives the state at each of `times` (ascending, ≥ 0), landing on them: no
 * interpolation error is added.
 *
 * @throws LazyrichError for times that are negative, not finite or not ascending.
 */
export declare function integrate(f: RightHandSide, y0: ArrayLike<number>, times: ArrayLike<number>, options?: IntegrateOptions): Trajectory;

// ---- integrate/integrator.d.ts ----
import { Tableau } from "./tableau.js";
/** dy/dt = f(t, y): writes the derivative into `into`. */
export type RightHandSide = (t: number, y: Float64Array, into: Float64Array) => void;
export interface IntegratorOptions {
  /** Relative tolerance of each component; 1e-8 if left out. */
  readonly rtol?: number;
  /** Absolute tolerance of each component; 1e-10 if left out. */
  readonly atol?: number;
  readonly method?: Tableau;
}
/** What an integrator has done so far. */
export interface IntegratorCounts {
  readonly accepted: number;
  readonly rejected: number;
  readonly evaluations: number;
}
/** A solver in the middle of a flow: one step at a time, with the solution in between. */
export interface Integrator {
  /** The time reached. */
  readonly t: number;
  /** The state there; a view that the next step overwrites. */
  readonly y: Float64Array;
  /** Where the last step began: {@link interpolate} accepts times from here to `t`. */
  readonly from: number;
  readonly counts: IntegratorCounts;
  /**
   * Takes one accepted step, not beyond `limit`. False, with `t` and `y` as they were, where no step is small enough:
   * the state is no longer finite, or the problem is singular.
   */
  step(limit: number): boolean;
  /**
   * The solution at a time within the last step, by the method's continuous extension.
   *
   * @throws LazyrichError for a time outside it.
   */
  interpolate(t: number, into: Float64Array): void;
  /** All that going on bit for bit needs, for {@link resumeIntegrator}. */
  state(): Float64Array;
}
/**
 * An adaptive Runge-Kutta integrator: the root mean square of error / (atol + rtol |y|) is kept below 1, the step size
 * follows a proportional-integral controller (Hairer, Nørsett, Wanner II.4 and IV.2: exponents 0.7/k and 0.4/k).
 *
 * @throws LazyrichError for tolerances that are not positive or a start that is not finite.
 */
export declare function createIntegrator(f: RightHandSide, t0: number, y0: ArrayLike<number>, options?: IntegratorOptions): Integrator;
/** An integrator that goes on where `state()` was taken, with the same right-hand side and options. */
export declare function resumeIntegrator(f: RightHandSide, state: Float64Array, options?: IntegratorOptions): Integrator;

// ---- integrate/tableau.d.ts ----
/** An explicit Runge-Kutta method as data; {@link createIntegrator} steps it. */
export interface Tableau {
  readonly name: string;
  readonly reference: string;
  /** Order of the solution that is carried on. */
  readonly order: number;
  /** Stage i is evaluated at t + c_i h … */
  readonly c: readonly number[];
  /** … and y + h Σ_j a_ij k_j. The last row is the solution itself (first same as last). */
  readonly a: readonly (readonly number[])[];
  /** The error estimate is h Σ e_j k_j. */
  readonly e: readonly number[];
  /** The last coefficient of the dense output is h Σ d_j k_j. */
  readonly d: readonly number[];
}

// ---- measures/index.d.ts ----
import { kernelDistance } from "./kernel-distance.js";
export { kernelDistance };

// ---- measures/kernel-distance.d.ts ----
/**
 * The kernel distance S = 1 − ⟨K₀, K_t⟩/(‖K₀‖‖K_t‖) between two kernels of the same inputs, from 0 (the kernel kept its
 * direction: lazy) to 1. Accumulated by differences in float64; 6 multiply-adds an entry, no memory.
 *
 * Source: arXiv 2406.06158, section 2 (after Fort et al. 2020).
 *
 * @param before K₀, any shape, entry by entry.
 * @param after K_t, of the same shape.
 * @returns S; NaN where a kernel is 0 or not finite.
 * @throws LazyrichError for lengths that differ.
 */
export declare function kernelDistance(before: ArrayLike<number>, after: ArrayLike<number>): number;

// ---- random/index.d.ts ----
import { RandomStream, StreamName, randomStream, resumeStream } from "./stream.js";
export { type RandomStream, type StreamName, randomStream, resumeStream };

// ---- random/stream.d.ts ----
/** What a stream of random numbers is for. Runs that differ in δ alone share all of them. */
export type StreamName = "teacher" | "data" | "student" | "batches";
/** A stream of random numbers (xoroshiro128+). */
export interface RandomStream {
  /** Uniform in [0, 1), a multiple of 2⁻⁵³. */
  uniform(): number;
  /** Standard normal, by Marsaglia's polar method; takes one pair of uniforms or more, and keeps nothing back. */
  normal(): number;
  /** −1 or 1. */
  sign(): number;
  /** Four 32-bit integers that {@link resumeStream} goes on from. */
  state(): Float64Array;
}
/**
 * The stream of that name for that seed. The generator's first word is a bijection of the seed, the second one of the
 * name's hash, so that no two seeds share a stream; the others mix both.
 */
export declare function randomStream(seed: number, name: StreamName): RandomStream;
/** A stream that goes on where `state()` was taken. */
export declare function resumeStream(state: ArrayLike<number>): RandomStream;

// ---- single-neuron/exact.d.ts ----
import { WhitenedProblem } from "./neuron.js";
/** States of a neuron at several times. */
export interface NeuronStates {
  /** The readout at each time, length T. */
  readonly a: Float64Array;
  /** The input weights, shape [T, d], row-major. */
  readonly w: Float64Array;
}
/** The closed form of one problem, ready to be evaluated at any time. */
export interface ExactNeuron {
  /** δ = η_w a² − η_a‖w‖². */
  readonly delta: number;
  /** λ = √(δ²/4 + η_aη_w‖β*‖²): the end is approached at 2λ along β*, the saddle is left at λ + δ/2. */
  readonly rate: number;
  /**
   * The sign of a(∞): 1 or −1; 0 for flows that end at a saddle with a = 0; undefined where a rounding of the inputs
   * decides between them.
   */
  readonly basin: 1 | -1 | 0 | undefined;
  /** a(t) and w(t) at every time (≥ 0, in any order), into the given buffers if there are any. */
  at(times: ArrayLike<number>, into?: NeuronStates): NeuronStates;
}
/**
 * Gradient flow of f(x) = a wᵀx on ½‖Xaw − y‖² with whitened input, in closed form, for every δ, every sign of a and
 * every degenerate start.
 *
 *     ȧ = −η_a wᵀ(a w − β*),   ẇ = −η_w a (a w − β*)
 *
 * In â = √η_w a, ŵ = √η_a w, b = √(η_aη_w) β* the flow is a linear one followed by a normalization:
 * v = (q, p), v̇ = [[δ/2, bᵀ], [b, −δ/2]] v, v(0) = (â₀, ŵ₀), (â, ŵ)(t) = v(t)/√(1 + ∫₀ᵗ‖v‖²). With s = ‖b‖, u = b/s,
 * λ = √(δ²/4 + s²) and (cos θ, sin θ) the unit eigenvector of +λ in the plane (q, u),
 *
 *     z₊ = cos θ â₀ + sin θ uᵀŵ₀,   z₋ = −sin θ â₀ + cos θ uᵀŵ₀,   E = e^{−2λt}
 *     e^{−λt} q  = (1 − E) cos θ z₊ + E â₀
 *     e^{−λt} p∥ = (1 − E) sin θ z₊ + E uᵀŵ₀
 *     e^{−λt} p⊥ = e^{−(λ + δ/2)t} ŵ_⊥
 *     e^{−2λt}(1 + ∫‖v‖²) = E + (z₊² + E z₋²)(1 − E)/2λ + ‖ŵ_⊥‖² E (1 − e^{−δt})/δ
 *
 * which neither overflows nor cancels: the start is divided by its norm, small differences are taken from their
 * products, and where the largest growing term is not there (z₊ = 0, or too small for its square) the logarithm of the
 * largest present term is scaled out instead. Costs O(d) to prepare and O(d) a time.
 *
 * Source: arXiv 2406.06158, section 3 and appendix (δ of one sign, a > 0); this form: a Riccati equation for w/a and a
 * Bernoulli equation for a², solved together.
 *
 * @throws LazyrichError for lengths that differ, entries that are not finite, rates that are not positive, a start
 * whose squares overflow.
 */
export declare function exactNeuron(problem: WhitenedProblem): ExactNeuron;

// ---- single-neuron/flow.d.ts ----
import { IntegrateOptions } from "../integrate/integrate.js";
import { RightHandSide } from "../integrate/integrator.js";
import { NeuronStates } from "./exact.js";
import { DataProblem, LearningRate } from "./neuron.js";
/**
 * The right-hand side of gradient flow for whitened input, on the state (a, w₁ … w_d):
 * ȧ = −η_a wᵀg, ẇ = −η_w a g, g = a w − β*. 4d multiply-adds.
 */
export declare function whitenedFlow(target: ArrayLike<number>, learningRate: LearningRate): RightHandSide;
/**
 * The same for any data: g = Xᵀ(X a w − y), from the residual, so that no digit is lost to XᵀX. 2nd + 2d multiply-adds.
 */
export declare function dataFlow(X: ArrayLike<number>, y: ArrayLike<number>, learningRate: LearningRate): RightHandSide;
/** Integrated states, and how far they got. */
export interface FlowStates extends NeuronStates {
  /** How many of the times were reached; later rows are NaN. */
  readonly reached: number;
  readonly reason: "complete" | "budget" | "singular";
}
/**
 * Gradient flow of f(x) = a wᵀx on ½‖X a w − y‖² for any X, integrated to the given times (ascending, ≥ 0) by an
 * adaptive Dormand-Prince method; rtol 1e-12 and an atol of 1e-14 of the start's size if left out. An explicit method
 * takes 1/stiffness steps however still the flow stands: X with singular values far apart at long times ends the step
 * budget.
 *
 * @throws LazyrichError for shapes that do not fit or entries that are not finite.
 */
export declare function flowNeuron(problem: DataProblem, times: ArrayLike<number>, options?: IntegrateOptions): FlowStates;

// ---- single-neuron/index.d.ts ----
import { ExactNeuron, NeuronStates, exactNeuron } from "./exact.js";
import { FlowStates, dataFlow, flowNeuron, whitenedFlow } from "./flow.js";
import { NeuronKernelDistance, neuronKernelDistance } from "./kernel.js";
import { NeuronFate, NeuronLimit, neuronFate } from "./limit.js";
import { DataProblem, LearningRate, NeuronStart, WhitenedProblem, conservedDelta, neuronFromBeta } from "./neuron.js";
export { type DataProblem, type ExactNeuron, type FlowStates, type LearningRate, type NeuronFate, type NeuronKernelDistance, type NeuronLimit, type NeuronStart, type NeuronStates, type WhitenedProblem, conservedDelta, dataFlow, exactNeuron, flowNeuron, neuronFate, neuronFromBeta, neuronKernelDistance, whitenedFlow };

// ---- single-neuron/kernel.d.ts ----
import { LearningRate } from "./neuron.js";
/** S(K₀, K_t) of one neuron against its start; see {@link neuronKernelDistance}. */
export type NeuronKernelDistance = (a: number, w: ArrayLike<number>) => number;
/**
 * The kernel distance S = 1 − ⟨K₀, K_t⟩/(‖K₀‖‖K_t‖) of f(x) = a wᵀx from its start, with the tangent kernel
 * K = X (η_w a² I + η_a w wᵀ) Xᵀ; for whitened input (X left out) XᵀX = I.
 *
 * Computed from the difference D = K_t − K₀, so that S of a lazy run keeps its digits where one minus a cosine would
 * have a floor of 4e-16:
 *
 *     S = (‖D‖² − (‖K_t‖ − ‖K₀‖)²)/(2‖K_t‖‖K₀‖),   ‖K_t‖ − ‖K₀‖ = ⟨D, K_t + K₀⟩/(‖K_t‖ + ‖K₀‖)
 *
 * with every inner product of two kernels written in G = XᵀX: D = p I + ½ q(e sᵀ + s eᵀ), e = w − w₀, s = w + w₀.
 * Costs O(d) a call for whitened input, O(nd) otherwise. NaN where K₀ or K_t is 0.
 *
 * Source: arXiv 2406.06158, section 3 (kernel distance of Fort et al. 2020).
 *
 * @throws LazyrichError if X does not hold rows of w0's length.
 */
export declare function neuronKernelDistance(a0: number, w0: ArrayLike<number>, learningRate?: LearningRate, X?: ArrayLike<number>): NeuronKernelDistance;

// ---- single-neuron/limit.d.ts ----
import { DataProblem } from "./neuron.js";
/** Where a flow ends. */
export interface NeuronLimit {
  readonly a: number;
  readonly w: Float64Array;
}
/** Which sign of a a flow ends with, and the limit where it has one. */
export interface NeuronFate {
  /** Sign of a(∞): 1 or −1; 0 where a stays 0; undefined where the flow has not decided within the step budget. */
  readonly basin: 1 | -1 | 0 | undefined;
  readonly limit: NeuronLimit | undefined;
}
/**
 * Where gradient flow on ½‖X a w − y‖² ends, for any X of any rank. w stays in w₀ + the row space of X, so with
 * β_row = X⁺y, w_null = w₀ − X⁺X w₀ and k = (δ + η_a‖w_null‖²)/η_w
 *
 *     a∞² = ½(k + √(k² + 4(η_a/η_w)‖β_row‖²)),   w∞ = w_null + β_row/a∞
 *
 * The sign of a∞ is a₀'s for δ > 0; else the flow decides: its loss never grows and is ½‖y‖² wherever a = 0, so a
 * keeps its sign from the moment the loss is below that. What of y lies outside the range of X changes nothing and is
 * taken out first: beside it the rest might drown.
 *
 * Source: arXiv 2406.06158, Theorem 3.1 and its appendix; stated there through a potential.
 *
 * @throws LazyrichError for shapes that do not fit or entries that are not finite.
 */
export declare function neuronFate(problem: DataProblem): NeuronFate;

// ---- single-neuron/neuron.d.ts ----
/** Learning rates of the readout and of the input weights; both 1 if left out. */
export interface LearningRate {
  readonly a: number;
  readonly w: number;
}
/** f(x) = a wᵀx at the start of training. */
export interface NeuronStart {
  /** The readout. */
  readonly a0: number;
  /** The input weights, length d. */
  readonly w0: ArrayLike<number>;
  readonly learningRate?: LearningRate | undefined;
}
/** Whitened data (XᵀX = I): all of it that matters is β* = Xᵀy. */
export interface WhitenedProblem extends NeuronStart {
  /** β*, length d. */
  readonly target: ArrayLike<number>;
}
/** Any data. */
export interface DataProblem extends NeuronStart {
  /** n × d, row-major. */
  readonly X: ArrayLike<number>;
  /** Length n. */
  readonly y: ArrayLike<number>;
}
/**
 * δ = η_w a² − η_a‖w‖², conserved by gradient flow: above 0 upstream, 0 balanced, below 0 downstream.
 *
 * Source: arXiv 2406.06158, section 3, with learning rates.
 */
export declare function conservedDelta(a: number, w: ArrayLike<number>, learningRate?: LearningRate): number;
/**
 * The neuron with a w = β and the given δ: η_w a² = (κ + δ)/2, η_a‖w‖² = (κ − δ)/2, κ = √(δ² + 4 η_a η_w ‖β‖²), each
 * computed without cancellation. β = 0 with δ < 0 leaves the direction of w open, so it is refused.
 *
 * @param sign sign of a: 1 or −1.
 * @returns a start that {@link exactNeuron} and {@link flowNeuron} take, learning rates included.
 * @throws LazyrichError for β = 0 with δ < 0, and for numbers that are not finite.
 */
export declare function neuronFromBeta(beta: ArrayLike<number>, delta: number, learningRate?: LearningRate, sign?: 1 | -1): {
  a0: number;
  w0: Float64Array;
  learningRate: LearningRate;
};

// ---- two-layer-relu/descent.d.ts ----
import { Regression, ReluNetwork } from "./network.js";
/** Full-batch gradient descent on one network, in place. */
export interface ReluDescent {
  /** Takes that many steps. Stops early, and returns the number taken, where the loss is no longer finite. */
  advance(steps: number): number;
  /** Mean squared error (without ½) at the present weights. */
  loss(): number;
}
/**
 * Gradient descent on L = (1/n) Σ_i (f(x_i) − y_i)², full batch, both layers at one learning rate:
 *
 *     a ← a − η (2/n) Σ_i r_i σ(w_kᵀx_i),   w_k ← w_k − η (2/n) a_k Σ_i r_i σ'(w_kᵀx_i) x_i,   σ'(0) = 1
 *
 * `network` is changed in place; nothing is allocated in a step. A step costs 2nmd (forward) + 6nm + 2nmd
 * (backward; inactive pairs are multiplied by 0, which is cheaper here than to branch) operations and reads W, X, a and y, which stay in cache: the floor is
 * arithmetic, about 4nmd flops over the scalar unit's rate. Weights lie transposed in here, so that the innermost loops
 * run over neurons: they are long where d is small.
 *
 * @throws LazyrichError for shapes that do not fit, entries that are not finite, a rate that is not positive.
 */
export declare function reluDescent(network: ReluNetwork, data: Regression, learningRate: number): ReluDescent;

// ---- two-layer-relu/index.d.ts ----
import { ReluDescent, reluDescent } from "./descent.js";
import { BaseStart, initializeRelu, mirroredStart, randomStart, relativeScale, unitVector } from "./initialize.js";
import { ReluDistances, ReluMeasures, reluMeasures } from "./measures.js";
import { Regression, ReluNetwork, cloneNetwork, neuronDeltas, reluOutputs, reluSizes } from "./network.js";
export { type BaseStart, type Regression, type ReluDescent, type ReluDistances, type ReluMeasures, type ReluNetwork, cloneNetwork, initializeRelu, mirroredStart, neuronDeltas, randomStart, relativeScale, reluDescent, reluMeasures, reluOutputs, reluSizes, unitVector };

// ---- two-layer-relu/initialize.d.ts ----
import { RandomStream } from "../random/stream.js";
import { ReluNetwork } from "./network.js";
/**
 * The relative scale α with δ = τ²(α² − α⁻²): α = exp(½ asinh(δ/(2τ²))), above 1 upstream, 1 balanced. (The form with
 * square roots loses digits at large |δ|/τ².)
 *
 * @throws LazyrichError unless τ > 0.
 */
export declare function relativeScale(tau: number, delta: number): number;
/** Unit directions and signs that starts of every τ and δ share. */
export interface BaseStart {
  /** Unit vectors, shape [m, d], row-major. */
  readonly directions: Float64Array;
  /** −1 or 1, length m. */
  readonly signs: Float64Array;
}
/**
 * A random base start of mirrored pairs: neuron k + m/2 has the direction of neuron k and the opposite sign, so that
 * the network starts at f = 0 whatever τ and δ are.
 *
 * @param neurons m, an even number.
 */
export declare function mirroredStart(random: RandomStream, neurons: number, inputs: number): BaseStart;
/** Directions uniform on the sphere, signs −1 or 1 with equal chance. */
export declare function randomStart(random: RandomStream, neurons: number, inputs: number): BaseStart;
/** Fills `into` with a vector that is uniform on the unit sphere. */
export declare function unitVector(random: RandomStream, into: Float64Array): void;
/**
 * The network with overall scale τ and unbalance δ on a base start: w_k = (τ/α) ŵ_k, a_k = τα s_k. |a_k|‖w_k‖ = τ²
 * whatever δ is, and δ_k = δ for every neuron. Source: arXiv 2406.06158, Fig. 1 and its appendix.
 *
 * @throws LazyrichError unless τ > 0.
 */
export declare function initializeRelu(base: BaseStart, tau: number, delta: number, leak?: number): ReluNetwork;

// ---- two-layer-relu/measures.d.ts ----
import { Regression, ReluNetwork } from "./network.js";
/** How far a network has come from its start. */
export interface ReluDistances {
  /** S = 1 − ⟨K₀, K_t⟩/(‖K₀‖‖K_t‖); NaN where a kernel is 0. */
  readonly kernelDistance: number;
  /** Share of the (sample, neuron) pairs whose activity (wᵀx ≥ 0) differs from the start's, from 0 to 1. */
  readonly hammingDistance: number;
  /** √(‖W − W₀‖² + ‖a − a₀‖²). */
  readonly parameterDistance: number;
}
/** Measures networks of one shape against one start. */
export interface ReluMeasures {
  (network: ReluNetwork): ReluDistances;
  /**
   * The same a part at a time: yields the multiply-adds done since the last yield, about n(2m + d) or fewer. The
   * network must not change meanwhile.
   */
  inSteps(network: ReluNetwork): Generator<number, ReluDistances, void>;
}
/**
 * Measures a network against the start it has now, with the tangent kernel K = S Sᵀ + (D Dᵀ) ∘ (X Xᵀ), S = σ(XWᵀ),
 * D = σ'(XWᵀ) diag(a), σ'(0) = 1. n²(2m + d) multiply-adds a call and 4nm numbers of memory, no n × n matrix.
 *
 * Source: arXiv 2406.06158, section 4 and appendix (measures of Fig. 1).
 *
 * @throws LazyrichError for shapes that do not fit or entries that are not finite.
 */
export declare function reluMeasures(network: ReluNetwork, data: Regression): ReluMeasures;

// ---- two-layer-relu/network.d.ts ----
/** f(x) = Σ_k a_k σ(w_kᵀx), σ(z) = z for z ≥ 0 and leak · z below. */
export interface ReluNetwork {
  /** Input weights, shape [m, d], row-major. */
  readonly W: Float64Array;
  /** Readouts, length m. */
  readonly a: Float64Array;
  /** Slope of σ for negative input: 0 is ReLU. */
  readonly leak: number;
}
/** Inputs with the outputs to be learned. */
export interface Regression {
  /** Shape [n, d], row-major. */
  readonly X: Float64Array;
  /** Length n. */
  readonly y: Float64Array;
}
/** The sizes of a network and its data. */
export interface ReluSizes {
  readonly samples: number;
  readonly inputs: number;
  readonly neurons: number;
}
/**
 * The sizes n, d, m of data and network.
 *
 * @throws LazyrichError where the lengths do not fit or an entry is not finite.
 */
export declare function reluSizes(network: ReluNetwork, data: Regression): ReluSizes;
/** A copy that shares nothing. */
export declare function cloneNetwork(network: ReluNetwork): ReluNetwork;
/** The outputs f(x_i), length n. 2nmd + 2nm operations. */
export declare function reluOutputs(network: ReluNetwork, X: ArrayLike<number>): Float64Array;
/** δ_k = a_k² − ‖w_k‖² of every neuron, length m: conserved by gradient flow. arXiv 2406.06158, section 4. */
export declare function neuronDeltas(network: ReluNetwork): Float64Array;
