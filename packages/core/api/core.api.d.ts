// The public declarations of @lazyrich/core. Written by `node test/api-report.ts`; do not edit.

// ---- balance/index.d.ts ----
import { LazyrichError } from "../errors.js";
import { WeightLayer } from "./layer.js";
import { BalanceOptions, NetworkBalance, PairBalance, Verdict, networkBalance } from "./network-balance.js";
export { type BalanceOptions, LazyrichError, type NetworkBalance, type PairBalance, type Verdict, type WeightLayer, networkBalance };

// ---- balance/layer.d.ts ----
/** One layer of anyone's network, as a state dict holds it. */
export interface WeightLayer {
  /** For messages and the report, such as `conv1`; `layer 0` and so on if left out. */
  readonly name?: string | undefined;
  /** Dense [out, in] or convolution [out, in / groups, …taps], flattened in that order (row-major). */
  readonly weight: ArrayLike<number>;
  readonly shape: readonly number[];
  /** One number for each output, if the layer has a bias. */
  readonly bias?: ArrayLike<number> | undefined;
  /** Groups of a convolution; 1 if left out. */
  readonly groups?: number | undefined;
  /**
   * What stands between this layer and the next: `homogeneous` (σ(cz) = cσ(z) for c > 0: ReLU, leaky ReLU, max and
   * average pooling, flattening, dropout), `linear` (nothing, or averages), or `other` (a normalization layer, GELU,
   * tanh, a residual sum), for which nothing is conserved. `homogeneous` if left out.
   */
  readonly activation?: "homogeneous" | "linear" | "other" | undefined;
}

// ---- balance/network-balance.d.ts ----
import { WeightLayer } from "./layer.js";
/** Which weights are larger: the outgoing ones (upstream), the incoming ones (downstream), or neither. */
export type Verdict = "upstream" | "balanced" | "downstream";
/** Two consecutive layers and the neurons (or channels) between them. */
export interface PairBalance {
  /** Name of the layer that comes in. */
  readonly from: string;
  /** Name of the layer that goes out. */
  readonly to: string;
  /** ‖w_in‖² + b² of every hidden neuron. */
  readonly incoming: Float64Array<ArrayBuffer>;
  /** ‖w_out‖² of every hidden neuron. */
  readonly outgoing: Float64Array<ArrayBuffer>;
  /** δ = outgoing − incoming of every hidden neuron. */
  readonly delta: Float64Array<ArrayBuffer>;
  /** Mean of δ over the neurons. */
  readonly mean: number;
  /** Standard deviation of δ over the neurons. */
  readonly spread: number;
  /** Σδ / Σ(outgoing + incoming): from −1 (outgoing is 0) to 1 (incoming is 0); 0 where both are 0. */
  readonly relative: number;
  /**
   * (Σ outgoing / Σ incoming)^¼: a balanced pair becomes this one when its first layer is divided by α and its second
   * multiplied by α. Infinite where incoming is 0, NaN where both layers are 0.
   */
  readonly alpha: number;
  readonly verdict: Verdict;
  /** True where gradient flow conserves δ: the map between the layers is positively homogeneous, or linear. */
  readonly conserved: boolean;
  /** Where the pair is linear and its second layer has one group. */
  readonly linear?: {
    /** W_{l+1}ᵀW_{l+1} − W_lW_lᵀ − b bᵀ over neurons or channels, all of it conserved; shape [hidden, hidden]. */
    readonly matrix: Float64Array<ArrayBuffer>;
    /** ‖matrix − mean · I‖ / (‖W_{l+1}ᵀW_{l+1}‖ + ‖W_lW_lᵀ + b bᵀ‖), Frobenius: 0 for a multiple of I, at most 1. */
    readonly distanceFromIdentity: number;
  };
}
/** The balance of a whole network. */
export interface NetworkBalance {
  /** In order; one fewer than there are layers. */
  readonly pairs: readonly PairBalance[];
  /** Σδ / Σ(outgoing + incoming) over all neurons of all pairs. */
  readonly relative: number;
  readonly verdict: Verdict;
}
/** What counts as balanced. */
export interface BalanceOptions {
  /** Largest |relative| that counts as balanced; ⅓ if left out: neither side is more than twice the other. */
  readonly threshold?: number | undefined;
}
/**
 * Where any network stands between upstream and downstream, from its weights alone. For every hidden neuron (or
 * channel) k behind a positively homogeneous activation, gradient flow conserves
 *
 *     δ_k = ‖w_out,k‖² − ‖w_in,k‖² − b_k²
 *
 * since (w_in, b) → c (w_in, b), w_out → w_out/c leaves the network's function unchanged for every c > 0: the
 * derivative of the loss at c = 1 is 0, that is w_inᵀ∂L/∂w_in + b ∂L/∂b = w_outᵀ∂L/∂w_out, and along ẇ = −∂L/∂w these
 * are −½ the rates of change of ‖w_in‖² + b² and of ‖w_out‖². The bias of the outgoing layer plays no part. Without an
 * activation the whole matrix W_{l+1}ᵀW_{l+1} − W_lW_lᵀ − b bᵀ is conserved. Weight decay, momentum and finite steps
 * break conservation, by as much as `deltaLedger` says; all weights are assumed to share one learning rate.
 *
 * A pair is upstream if its relative balance is above the threshold (for the default ⅓: outgoing is more than twice
 * incoming, α > 2^¼ ≈ 1.19), downstream if it is below minus the threshold, and otherwise balanced. The paper's α ≫ 1
 * (first layer divided, last one multiplied) makes a network more upstream.
 *
 * Source: arXiv 2406.06158, sections 4 and 5; Du, Hu and Lee 2018; Kunin et al. 2021, Neural mechanics.
 *
 * @example
 * const { pairs } = networkBalance([
 *   { name: 'fc1', weight: [1, 0, 0, 2], shape: [2, 2], bias: [0, 1] },
 *   { name: 'fc2', weight: [3, 1], shape: [1, 2] },
 * ])
 * pairs[0]?.delta // [8, -4]
 *
 * @param layers in the order of the network; two or more.
 * @throws LazyrichError, naming the layer, for shapes that do not fit their weights or the layer before, entries that
 * are not finite, and names of fields that are misspelled.
 */
export declare function networkBalance(layers: readonly WeightLayer[], options?: BalanceOptions): NetworkBalance;

// ---- contract/check-experiment.d.ts ----
import { Experiment } from "../port/experiment.js";
import { ContractOptions } from "./options.js";
/**
 * Holds an experiment to what the host, the recorder and the dashboard rely on: the same seed gives the same frames; they
 * ascend and carry what is described; a snapshot at any moment leads to the same remaining frames, bit for bit; runs may
 * be closed twice; what is not accepted is refused with a LazyrichError; frames and snapshots can be sent and stored. It
 * runs the experiment some dozens of times, so give it a `short` run where that of preset `small` takes long.
 *
 * @throws LazyrichError that lists every promise that is broken, and what was found instead.
 *
 * @example
 * // In any test runner: test('decay keeps its promises', () => checkExperiment(decay))
 * checkExperiment(basins, { short: { delta: -10, endTime: 10, record: 'lin:4' } }).then(() => console.log('kept'))
 */
export declare function checkExperiment(experiment: Experiment, options?: ContractOptions): Promise<void>;

// ---- contract/index.d.ts ----
import { LazyrichError } from "../errors.js";
import { Experiment } from "../port/experiment.js";
import { checkExperiment } from "./check-experiment.js";
import { ContractOptions, lengthParameter, shortRun } from "./options.js";
import { ExperimentPromise, PromiseKind } from "./subject.js";
import { promisesOf } from "./promises.js";
import { eventsOf, framesIn } from "./runs.js";
export { type ContractOptions, type Experiment, type ExperimentPromise, LazyrichError, type PromiseKind, checkExperiment, eventsOf, framesIn, lengthParameter, promisesOf, shortRun };

// ---- contract/options.d.ts ----
import { Experiment } from "../port/experiment.js";
import { Parameters } from "../port/parameter-kinds.js";
/** How an experiment is run to be checked. Whatever is left out follows from its definition. */
export interface ContractOptions {
  /**
   * Over in a moment, with some 20 frames. If left out: the first run of preset `small`, with 20 frames where the
   * experiment has a `record`.
   */
  readonly short?: Parameters | undefined;
  /** Over in a second, with few frames and much work between them. If left out: it may never have that much work. */
  readonly slow?: Parameters | undefined;
  /** Values other than those of `short`, where the least or largest one would not fit the others. */
  readonly others?: Parameters | undefined;
  /** 0 if left out. */
  readonly seed?: number | undefined;
}
/**
 * The short run by which an experiment is checked.
 *
 * @example
 * shortRun(basins) // { delta: -2, offset: 0.001, record: 'lin:20' }
 */
export declare function shortRun(experiment: Experiment, options?: ContractOptions): Parameters;
/**
 * The parameter that says where a run ends, and that it accepts another value of in its middle; undefined where none is.
 *
 * @example
 * lengthParameter(basins) // 'endTime'
 */
export declare function lengthParameter(experiment: Experiment, parameters?: Parameters): string | undefined;

// ---- contract/promises.d.ts ----
import { Experiment } from "../port/experiment.js";
import { ContractOptions } from "./options.js";
import { ExperimentPromise, PromiseKind } from "./subject.js";
/**
 * What an experiment promises, one by one, for test runners that are to show each of them; {@link checkExperiment} checks
 * them all.
 *
 * @example
 * // In Vitest: for (const { says, check } of promisesOf(basins)) test(says, check)
 * promisesOf(basins).filter(({ kind }) => kind === 'hosted').length // 2
 */
export declare function promisesOf(experiment: Experiment, options?: ContractOptions): ExperimentPromise[];
export type { ExperimentPromise, PromiseKind };

// ---- contract/runs.d.ts ----
import { Run } from "../port/experiment.js";
import { Frame, RunEvent } from "../port/frame.js";
/**
 * Every event of a run.
 *
 * @example
 * eventsOf(basins.start({ record: 'lin:4' }, { seed: 0 })).then((events) => console.log(events.length))
 */
export declare function eventsOf(run: Run): Promise<RunEvent[]>;
/**
 * The frames among events.
 *
 * @example
 * framesIn([{ kind: 'progress', step: 3, time: 0.3 }]) // []
 */
export declare function framesIn(events: readonly RunEvent[]): Frame[];

// ---- contract/subject.d.ts ----
/** A promise, in words that follow the experiment's name: `basins: every run starts …`. */
export interface ExperimentPromise {
  readonly kind: PromiseKind;
  readonly says: string;
  /** Rejects with an error that says what was found instead. */
  check(): Promise<void>;
}
/** What a promise is about: the definition and its runs, snapshots, or runs that a host has in hand. */
export type PromiseKind = "definition" | "snapshot" | "hosted";

// ---- data/index.d.ts ----
import { LazyrichError } from "../errors.js";
import { WhitenedData, whiten } from "./whiten.js";
import { withBias } from "./with-bias.js";
export { LazyrichError, type WhitenedData, whiten, withBias };

// ---- data/whiten.d.ts ----
/** Whitened data Z with X = Z R, and the way there and back. */
export interface WhitenedData {
  /** Z, shape [n, rank], row-major: ZᵀZ = I. */
  readonly X: Float64Array<ArrayBuffer>;
  /** The rank of X: how many whitened inputs there are. */
  readonly rank: number;
  /** R, shape [rank, columns], row-major. */
  readonly R: Float64Array<ArrayBuffer>;
  /**
   * β* = ZᵀY, all that a linear network sees of the targets: the `target` of `exactNeuron` and `exactLinear`.
   *
   * @param Y length n, or shape [n, outputs], row-major.
   * @returns shape [rank, outputs].
   * @throws LazyrichError for anything but n rows of finite numbers.
   */
  target(Y: ArrayLike<number>): Float64Array<ArrayBuffer>;
  /**
   * R β: the weights that give the whitened inputs the outputs that β gives the original ones.
   *
   * @param beta length columns, or shape [columns, outputs], row-major.
   * @returns shape [rank, outputs].
   * @throws LazyrichError for anything but so many rows of finite numbers.
   */
  forward(beta: ArrayLike<number>): Float64Array<ArrayBuffer>;
  /**
   * R⁺β: the weights that give the original inputs the outputs that β gives the whitened ones; of all such weights the
   * shortest, which lie in the row space of X. (R⁻¹β where X has full column rank.) Where singular values of X lie far
   * apart they are large, and outputs computed from them round by ε ‖X‖‖R⁺β‖.
   *
   * @param beta length rank, or shape [rank, outputs], row-major; the input weights w of a neuron too.
   * @returns shape [columns, outputs].
   * @throws LazyrichError for anything but so many rows of finite numbers.
   */
  back(beta: ArrayLike<number>): Float64Array<ArrayBuffer>;
  /**
   * Other inputs, such as test data, in the same coordinates: X R⁺. What of them lies outside the row space of the data
   * is left out, as no network trained on these data has learned anything about it.
   *
   * @param X shape [m, columns], row-major.
   * @returns shape [m, rank].
   * @throws LazyrichError for anything but rows of that many finite numbers.
   */
  transform(X: ArrayLike<number>): Float64Array<ArrayBuffer>;
}
/**
 * Whitens your own data, so that the closed forms apply to them: X = Z R with ZᵀZ = I, from the singular value
 * decomposition X = U Σ Vᵀ as Z = U and R = ΣVᵀ. Z has rank(X) columns: singular values up to max(n, columns) ε times the
 * largest are rounding and count as 0, and directions in which all inputs are 0 are left out.
 *
 * Outputs are the same in both coordinates, Z β = X · back(β), and so is the loss. The path of gradient flow is not: the
 * closed forms describe a network trained on Z. Where it ends at the smallest loss it gives these inputs the
 * least-squares fit, as a network trained on X does. Any other whitening is this one rotated, and flow from a rotated
 * start is rotated too, so that predictions do not depend on the choice. Means are not taken away; for ZᵀZ/n = I instead
 * of ZᵀZ = I, multiply Z by √n and divide R by it.
 *
 * Source: the singular value decomposition; whitened input is that of arXiv 2406.06158, section 3.
 *
 * @example
 * const X = [1, 0, 1, 1, 1, 2] // three inputs, the first of whose numbers is a bias
 * const white = whiten(X, 2)
 * const { beta } = exactNeuron({ a0: 1, w0: white.forward([0.1, 0]), target: white.target([1, 3, 5]) }).at([100])
 * white.back(beta) // [1, 2], the fit 1 + 2x
 * whiten([1, 2, 2, 4], 2).rank // 1
 *
 * @param X inputs, shape [n, columns], row-major.
 * @param columns numbers of each input.
 * @throws LazyrichError where X does not hold rows of that many finite numbers, or all of them are 0.
 */
export declare function whiten(X: ArrayLike<number>, columns: number): WhitenedData;

// ---- data/with-bias.d.ts ----
/**
 * The inputs with a 1 appended to each, so that the last weight of a neuron is its bias: no network here has biases of its
 * own.
 *
 * @example
 * withBias([1, 2, 3, 4], 2) // [1, 2, 1, 3, 4, 1]
 *
 * @param X inputs, shape [n, columns], row-major.
 * @param columns numbers of each input.
 * @returns shape [n, columns + 1], row-major.
 * @throws LazyrichError where X does not hold rows of that many numbers, all finite.
 */
export declare function withBias(X: ArrayLike<number>, columns: number): Float64Array<ArrayBuffer>;

// ---- deep-linear/chain-flow.d.ts ----
import { FlowControl, FlowReason } from "../integrate/flow-control.js";
import { LearningRate, Rates } from "../learning-rate.js";
import { Loss } from "../measures/loss.js";
import { Chain } from "./chain.js";
/** One neuron per layer, f(x) = (∏_l a_l) wᵀx, at the start of training. */
export interface ChainStart {
  /** The factors a_1 … a_k. */
  readonly a0: ArrayLike<number>;
  /** The input weights, length d. */
  readonly w0: ArrayLike<number>;
  /** η_a of every factor and η_w; 1 if left out. */
  readonly learningRate?: LearningRate | undefined;
}
/** A chain with its data. */
export interface ChainProblem extends ChainStart {
  /** Inputs, shape [n, d], row-major. */
  readonly X: ArrayLike<number>;
  /** Length n. */
  readonly y: ArrayLike<number>;
  /** `half-mean` if left out, as for deep linear networks; the single neuron's is `half-sum`. */
  readonly loss?: Loss | undefined;
}
/** A chain at one of the times of a flow: views of its states. */
export interface ChainState extends Chain {
  readonly a: Float64Array<ArrayBuffer>;
  readonly w: Float64Array<ArrayBuffer>;
  /** β = (∏ a_l) w, length d. */
  readonly beta: Float64Array<ArrayBuffer>;
  readonly learningRate: Rates;
}
/** An integrated flow of a chain at the requested times, in their order. */
export interface ChainStates {
  /** a_1 … a_k at every time, shape [times, k], row-major. */
  readonly a: Float64Array<ArrayBuffer>;
  /** w at every time, shape [times, d], row-major. */
  readonly w: Float64Array<ArrayBuffer>;
  /** β = (∏ a_l) w at every time, shape [times, d], row-major. */
  readonly beta: Float64Array<ArrayBuffer>;
  /**
   * The chain at times[i], rates included, ready to be handed on.
   *
   * @throws LazyrichError unless i is the index of a time.
   */
  at(i: number): ChainState;
  /** How many of the times were reached, the earliest first; entries of the others are NaN. */
  readonly reached: number;
  readonly reason: FlowReason;
}
/**
 * Gradient flow of f(x) = (∏ a_l) wᵀx, integrated to the given times (any order, ≥ 0) by an adaptive Dormand-Prince
 * method; rtol is 1e-12 and atol 1e-14 if left out, in units of the initial size of each factor and of w:
 *
 *     ȧ_l = −η_a (∏_{m≠l} a_m) wᵀg,   ẇ = −η_w (∏ a_m) g,   g = ∂L/∂β = 2c Xᵀ(Xβ − y)
 *
 * Source: arXiv 2406.06158, appendix B; loss `half-mean` unless the problem says otherwise.
 *
 * @example
 * const start = chainFromBeta([0.1, 0], [0, 0])
 * const flow = flowChain({ ...start, X: [1, 0, 0, 1], y: [1, 2] }, [0, 50])
 * flow.beta // [0.1, 0, 1, 2]
 * chainDeltas(flow.at(1)) // [0, 0]
 *
 * @param times length T, ≥ 0, in any order; flow time of the loss.
 * @throws LazyrichError for shapes that do not fit, entries that are not finite, rates that are not positive, times
 * below 0 and unknown options.
 */
export declare function flowChain(problem: ChainProblem, times: ArrayLike<number>, options?: FlowControl): ChainStates;

// ---- deep-linear/chain.d.ts ----
import { LearningRate, Rates } from "../learning-rate.js";
/** One neuron per layer, f(x) = (∏_l a_l) wᵀx. Its depth is one more than the number of a_l. */
export interface Chain {
  /** The factors a_1 … a_k. */
  readonly a: ArrayLike<number>;
  /** The input weights, length d. */
  readonly w: ArrayLike<number>;
  /** η_a of every factor and η_w; 1 if left out. */
  readonly learningRate?: LearningRate | undefined;
}
/** What a start from β leaves open. */
export interface ChainFromBetaOptions {
  /** η_a of every factor and η_w; 1 if left out. */
  readonly learningRate?: LearningRate | undefined;
  /** The sign of ∏ a_l: 1 if left out, or −1. */
  readonly sign?: 1 | -1 | undefined;
}
/**
 * δ_l = η_w a_l² − η_a‖w‖² of every factor: what gradient flow conserves.
 *
 * Source: arXiv 2406.06158, appendix B.
 *
 * @example
 * chainDeltas({ a: [2, 3], w: [1, 1] }) // [2, 7]
 *
 * @throws LazyrichError for empty lists, entries that are not finite, rates that are not positive.
 */
export declare function chainDeltas(chain: Chain): Float64Array<ArrayBuffer>;
/**
 * The outputs (∏ a_l) wᵀx_i, length n. nd multiply-adds.
 *
 * @example
 * chainOutputs({ a: [2, 3], w: [1, 0] }, [1, 5, -1, 0]) // [6, -6]
 *
 * @param X inputs, shape [n, d], row-major.
 * @throws LazyrichError where X does not hold rows of w's length, and for entries that are not finite.
 */
export declare function chainOutputs(chain: Chain, X: ArrayLike<number>): Float64Array<ArrayBuffer>;
/**
 * The preconditioner M of β̇ = −M ∂L/∂β for a chain's product β, shape [d, d], row-major:
 *
 *     M = η_w ∏a_l² I + η_a Σ_l (∏_{m≠l} a_m²) w wᵀ = ∏a_l² (η_w I + η_a Σ_l (‖w‖²/a_l²) β̂β̂ᵀ)
 *
 * computed by the first form, which also holds where a factor or β is 0.
 *
 * Source: arXiv 2406.06158, appendix B.
 *
 * @example
 * chainPreconditioner({ a: [2, 1], w: [1, 0] }) // [9, 0, 0, 4]
 *
 * @throws LazyrichError for empty lists, entries that are not finite, rates that are not positive.
 */
export declare function chainPreconditioner(chain: Chain): Float64Array<ArrayBuffer>;
/**
 * The chain with (∏ a_l) w = β and the given δ_l: q = ‖w‖² is the one root of q ∏_l (δ_l + η_a q)/η_w = ‖β‖² that
 * leaves every a_l² = (δ_l + η_a q)/η_w ≥ 0, found without cancellation. All factors are positive except the first,
 * which takes the sign of the options.
 *
 * β = 0 with a δ_l below 0 leaves the direction of w open, so it is refused.
 *
 * @example
 * chainFromBeta([0, 8], [0, 0]) // { a0: [2, 2], w0: [0, 2] }
 *
 * @param beta length d.
 * @param deltas δ_l, one for each factor.
 * @returns a start for {@link flowChain}, learning rates included.
 * @throws LazyrichError for empty lists, β = 0 with a δ_l below 0, entries that are not finite,
 * rates that are not positive, a sign other than ±1.
 */
export declare function chainFromBeta(beta: ArrayLike<number>, deltas: ArrayLike<number>, options?: ChainFromBetaOptions): {
  a0: Float64Array<ArrayBuffer>;
  w0: Float64Array<ArrayBuffer>;
  learningRate: Rates;
};

// ---- deep-linear/conserved.d.ts ----
import { DeepLinearNetwork } from "./problem.js";
/**
 * The matrices that gradient flow of f(x) = W_L … W_1 x conserves, whatever the data and the loss: one for every pair
 * of consecutive layers,
 *
 *     η_l W_{l+1}ᵀW_{l+1} − η_{l+1} W_l W_lᵀ,   l = 1 … L − 1
 *
 * of shape [widths[l], widths[l]], row-major. One layer has none.
 *
 * Source: arXiv 2406.06158, section 4 and appendix B (with rates of each layer); Arora, Cohen and Hazan 2018.
 *
 * @example
 * deepLinearConserved({ widths: [2, 1, 1], W: [[3, 4], [6]] }) // [[11]]
 *
 * @throws LazyrichError for shapes that do not fit, entries that are not finite, rates that are not positive.
 */
export declare function deepLinearConserved(network: DeepLinearNetwork): Float64Array<ArrayBuffer>[];
/**
 * The largest change of an entry of the conserved matrices: 0 for the true flow, the integrator's error for an
 * integrated one, and of the order of the step size for gradient descent.
 *
 * @example
 * const before = deepLinearConserved({ widths: [1, 1, 1], W: [[1], [2]] })
 * deepLinearDrift(before, deepLinearConserved({ widths: [1, 1, 1], W: [[1], [2.5]] })) // 2.25
 *
 * @param before what {@link deepLinearConserved} gave at the start.
 * @param after what it gives now, in the same shapes; where it is not finite, the drift is not.
 * @throws LazyrichError for anything but two lists of matrices, and different numbers of matrices or entries.
 */
export declare function deepLinearDrift(before: readonly ArrayLike<number>[], after: readonly ArrayLike<number>[]): number;

// ---- deep-linear/descent.d.ts ----
import { DeepLinearNetwork, DeepLinearProblem } from "./problem.js";
/** Full-batch gradient descent on a deep linear network, which is itself the network of the current weights. */
export interface DeepLinearDescent extends DeepLinearNetwork {
  readonly widths: readonly number[];
  /** The current weights of every layer: views that the next step changes. */
  readonly W: readonly Float64Array<ArrayBuffer>[];
  /** η_l of each layer, by which the step size is multiplied. */
  readonly learningRate: readonly number[];
  /**
   * Takes that many steps. Returns the number taken, which is smaller if the gradient stops being finite.
   *
   * @throws LazyrichError unless the number of steps is whole and ≥ 0.
   */
  advance(steps: number): number;
  /** The problem's loss (`half-mean` unless it says otherwise) at the current weights. */
  loss(): number;
}
/**
 * Full-batch gradient descent on f(x) = W_L … W_1 x: W_l ← W_l − η η_l ∂L/∂W_l with the rates η_l of the problem (1
 * each if left out), that is, Euler steps of size η along the flow. Each step changes the matrices of
 * {@link deepLinearConserved} by about η² ‖gradient‖², which adds up to order η over a given flow time.
 *
 * The problem's own weights are not changed. A step costs one gradient of {@link deepLinearSystem}.
 *
 * @example
 * const descent = deepLinearDescent({ widths: [1, 1, 1], W0: [[1], [0.5]], X: [1], Y: [1] }, 0.1)
 * descent.advance(1000) // 1000
 * descent.loss() // 0
 * deepLinearOutputs(descent, [2]) // [2]
 *
 * @param stepSize η, above 0.
 * @throws LazyrichError for shapes that do not fit, entries that are not finite, rates that are not positive.
 */
export declare function deepLinearDescent(problem: DeepLinearProblem, stepSize: number): DeepLinearDescent;

// ---- deep-linear/flow.d.ts ----
import { FlowControl, FlowReason } from "../integrate/flow-control.js";
import { IntegratorCounts } from "../integrate/solver.js";
import { DeepLinearNetwork, DeepLinearProblem } from "./problem.js";
/** A deep linear network at one of the times of a flow: views of its states. */
export interface DeepLinearState extends DeepLinearNetwork {
  readonly widths: readonly number[];
  readonly W: readonly Float64Array<ArrayBuffer>[];
  /** W_L … W_1, shape [outputs, inputs], row-major. */
  readonly product: Float64Array<ArrayBuffer>;
  /** η_l of each layer. */
  readonly learningRate: readonly number[];
}
/** An integrated flow of a deep linear network at the requested times, in their order. */
export interface DeepLinearStates {
  /** The weights of every layer at every time, shape [times, widths[l + 1], widths[l]], row-major. */
  readonly W: readonly Float64Array<ArrayBuffer>[];
  /** W_L … W_1 at every time, shape [times, outputs, inputs], row-major. */
  readonly product: Float64Array<ArrayBuffer>;
  /**
   * The network at times[i], rates included, ready to be handed on.
   *
   * @throws LazyrichError unless i is the index of a time.
   */
  at(i: number): DeepLinearState;
  /**
   * The weights of every layer at times[i], as views.
   *
   * @throws LazyrichError unless i is the index of a time.
   */
  layersAt(i: number): Float64Array<ArrayBuffer>[];
  /** The problem's loss at every time. */
  readonly loss: Float64Array<ArrayBuffer>;
  /**
   * The largest change in an entry of the conserved matrices since the start, at every time: the integrator's error.
   */
  readonly drift: Float64Array<ArrayBuffer>;
  /** How many of the times were reached, the earliest first; entries of the others are NaN. */
  readonly reached: number;
  /** `complete`; `budget`: the step budget ran out; `singular`: no step is small enough. */
  readonly reason: FlowReason;
  readonly counts: IntegratorCounts;
}
/**
 * Gradient flow Ẇ_l = −η_l ∂L/∂W_l of f(x) = W_L … W_1 x, integrated to the given times (any order, ≥ 0) by an adaptive
 * Dormand-Prince method; rtol is 1e-12 and atol 1e-14 if left out. Tolerances hold layer by layer, in units of the
 * layer's initial root mean square, so that layers of very different size all keep their digits.
 *
 * If the network is wide enough to reach the least-squares solution and has come within 2e-11 of it (relative to the
 * largest product on the way), integration ends: the loss never grows, so the product stays there. Data with very slow
 * and very fast directions (a condition number of X above about 10³) are stiff for an explicit method: `reached` tells
 * where the step budget ran out.
 *
 * Source: arXiv 2406.06158, appendix B; loss `half-mean` unless the problem says otherwise.
 *
 * @example
 * const problem = { widths: [1, 1, 1], W0: [[0.1], [0.1]], X: [1], Y: [1] }
 * const flow = flowDeepLinear(problem, [0, 2, 100])
 * flow.product // [0.01, 0.355…, 1]
 * deepLinearOutputs(flow.at(2), [3]) // [3]
 *
 * @param times length T, ≥ 0, in any order; flow time of the loss.
 * @throws LazyrichError for shapes that do not fit, entries that are not finite, rates that are not positive, times
 * below 0 and unknown options.
 */
export declare function flowDeepLinear(problem: DeepLinearProblem, times: ArrayLike<number>, options?: FlowControl): DeepLinearStates;

// ---- deep-linear/index.d.ts ----
import { DeepLinearDescent, deepLinearDescent } from "./descent.js";
import { DeepLinearState, DeepLinearStates, flowDeepLinear } from "./flow.js";
import { deepLinearOutputs } from "./outputs.js";
import { DeepLinearNetwork, DeepLinearProblem, DeepLinearStart, LayerRates } from "./problem.js";
import { DeepLinearStartOptions, deepLinearStart } from "./start.js";
import { DeepLinearSystem, deepLinearSystem } from "./system.js";
import { KernelMeasures } from "../measures/kernel-measures.js";
import { deepLinearConserved, deepLinearDrift } from "./conserved.js";
import { deepLinearKernelMeasures } from "./kernel.js";
import { singularValues } from "./spectrum.js";
import { Chain, ChainFromBetaOptions, chainDeltas, chainFromBeta, chainOutputs, chainPreconditioner } from "./chain.js";
import { ChainProblem, ChainStart, ChainState, ChainStates, flowChain } from "./chain-flow.js";
import { LazyrichError } from "../errors.js";
import { IsotropicOptions, RichLimitProblem, isotropicStart, richInterpolant, richPotential } from "./rich-limit.js";
import { FlowControl, FlowReason } from "../integrate/flow-control.js";
import { IntegratorCounts, RightHandSide } from "../integrate/solver.js";
import { LearningRate, Rates } from "../learning-rate.js";
import { Loss } from "../measures/loss.js";
import { RandomStream } from "../random/stream.js";
export { type Chain, type ChainFromBetaOptions, type ChainProblem, type ChainStart, type ChainState, type ChainStates, type DeepLinearDescent, type DeepLinearNetwork, type DeepLinearProblem, type DeepLinearStart, type DeepLinearStartOptions, type DeepLinearState, type DeepLinearStates, type DeepLinearSystem, type FlowControl, type FlowReason, type IntegratorCounts, type IsotropicOptions, type KernelMeasures, type LayerRates, LazyrichError, type LearningRate, type Loss, type RandomStream, type Rates, type RichLimitProblem, type RightHandSide, chainDeltas, chainFromBeta, chainOutputs, chainPreconditioner, deepLinearConserved, deepLinearDescent, deepLinearDrift, deepLinearKernelMeasures, deepLinearOutputs, deepLinearStart, deepLinearSystem, flowChain, flowDeepLinear, isotropicStart, richInterpolant, richPotential, singularValues };

// ---- deep-linear/kernel.d.ts ----
import { KernelMeasures } from "../measures/kernel-measures.js";
import { DeepLinearNetwork, DeepLinearProblem } from "./problem.js";
/**
 * The tangent kernel of a deep linear network along training, over all inputs of the problem and all pairs of outputs:
 *
 *     K(x, x′) = Σ_l η_l (W_L … W_{l+1})(W_L … W_{l+1})ᵀ · xᵀ(W_{l−1} … W_1)ᵀ(W_{l−1} … W_1) x′
 *
 * Gives its distance from the start's, its norm and its alignment with the targets; alignment is silent when the kernel
 * turns to the targets while its norm and the loss stand still. Computed on the reduced data, whose kernel differs from
 * that of X by a rotation, and the distance from differences, so that lazy runs keep their digits. No kernel is stored:
 * 2 layers · outputs² · rank² multiply-adds and layers · (outputs² + rank²) numbers.
 *
 * Source: arXiv 2406.06158, section 2; silent alignment: Atanasov, Bordelon and Pehlevan 2022.
 *
 * @example
 * const problem = { widths: [1, 1, 1], W0: [[1], [1]], X: [1], Y: [2] }
 * const measure = deepLinearKernelMeasures(problem)
 * measure({ widths: [1, 1, 1], W: [[1], [2]] }) // { kernelDistance: 0, kernelNorm: 5, kernelAlignment: 1 }
 * measure(flowDeepLinear(problem, [10]).at(0)).kernelDistance // 0
 *
 * @returns a function of a network of the problem's widths; its rates are the problem's.
 * @throws LazyrichError for shapes that do not fit, entries that are not finite, rates that are not positive; the
 * function too, and for a network of other widths, or with other rates than the problem's.
 */
export declare function deepLinearKernelMeasures(problem: DeepLinearProblem): (network: DeepLinearNetwork) => KernelMeasures;

// ---- deep-linear/outputs.d.ts ----
import { DeepLinearNetwork } from "./problem.js";
/**
 * The outputs W_L … W_1 x_i, shape [n, outputs], row-major: layer after layer, n · (number of weights) multiply-adds.
 *
 * @example
 * deepLinearOutputs({ widths: [2, 1, 2], W: [[1, 1], [2, 3]] }, [1, 0, 0, 5]) // [2, 3, 10, 15]
 *
 * @param X inputs, shape [n, widths[0]], row-major.
 * @throws LazyrichError where X does not hold rows of widths[0] numbers, for shapes that do not fit and entries that are
 * not finite.
 */
export declare function deepLinearOutputs(network: DeepLinearNetwork, X: ArrayLike<number>): Float64Array<ArrayBuffer>;

// ---- deep-linear/problem.d.ts ----
import { Loss } from "../measures/loss.js";
/** Learning rates of a deep network: one number for all layers, or η_l of each, first layer first. */
export type LayerRates = number | ArrayLike<number>;
/** A deep linear network f(x) = W_L … W_1 x at one moment. */
export interface DeepLinearNetwork {
  /** Inputs, neurons of every hidden layer, outputs: L + 1 whole numbers above 0 for L layers. */
  readonly widths: ArrayLike<number>;
  /** The weights, first layer first; layer l has shape [widths[l + 1], widths[l]] (l from 0), row-major. */
  readonly W: readonly ArrayLike<number>[];
  /** η_l of each layer; 1 if left out. */
  readonly learningRate?: LayerRates | undefined;
}
/** A deep linear network at the start of training. */
export interface DeepLinearStart {
  /** Inputs, neurons of every hidden layer, outputs: L + 1 whole numbers above 0 for L layers. */
  readonly widths: ArrayLike<number>;
  /** The weights, first layer first; layer l has shape [widths[l + 1], widths[l]] (l from 0), row-major. */
  readonly W0: readonly ArrayLike<number>[];
  /** η_l of each layer; 1 if left out. */
  readonly learningRate?: LayerRates | undefined;
}
/** A start with its data. */
export interface DeepLinearProblem extends DeepLinearStart {
  /** Inputs, shape [n, widths[0]], row-major. */
  readonly X: ArrayLike<number>;
  /** Targets, shape [n, outputs], row-major. */
  readonly Y: ArrayLike<number>;
  /** `half-mean` if left out: L = 1/(2n) Σ‖f(x_i) − y_i‖². */
  readonly loss?: Loss | undefined;
}

// ---- deep-linear/rich-limit.d.ts ----
import { LayerRates } from "./problem.js";
/** Data with one output, and where the flow starts. */
export interface RichLimitProblem {
  /** Inputs, shape [n, d], row-major, of any rank. */
  readonly X: ArrayLike<number>;
  /** Length n. */
  readonly y: ArrayLike<number>;
  /** Where β = the product of all layers starts, length d. */
  readonly beta0: ArrayLike<number>;
  /** Layers D ≥ 1, the readout included: 1 is linear regression, 2 the rich two-layer network. */
  readonly depth: number;
}
/** What an isotropic start leaves open. */
export interface IsotropicOptions {
  /** Layers D ≥ 2, the readout included. */
  readonly depth: number;
  /** η_l of each layer, or one for all; 1 if left out. */
  readonly learningRate?: LayerRates | undefined;
}
/**
 * The potential whose mirror flow β follows in a rich (balanced, δ → 0) deep linear network with one output, and its
 * gradient. With D layers, that is L = D − 1 hidden ones,
 *
 *     Ψ(β) = D/(D + 1) ‖β‖^((D + 1)/D),   ∇Ψ(β) = ‖β‖^(−(D − 1)/D) β
 *
 * It goes from ½‖β‖² for one layer towards ‖β‖ for many: the deeper the network, the less a large β costs. The gradient
 * is 0 at β = 0.
 *
 * Source: arXiv 2406.06158, Theorem B.10 (there with L = D − 1).
 *
 * @example
 * richPotential([0, 4], 2) // { value: 5.333…, gradient: [0, 2] }
 *
 * @param beta length d.
 * @param depth layers D, a whole number ≥ 1.
 * @throws LazyrichError for an empty β, entries that are not finite and a depth that is not a whole number ≥ 1.
 */
export declare function richPotential(beta: ArrayLike<number>, depth: number): {
  value: number;
  gradient: Float64Array<ArrayBuffer>;
};
/**
 * Where gradient flow of a rich deep linear network (square layers, isotropic start, δ → 0, one output) ends, from X, y
 * and β₀ alone:
 *
 *     β(∞) = argmin D/(D + 1) ‖β‖^((D + 1)/D) − ‖β₀‖^(−(D − 1)/D) β₀ᵀβ   subject to Xβ = y
 *
 * With v = ∇Ψ(β) the null space of X sees only v_null = ‖β₀‖^(−(D − 1)/D) β₀,null, which stays, and the row space only
 * β_row = X⁺y; since β = ‖v‖^(D − 1) v, one number is left to find: s = ‖v‖ with
 * s^(2D) = ‖β_row‖² + s^(2D − 2)‖v_null‖². It holds for flows in which β never passes through 0; for one neuron per
 * layer with all δ_l = 0 ({@link flowChain}) it is exact, without a limit.
 *
 * Source: arXiv 2406.06158, Theorem B.10 (there with L = D − 1). If y is outside the range of X, the least-squares set
 * takes the place of Xβ = y.
 *
 * @example
 * richInterpolant({ X: [1, 0], y: [1], beta0: [0, 0.25], depth: 2 }) // [1, 0.532…]
 *
 * @returns β(∞), length d.
 * @throws LazyrichError for shapes that do not fit, entries that are not finite and a depth that is not a whole
 * number ≥ 1.
 */
export declare function richInterpolant(problem: RichLimitProblem): Float64Array<ArrayBuffer>;
/**
 * A start with the given product whose layers are balanced in every direction, as {@link richInterpolant} assumes: with
 * Ŵ_l = W_l/√η_l and β̂ the direction of β, D − 1 square layers Ŵ_l = √−δ̂ I + (s − √−δ̂) β̂β̂ᵀ and the readout
 * √(s² + δ̂) β̂, δ̂ = δ/(η_{D−1} η_D). Of the matrices of {@link deepLinearConserved} the last is δI and all others are 0;
 * as δ → 0 from below, flow from here ends at the rich limit, for all rates.
 *
 * Source: arXiv 2406.06158, Theorem B.10, with learning rates: in Ŵ the flow is that of unit rates.
 *
 * @example
 * const start = isotropicStart([0, 1], -1e-6, { depth: 3 }) // { widths: [2, 2, 2, 1] }
 * deepLinearOutputs({ widths: start.widths, W: start.W0 }, [3, 4]) // [4]
 *
 * @param beta the product, length d, not 0.
 * @param delta below 0, or 0: with one output and more than one neuron W_{L+1}ᵀW_{L+1} cannot exceed W_LW_Lᵀ in every
 * direction.
 * @returns a start for {@link flowDeepLinear}, learning rates included.
 * @throws LazyrichError for β = 0, δ > 0, entries that are not finite, a depth below 2 and rates that are not positive.
 */
export declare function isotropicStart(beta: ArrayLike<number>, delta: number, options: IsotropicOptions): {
  widths: number[];
  W0: Float64Array<ArrayBuffer>[];
  learningRate: number[];
};

// ---- deep-linear/spectrum.d.ts ----
/**
 * Singular values of a matrix, largest first: the strengths of the modes that a linear network has learned so far. From
 * a small start they are learned one after another, the target's strongest first, with a plateau in the loss before
 * each (Saxe, McClelland and Ganguli 2014).
 *
 * @example
 * singularValues([3, 0, 0, -4], 2) // [4, 3]
 *
 * @param matrix any shape, row-major, as {@link DeepLinearSystem.product} or a row of `product` of a flow gives it.
 * @param rows for a product, the number of outputs.
 * @returns min(rows, columns) numbers ≥ 0.
 * @throws LazyrichError for a number of entries that is not a multiple of `rows`, and entries that are not finite.
 */
export declare function singularValues(matrix: ArrayLike<number>, rows: number): Float64Array<ArrayBuffer>;

// ---- deep-linear/start.d.ts ----
import { RandomStream } from "../random/stream.js";
import { LayerRates } from "./problem.js";
/** What a random start leaves open. */
export interface DeepLinearStartOptions {
  /** Size of every layer, above 0; 1 if left out. */
  readonly scale?: number | undefined;
  /** η_l of each layer, or one for all; 1 if left out. They do not change what is drawn. */
  readonly learningRate?: LayerRates | undefined;
}
/**
 * A random start of a deep linear network: the entries of W_l are normal with mean 0 and standard deviation
 * scale/√(inputs of the layer), its fan-in, so that with scale 1 a layer keeps the mean square of its inputs. Small
 * scales are rich, with a plateau before each mode; at depth L the product is of the order of scale^L.
 *
 * Source: LeCun, Bottou, Orr and Müller 1998, Efficient BackProp, section 4.6 (1/√(fan-in)); Saxe, McClelland and
 * Ganguli 2014 for deep linear networks.
 *
 * @example
 * const start = deepLinearStart(randomStream(0, 'student'), [3, 4, 2], { scale: 0.1, learningRate: 0.5 })
 * start.learningRate // [0.5, 0.5]
 * flowDeepLinear({ ...start, X: [1, 0, 0, 0, 1, 0], Y: [1, 0, 0, 2] }, [200]).loss // [0]
 *
 * @param widths inputs, hidden layers, outputs: two or more whole numbers above 0.
 * @returns a start for {@link flowDeepLinear} and {@link deepLinearDescent}, learning rates included.
 * @throws LazyrichError for what is no stream, widths that are none, and a scale or rates that are not positive.
 */
export declare function deepLinearStart(random: RandomStream, widths: ArrayLike<number>, options?: DeepLinearStartOptions): {
  widths: number[];
  W0: Float64Array<ArrayBuffer>[];
  learningRate: number[];
};

// ---- deep-linear/system.d.ts ----
import { RightHandSide } from "../integrate/solver.js";
import { DeepLinearProblem } from "./problem.js";
/**
 * A deep linear network as a differential equation. A state holds all weights, layer after layer, each row-major, in
 * one list of length Σ_l widths[l + 1]·widths[l]; one of another length, and a buffer that is no Float64Array, are
 * refused with a LazyrichError. Entries of a state that are not finite give what is not finite.
 */
export interface DeepLinearSystem {
  readonly widths: readonly number[];
  /** η_l of each layer. */
  readonly learningRate: readonly number[];
  /** The state that the problem starts from, copied. */
  readonly start: Float64Array<ArrayBuffer>;
  /** Gradient flow: writes −η_l ∂L/∂W_l. */
  readonly flow: RightHandSide;
  /** Writes ∂L/∂W_l into `into`, laid out like a state; returns the loss. */
  gradient(state: ArrayLike<number>, into: Float64Array): number;
  loss(state: ArrayLike<number>): number;
  /** Writes W_L … W_1, shape [outputs, inputs], into `into`, and returns it. */
  product(state: ArrayLike<number>): Float64Array<ArrayBuffer>;
  product<Into extends Float64Array>(state: ArrayLike<number>, into: Into): Into;
  /** The weights of every layer as views of a state: writing to them changes it. */
  layers<Memory extends ArrayBufferLike>(state: Float64Array<Memory>): Float64Array<Memory>[];
}
/**
 * Loss, gradient and gradient flow of f(x) = W_L … W_1 x, for any depth and widths, ready to be stepped:
 *
 *     G = ∂L/∂P = 2c (P Xᵀ − Yᵀ) X,   P = W_L … W_1,   ∂L/∂W_l = (W_L … W_{l+1})ᵀ G (W_{l−1} … W_1)ᵀ
 *
 * with L = c Σ‖f(x_i) − y_i‖², c = 1/(2n) (`half-mean`) unless the problem says otherwise. The data are reduced once to
 * rank(X) rows, so that n costs nothing after that. One evaluation is one product chain from the outputs down and one
 * from G up: 3 outputs · (number of weights) + 2 rank · inputs · outputs multiply-adds; nothing is allocated. The floor
 * is reading the weights three times.
 *
 * Source: Saxe, McClelland and Ganguli 2014; arXiv 2406.06158, appendix B.
 *
 * @example
 * const net = deepLinearSystem({ widths: [2, 2, 1], W0: [[1, 0, 0, 1], [1, 1]], X: [1, 0, 0, 1], Y: [2, 0] })
 * net.product(net.start) // [1, 1]
 * net.loss(net.start) // 0.5
 * const gradient = new Float64Array(net.start.length)
 * net.gradient(net.start, gradient)
 * gradient // [-0.5, 0.5, -0.5, 0.5, -0.5, 0.5]
 *
 * @throws LazyrichError for shapes that do not fit, entries that are not finite, rates that are not positive.
 */
export declare function deepLinearSystem(problem: DeepLinearProblem): DeepLinearSystem;

// ---- errors.d.ts ----
/**
 * A caller's mistake: the message names the argument, what came and what is accepted. The only class that
 * `@lazyrich/core` throws on purpose.
 */
export declare class LazyrichError extends Error {
  override readonly name = "LazyrichError";
}

// ---- experiments/activation-regions.d.ts ----
import { Experiment } from "../port/experiment.js";
/** How a two-layer ReLU network partitions the plane while it learns an XOR-like task: Figs. 5a and 9 of the paper. */
export declare const activationRegionsExperiment: Experiment;

// ---- experiments/basins.d.ts ----
import { Experiment } from "../port/experiment.js";
/** Two starts very close together, on either side of the surface between the basins: Fig. 7 of the paper. */
export declare const basins: Experiment;

// ---- experiments/deep-linear.d.ts ----
import { Experiment } from "../port/experiment.js";
/** Deep linear networks learn their target one mode after another: saddle-to-saddle plateaus, and what α does to them. */
export declare const deepLinear: Experiment;

// ---- experiments/exact-check.d.ts ----
import { Experiment } from "../port/experiment.js";
/** The closed form of one neuron against integration, entry by entry: Fig. 8 of the paper. */
export declare const exactCheck: Experiment;

// ---- experiments/implicit-bias.d.ts ----
import { Experiment } from "../port/experiment.js";
/** Which of the many solutions of one equation each δ ends at: Fig. 4b of the paper. */
export declare const implicitBias: Experiment;

// ---- experiments/index.d.ts ----
import { Experiment } from "../port/experiment.js";
import { activationRegionsExperiment } from "./activation-regions.js";
import { basins } from "./basins.js";
import { deepLinear } from "./deep-linear.js";
import { exactCheck } from "./exact-check.js";
import { implicitBias } from "./implicit-bias.js";
import { neuronRace } from "./neuron-race.js";
import { phaseDiagram } from "./phase-diagram.js";
import { singleNeuron } from "./single-neuron.js";
import { wideLinear } from "./wide-linear.js";
import { LazyrichError } from "../errors.js";
/** The nine experiments of core: a registry in which each id is known to be there. */
export interface CoreExperiments {
  readonly [id: string]: Experiment;
  readonly "neuron-race": Experiment;
  readonly "single-neuron": Experiment;
  readonly "implicit-bias": Experiment;
  readonly basins: Experiment;
  readonly "exact-check": Experiment;
  readonly "wide-linear": Experiment;
  readonly "deep-linear": Experiment;
  readonly "activation-regions": Experiment;
  readonly "phase-diagram": Experiment;
}
/** The experiments of core by id, such as `coreExperiments['neuron-race']`; more may stand beside them in a registry. */
export declare const coreExperiments: CoreExperiments;
export { type Experiment, LazyrichError, activationRegionsExperiment, basins, deepLinear, exactCheck, implicitBias, neuronRace, phaseDiagram, singleNeuron, wideLinear };

// ---- experiments/neuron-race.d.ts ----
import { Experiment } from "../port/experiment.js";
/** Paths of a two-layer ReLU network's neurons towards their teacher's: Fig. 1a of the paper. */
export declare const neuronRace: Experiment;

// ---- experiments/phase-diagram.d.ts ----
import { Experiment } from "../port/experiment.js";
/** One cell of the paper's phase diagram (Fig. 1b): a run is one (τ, δ) at one seed. */
export declare const phaseDiagram: Experiment;

// ---- experiments/single-neuron.d.ts ----
import { Experiment } from "../port/experiment.js";
/** Numeric flow and closed form of one neuron, side by side: Figs. 2–4a of the paper. */
export declare const singleNeuron: Experiment;

// ---- experiments/wide-linear.d.ts ----
import { Experiment } from "../port/experiment.js";
/** Two-layer linear networks of any width, integrated and in closed form: how δ picks ℓ¹ or ℓ², rich or lazy. */
export declare const wideLinear: Experiment;

// ---- index.d.ts ----
import { DataProblem, Neuron, NeuronStart, WhitenedProblem, neuronDelta, neuronFromBeta, neuronOutputs } from "./single-neuron/neuron.js";
import { MirrorPotential, downstreamLimit, implicitBiasMinimizer, mirrorPotential, upstreamLimit } from "./single-neuron/implicit-bias.js";
import { ExactNeuron, exactNeuron } from "./single-neuron/exact/exact.js";
import { escapeTime, timeToLoss } from "./single-neuron/timescales.js";
import { FlowOptions, FlowStates, flowNeuron } from "./single-neuron/flow.js";
import { NeuronFate, interpolatingLimit, neuronFate } from "./single-neuron/limit.js";
import { KernelMeasures } from "./measures/kernel-measures.js";
import { NeuronObservables, neuronObservables } from "./single-neuron/observables.js";
import { NeuronRegime, neuronRegime } from "./single-neuron/regime.js";
import { NeuronState, NeuronStates } from "./single-neuron/states.js";
import { neuronKernel, neuronKernelMeasures } from "./single-neuron/kernel-measures.js";
import { neuronKernelDistance } from "./single-neuron/kernel.js";
import { neuronPreconditioner } from "./single-neuron/preconditioner.js";
import { SeparatingSurface, separatingSurface } from "./single-neuron/surface.js";
import { balancedLinearStart, linearFromBeta } from "./two-layer-linear/start.js";
import { ExactLinear, LinearStates, exactLinear } from "./two-layer-linear/exact.js";
import { LinearTask, exactLinearTasks } from "./two-layer-linear/tasks.js";
import { LinearFlow, flowLinear } from "./two-layer-linear/flow.js";
import { hyperbolicEntropy, hyperbolicMirror } from "./two-layer-linear/hyperbolic-entropy.js";
import { LinearDataProblem, LinearNetwork, LinearProblem, LinearStart } from "./two-layer-linear/problem.js";
import { LinearRegime, linearRegime } from "./two-layer-linear/regime.js";
import { LinearState } from "./two-layer-linear/states.js";
import { linearConserved, linearDelta } from "./two-layer-linear/conserved.js";
import { linearFactors } from "./two-layer-linear/factors.js";
import { linearKernelMeasures } from "./two-layer-linear/kernel.js";
import { linearOutputs } from "./two-layer-linear/outputs.js";
import { Chain, chainDeltas, chainFromBeta, chainOutputs } from "./deep-linear/chain.js";
import { ChainProblem, ChainState, ChainStates, flowChain } from "./deep-linear/chain-flow.js";
import { DeepLinearDescent, deepLinearDescent } from "./deep-linear/descent.js";
import { DeepLinearNetwork, DeepLinearProblem } from "./deep-linear/problem.js";
import { DeepLinearState, DeepLinearStates, flowDeepLinear } from "./deep-linear/flow.js";
import { deepLinearConserved } from "./deep-linear/conserved.js";
import { deepLinearKernelMeasures } from "./deep-linear/kernel.js";
import { deepLinearOutputs } from "./deep-linear/outputs.js";
import { deepLinearStart } from "./deep-linear/start.js";
import { richInterpolant } from "./deep-linear/rich-limit.js";
import { singularValues } from "./deep-linear/spectrum.js";
import { ActivationRegions, activationRegions } from "./two-layer-relu/regions.js";
import { activationPattern, hammingDistance } from "./two-layer-relu/pattern.js";
import { Regression, ReluNetwork, ReluWeights, cloneNetwork, reluDeltas, reluOutputs } from "./two-layer-relu/network.js";
import { flowRelu } from "./two-layer-relu/flow.js";
import { initializeRelu, mirroredStart, randomStart } from "./two-layer-relu/initialize.js";
import { KernelVariant } from "./two-layer-relu/gradient/gradient.js";
import { ReluDescent, reluDescent } from "./two-layer-relu/descent.js";
import { ReluDistances, ReluMeasures, reluMeasures } from "./two-layer-relu/measures.js";
import { ReluFlow, ReluFlowOptions } from "./two-layer-relu/flow-options.js";
import { ReluVelocities, reluVelocities } from "./two-layer-relu/velocities.js";
import { NetworkBalance, PairBalance, networkBalance } from "./balance/network-balance.js";
import { WeightLayer } from "./balance/layer.js";
import { deltaLedger } from "./ledger/neurons.js";
import { Ledger } from "./ledger/options.js";
import { WhitenedData, whiten } from "./data/whiten.js";
import { withBias } from "./data/with-bias.js";
import { LazyrichError } from "./errors.js";
import { FlowControl } from "./integrate/flow-control.js";
import { IntegrateOptions, Trajectory, integrate } from "./integrate/integrate.js";
import { LearningRate } from "./learning-rate.js";
import { Loss, convertFlowTime } from "./measures/loss.js";
import { kernelDistance } from "./measures/kernel-distance.js";
import { outputLoss } from "./measures/output-loss.js";
import { RandomStream, randomStream } from "./random/stream.js";
import { coreExperiments } from "./experiments/index.js";
import { Experiment, Run } from "./port/experiment.js";
import { Frame } from "./port/frame.js";
export { type ActivationRegions, type Chain, type ChainProblem, type ChainState, type ChainStates, type DataProblem, type DeepLinearDescent, type DeepLinearNetwork, type DeepLinearProblem, type DeepLinearState, type DeepLinearStates, type ExactLinear, type ExactNeuron, type Experiment, type FlowControl, type FlowOptions, type FlowStates, type Frame, type IntegrateOptions, type KernelMeasures, type KernelVariant, LazyrichError, type LearningRate, type Ledger, type LinearDataProblem, type LinearFlow, type LinearNetwork, type LinearProblem, type LinearRegime, type LinearStart, type LinearState, type LinearStates, type LinearTask, type Loss, type MirrorPotential, type NetworkBalance, type Neuron, type NeuronFate, type NeuronObservables, type NeuronRegime, type NeuronStart, type NeuronState, type NeuronStates, type PairBalance, type RandomStream, type Regression, type ReluDescent, type ReluDistances, type ReluFlow, type ReluFlowOptions, type ReluMeasures, type ReluNetwork, type ReluVelocities, type ReluWeights, type Run, type SeparatingSurface, type Trajectory, type WeightLayer, type WhitenedData, type WhitenedProblem, activationPattern, activationRegions, balancedLinearStart, chainDeltas, chainFromBeta, chainOutputs, cloneNetwork, convertFlowTime, coreExperiments, deepLinearConserved, deepLinearDescent, deepLinearKernelMeasures, deepLinearOutputs, deepLinearStart, deltaLedger, downstreamLimit, escapeTime, exactLinear, exactLinearTasks, exactNeuron, flowChain, flowDeepLinear, flowLinear, flowNeuron, flowRelu, hammingDistance, hyperbolicEntropy, hyperbolicMirror, implicitBiasMinimizer, initializeRelu, integrate, interpolatingLimit, kernelDistance, linearConserved, linearDelta, linearFactors, linearFromBeta, linearKernelMeasures, linearOutputs, linearRegime, mirrorPotential, mirroredStart, networkBalance, neuronDelta, neuronFate, neuronFromBeta, neuronKernel, neuronKernelDistance, neuronKernelMeasures, neuronObservables, neuronOutputs, neuronPreconditioner, neuronRegime, outputLoss, randomStart, randomStream, reluDeltas, reluDescent, reluMeasures, reluOutputs, reluVelocities, richInterpolant, separatingSurface, singularValues, timeToLoss, upstreamLimit, whiten, withBias };

// ---- integrate/dop853.d.ts ----
import { Solver } from "./solver.js";
import { Tableau } from "./tableau.js";
/**
 * Dormand and Prince's method of order 8 with error estimates of order 5 and 3 and a continuous extension of order 7,
 * which costs three evaluations more in the steps where it is asked for. 12 evaluations a step: the cheapest here for
 * tolerances below some 1e-8, where the problem is not stiff.
 *
 * Coefficients: E. Hairer's DOP853, as SciPy carries them (scipy/integrate/_ivp/dop853_coefficients.py); E. Hairer,
 * S. P. Nørsett, G. Wanner, Solving Ordinary Differential Equations I, second edition (1993), II.5, II.6 and II.10.
 *
 * @example
 * const spring: RightHandSide = (_t, y, into) => { into[0] = y[1]!; into[1] = -y[0]! }
 * integrate(spring, [0, 1], [Math.PI / 2], { solver: dop853, rtol: 1e-12, atol: 1e-14 }).states[0] // 1.000000000000…
 */
export declare const dop853: Tableau & Solver;

// ---- integrate/dormand-prince.d.ts ----
import { Solver } from "./solver.js";
import { Tableau } from "./tableau.js";
/**
 * Dormand and Prince's method of order 5 with an error estimate of order 4 and a continuous extension of order 4.
 *
 * The solver to start with: cheap steps, right for tolerances down to about 1e-8; {@link dop853} is cheaper below.
 *
 * J. R. Dormand, P. J. Prince, A family of embedded Runge-Kutta formulae, J. Comp. Appl. Math. 6 (1980) 19–26;
 * dense output: E. Hairer, S. P. Nørsett, G. Wanner, Solving Ordinary Differential Equations I, II.6.
 *
 * @example
 * integrate((_t, y, into) => { into[0] = -y[0]! }, [1], [1], { solver: dormandPrince }).states[0] // 0.36787944…
 */
export declare const dormandPrince: Tableau & Solver;

// ---- integrate/drift.d.ts ----
/** How far conserved quantities have moved from their start: the visible error of an integration. */
export interface Drift {
  /** The largest |c_i(t) − c_i(0)| over the quantities and the accepted steps. */
  readonly absolute: number;
  /** The same relative to the largest |c_i(0)|; Infinity where all start at 0 and one has moved. */
  readonly relative: number;
}

// ---- integrate/events.d.ts ----
/** A function of time and state whose changes of sign are sought: a loss that is reached, a sign that turns. */
export interface EventFunction {
  /** g(t, y), continuous; `y` is only lent. NaN crosses nothing. */
  readonly value: (t: number, y: Float64Array) => number;
  /** 1: only where g rises through 0; −1: only where it falls; 0 or left out: both. */
  readonly direction?: 1 | 0 | -1 | undefined;
  /** Ends the integration there. */
  readonly stop?: boolean | undefined;
}
/** A change of sign that was found. */
export interface EventCrossing {
  /** Which of the event functions. */
  readonly index: number;
  readonly t: number;
  readonly y: Float64Array<ArrayBuffer>;
}

// ---- integrate/flow-control.d.ts ----
/** What may be asked of a flow that a family integrates itself: tolerances, a step budget, an abort. */
export interface FlowControl {
  /** Relative tolerance, one or one for each component. */
  readonly rtol?: number | ArrayLike<number> | undefined;
  /** Absolute tolerance, one or one for each component. */
  readonly atol?: number | ArrayLike<number> | undefined;
  /** Accepted steps at most; 1e6 if left out. */
  readonly maxSteps?: number | undefined;
  /** An `AbortSignal`, or anything with its `aborted`: looked at before each step. */
  readonly signal?: {
    readonly aborted: boolean;
  } | undefined;
}
/**
 * How a flow came to its end. `complete`; `budget`: the step budget is used up; `aborted`: by the signal; `singular`: no
 * step is small enough; `non-finite`: the right-hand side or the state stops being finite.
 */
export type FlowReason = "complete" | "budget" | "aborted" | "singular" | "non-finite";

// ---- integrate/implicit-extrapolation.d.ts ----
import { Solver } from "./solver.js";
/**
 * For stiff problems: the linearly implicit Euler method, (I − hJ) Δ = h f(t + h, y), in 2, 3, 4, 6, 8, 12, 16 and 24
 * substeps, extrapolated to order 8, with a continuous extension of order 6. R(∞) = 0, and stable in all but a sliver
 * of the left half plane. A step costs 75 evaluations, a Jacobian, 8 factorizations (n³/3) and 75 solutions (n²).
 *
 * Why not Radau IIA of order 5: its error estimate is of order 3. Van der Pol's equation at μ = 1e6 to t = 2 costs it
 * 8,333 steps at a tolerance of 1e-10 (SciPy), and this method 820, 2,528 at 1e-11, 7,454 at 1e-12. Extrapolation
 * multiplies rounding: relative tolerances below 1e-12 end in ever shorter steps. (Sequences with less spread, such as
 * 4, 5, … 11, multiply it more and stall at 1e-11; 1, 2, 3, 4, 6, … takes twice the steps.)
 *
 * Source: P. Deuflhard, Recent progress in extrapolation methods for ordinary differential equations, SIAM Review 27
 * (1985); E. Hairer, G. Wanner, Solving Ordinary Differential Equations II, IV.9; dense output: E. Hairer, A.
 * Ostermann, Dense output for extrapolation methods, Numer. Math. 58 (1990), from differences at the end of the step.
 *
 * @example
 * const fast: RightHandSide = (t, y, into) => { into[0] = -1e6 * (y[0]! - Math.cos(t)) }
 * const { states, counts } = integrate(fast, [0], [1], { solver: implicitExtrapolation })
 * states[0] // 0.54030…, cos 1 and 1e-6 sin 1, in counts.accepted = 46 steps
 */
export declare const implicitExtrapolation: Solver;

// ---- integrate/index.d.ts ----
import { Drift } from "./drift.js";
import { EventCrossing, EventFunction } from "./events.js";
import { FlowControl, FlowReason } from "./flow-control.js";
import { IntegrateOptions, Trajectory, integrate } from "./integrate.js";
import { createIntegrator, resumeIntegrator } from "./integrator.js";
import { Jacobian, LinearSystem } from "./linear-system.js";
import { Integrator, IntegratorCounts, IntegratorOptions, RightHandSide, Solver, SolverSettings } from "./solver.js";
import { LazyrichError } from "../errors.js";
import { dop853 } from "./dop853.js";
import { dormandPrince } from "./dormand-prince.js";
import { implicitExtrapolation } from "./implicit-extrapolation.js";
import { rungeKuttaChebyshev } from "./rkc.js";
import { Tableau } from "./tableau.js";
export { type Drift, type EventCrossing, type EventFunction, type FlowControl, type FlowReason, type IntegrateOptions, type Integrator, type IntegratorCounts, type IntegratorOptions, type Jacobian, LazyrichError, type LinearSystem, type RightHandSide, type Solver, type SolverSettings, type Tableau, type Trajectory, createIntegrator, dop853, dormandPrince, implicitExtrapolation, integrate, resumeIntegrator, rungeKuttaChebyshev };

// ---- integrate/integrate.d.ts ----
import { Drift } from "./drift.js";
import { EventCrossing, EventFunction } from "./events.js";
import { FlowReason } from "./flow-control.js";
import { IntegratorCounts, IntegratorOptions, RightHandSide } from "./solver.js";
export interface IntegrateOptions extends IntegratorOptions {
  /** Accepted steps at most; 1e6 if left out. */
  readonly maxSteps?: number | undefined;
  /**
   * `land`: a step ends at each of the times, so that no interpolation error is added; `interpolate`: the steps are the
   * solver's own and states at the times come from its dense output, which is cheaper where times lie closer than
   * steps. `land` if left out. Measured on an oscillator, 1,000 times in 10 units at 1e-10, evaluations and error:
   * DOP853 11,990 and 1e-15 against 587 and 5e-11; Dormand-Prince 5,996 and 3e-13 against 1,808 and 1e-10.
   */
  readonly output?: "land" | "interpolate" | undefined;
  /** Functions of time and state whose sign changes are located, to the accuracy of the dense output. */
  readonly events?: readonly EventFunction[] | undefined;
  /** Quantities that the true flow conserves: their drift is followed from one accepted step to the next. */
  readonly conserved?: ((y: Float64Array) => ArrayLike<number>) | undefined;
  /** An `AbortSignal`, or anything with its `aborted`: looked at before each step. */
  readonly signal?: {
    readonly aborted: boolean;
  } | undefined;
}
/** States at the times that were asked for, and how the integration went. */
export interface Trajectory {
  /** Row i is the state at times[i]: shape [times.length, y0.length]. Rows that were not reached are NaN. */
  readonly states: Float64Array<ArrayBuffer>;
  /**
   * The state at times[i], a view.
   *
   * @throws LazyrichError unless i is a whole number from 0 to times.length − 1.
   */
  at(i: number): Float64Array<ArrayBuffer>;
  /** How many of the times were reached: the earliest of them. */
  readonly reached: number;
  /** As for any flow, or `event`: one that stops. */
  readonly reason: FlowReason | "event";
  /** The last good state and its time, whatever the reason. */
  readonly last: {
    readonly t: number;
    readonly y: Float64Array<ArrayBuffer>;
  };
  /** In the order of time. */
  readonly events: readonly EventCrossing[];
  /** Undefined where nothing conserved was named. */
  readonly drift: Drift | undefined;
  readonly counts: IntegratorCounts;
}
/**
 * Integrates dy/dt = f(t, y) from t = 0 and gives the state at each of `times` (≥ 0, in any order).
 *
 * The error of each step is kept below atol + rtol |y| (root mean square over the components); the error at the end is
 * some small multiple of that, more where the flow itself separates neighbours. A conserved quantity shows it.
 *
 * The method is {@link dormandPrince} unless the options name another solver.
 *
 * @param y0 state at t = 0, length ≥ 1; copied.
 * @param times any unit of time that f means; in any order, repeated ones too.
 * @throws LazyrichError for an f that is no function or returns the derivative, a start that is empty or not finite,
 * times that are negative or not finite, options that are unknown or out of range.
 * @example
 * const pendulum: RightHandSide = (_t, y, into) => { into[0] = y[1]!; into[1] = -Math.sin(y[0]!) }
 * const energy = (y: Float64Array) => [y[1]! ** 2 / 2 - Math.cos(y[0]!)]
 * const path = integrate(pendulum, [1, 0], [1, 2], { events: [{ value: (_t, y) => y[0]! }], conserved: energy })
 * path.events[0]?.t // 1.675…, a quarter of the period
 */
export declare function integrate(f: RightHandSide, y0: ArrayLike<number>, times: ArrayLike<number>, options?: IntegrateOptions): Trajectory;

// ---- integrate/integrator.d.ts ----
import { Integrator, IntegratorOptions, RightHandSide } from "./solver.js";
/**
 * An adaptive integrator of dy/dt = f(t, y), to be stepped by hand: {@link integrate} drives one to given times. The
 * root mean square of error / (atol + rtol |y|) over the components is kept below 1 in every step, or the length of the
 * error below that of atol + rtol |y| (`norm`).
 *
 * @param f writes dy/dt into its third argument.
 * @param y0 state at `t0`, any length ≥ 1; copied.
 * @throws LazyrichError for an f that is no function or returns the derivative, tolerances that are not positive or of
 * another length, a start that is not finite, unknown options.
 * @example
 * const decay = createIntegrator((_t, y, into) => { into[0] = -y[0]! }, 0, [1])
 * while (decay.t < 1) decay.step(1)
 * decay.y[0] // 0.36787944…
 */
export declare function createIntegrator(f: RightHandSide, t0: number, y0: ArrayLike<number>, options?: IntegratorOptions): Integrator;
/**
 * An integrator that continues bit for bit from where `state()` was taken, with the same right-hand side and options.
 *
 * @param state what `state()` gave, a Float64Array; its length is the solver's own.
 * @throws LazyrichError for a list of any other kind, or one whose length fits no dimension of the solver, or whose time
 * or y is not finite; for options as {@link createIntegrator} does.
 * @example
 * const growth: RightHandSide = (_t, y, into) => { into[0] = y[0]! }
 * const half = createIntegrator(growth, 0, [1])
 * while (half.t < 0.5) half.step(0.5)
 * resumeIntegrator(growth, half.state()).t // 0.5
 */
export declare function resumeIntegrator(f: RightHandSide, state: Float64Array, options?: IntegratorOptions): Integrator;

// ---- integrate/linear-system.d.ts ----
/** ∂f/∂y at (t, y): writes row i, column j to `into[i * y.length + j]`. */
export type Jacobian = (t: number, y: Float64Array, into: Float64Array) => void;
/** The linear equations (I − h J) x = b of an implicit step, for problems whose Jacobian has a structure of its own. */
export interface LinearSystem {
  /** Takes J = ∂f/∂y at (t, y). */
  at(t: number, y: Float64Array): void;
  /** Prepares for one h; false where I − h J is singular or not finite. */
  factor(h: number): boolean;
  /** Solves in place. */
  solve(b: Float64Array): void;
}

// ---- integrate/rkc.d.ts ----
import { Solver } from "./solver.js";
/**
 * The stabilized second-order method of Sommeijer, Shampine and Verwer: as many stages of Chebyshev's recursion as the
 * step and the spectral radius ρ of ∂f/∂y ask for, s ≈ √(1.54 h ρ), so that a stiff step costs √(hρ) evaluations where
 * other explicit methods take hρ/3. For problems whose stiff part decays without oscillating (eigenvalues near the
 * negative real axis: diffusion, gradient flow), at tolerances of 1e-2 to 1e-6; nothing is factored, and no Jacobian is
 * needed. Also where f jumps a little, as at the kinks of piecewise linear networks: methods of high order struggle.
 *
 * Source: Sommeijer, Shampine, Verwer, RKC: an explicit solver for parabolic PDEs, J. Comput. Appl. Math. 88 (1998).
 *
 * @example
 * const decay: RightHandSide = (_t, y, into) => { into[0] = -1000 * (y[0]! - 1) }
 * const options = { solver: rungeKuttaChebyshev, rtol: 1e-4, atol: 1e-4 }
 * integrate(decay, [0], [1, 10], options).counts.evaluations // 526, where dormandPrince takes 18,230
 */
export declare const rungeKuttaChebyshev: Solver;

// ---- integrate/solver.d.ts ----
import { Jacobian, LinearSystem } from "./linear-system.js";
/** dy/dt = f(t, y): writes the derivative into `into`. */
export type RightHandSide = (t: number, y: Float64Array, into: Float64Array) => void;
export interface IntegratorOptions {
  /** Relative tolerance, one for all components or one each; 1e-8 if left out. */
  readonly rtol?: number | ArrayLike<number> | undefined;
  /** Absolute tolerance, one for all components or one each; 1e-10 if left out. */
  readonly atol?: number | ArrayLike<number> | undefined;
  /**
   * What an error is measured by: `components`, if left out, the root mean square of every component's error in its own
   * tolerance; `whole`, the length of the error relative to that of all tolerances, for states whose components are of
   * one kind, where small ones need no more digits than large ones (the weights of a network).
   */
  readonly norm?: "components" | "whole" | undefined;
  /** {@link dormandPrince} if left out. */
  readonly solver?: Solver | undefined;
  /**
   * For implicit solvers: the Jacobian, or the solution of the linear equations with it where it has a structure.
   * They difference f if it is left out; other solvers ignore it.
   */
  readonly jacobian?: Jacobian | LinearSystem | undefined;
}
/** What an integrator has done so far. */
export interface IntegratorCounts {
  readonly accepted: number;
  readonly rejected: number;
  /** Calls of the right-hand side, including those for a differenced Jacobian. */
  readonly evaluations: number;
}
/** A solver in the middle of a flow: one step at a time, with the solution in between. */
export interface Integrator {
  /** The time reached. */
  readonly t: number;
  /** The state there; a view that the next step overwrites. */
  readonly y: Float64Array<ArrayBuffer>;
  /** Where the last step began: {@link interpolate} accepts times from here to `t`. */
  readonly from: number;
  readonly counts: IntegratorCounts;
  /** Why `step` returned false: no step is small enough, or the right-hand side is no longer finite. */
  readonly failure: "singular" | "non-finite" | undefined;
  /**
   * Takes one accepted step, not beyond `limit`. False, with `t` and `y` as they were, where none can be taken.
   *
   * @throws LazyrichError for a limit that is no number.
   */
  step(limit: number): boolean;
  /**
   * The solution at a time within the last step, by the solver's continuous extension.
   *
   * @param into a Float64Array of `y`'s length or more.
   * @throws LazyrichError for a time outside it, or a buffer of another kind or too short.
   */
  interpolate(t: number, into: Float64Array): void;
  /** All that continuing bit for bit needs, for {@link resumeIntegrator}. */
  state(): Float64Array<ArrayBuffer>;
}
/** Tolerances of each component, what errors are measured by, and the Jacobian if there is one. */
export interface SolverSettings {
  readonly rtol: Float64Array;
  readonly atol: Float64Array;
  readonly norm: "components" | "whole";
  readonly jacobian: Jacobian | LinearSystem | undefined;
}
/** A method of integration: what {@link createIntegrator} and {@link integrate} step. */
export interface Solver {
  readonly name: string;
  readonly reference: string;
  /** Order of the solution that is carried on. */
  readonly order: number;
  /** Order of the solution in between. */
  readonly denseOrder: number;
  /** How many numbers {@link Integrator.state} holds for a problem of that dimension. */
  stateLength(dimension: number): number;
  /** Starts at (t0, y0), or where `resumed`, a `state()` of that length, was taken; `y0` may be kept and changed. */
  begin(f: RightHandSide, t0: number, y0: Float64Array<ArrayBuffer>, settings: SolverSettings, resumed?: Float64Array | undefined): Integrator;
}

// ---- integrate/tableau.d.ts ----
/** An explicit Runge-Kutta method as data; {@link explicitRungeKutta} makes a solver of it. */
export interface Tableau {
  readonly name: string;
  readonly reference: string;
  /** Order of the solution that is carried on. */
  readonly order: number;
  /** Order of the solution in between. */
  readonly denseOrder: number;
  /** Stage i is evaluated at t + c_i h … */
  readonly c: readonly number[];
  /**
   * … and y + h Σ_j a_ij k_j. The last row before those of `extra` is the solution itself (first same as last).
   */
  readonly a: readonly (readonly number[])[];
  /** The error estimate is h Σ e_j k_j. */
  readonly e: readonly number[];
  /** A second one, of lower order, of those methods that weigh two: e²/√(e² + 0.01 e₂²) is then kept below 1. */
  readonly e2?: readonly number[];
  /** The last rows of `a` that only the dense output needs; 0 if left out. */
  readonly extra?: number;
  /** The last coefficients of the dense output are h Σ d_ij k_j. */
  readonly d: readonly (readonly number[])[];
}

// ---- learning-rate.d.ts ----
/** The rates of the readout and of the input weights, each above 0. */
export interface Rates {
  readonly a: number;
  readonly w: number;
}
/** Learning rates of a two-layer network: one number for both layers, or `{ a, w }`; 1 where it is left out. */
export type LearningRate = number | Rates;

// ---- ledger/index.d.ts ----
import { LazyrichError } from "../errors.js";
import { LearningRate, Rates } from "../learning-rate.js";
import { linearDeltaLedger } from "./linear-pair.js";
import { deltaLedger } from "./neurons.js";
import { DeltaLedgerOptions, DeltaLedgerStep, Ledger } from "./options.js";
export { type DeltaLedgerOptions, type DeltaLedgerStep, LazyrichError, type LearningRate, type Ledger, type Rates, deltaLedger, linearDeltaLedger };

// ---- ledger/linear-pair.d.ts ----
import { DeltaLedgerOptions, Ledger } from "./options.js";
/**
 * The same for two linear layers, f(x) = AᵀWx with A of shape [h, c] and W of shape [h, d]: what descent does to the
 * whole matrix Δ = AAᵀ − WWᵀ that gradient flow conserves. A step of size η with decoupled weight decay λ makes it
 *
 *     Δ′ = (1 − ηλ)² Δ + η² (G_A G_Aᵀ − G_W G_Wᵀ)
 *
 * with the gradients G_A, G_W of the step's batch. Momentum, decay in the gradient and layer rates (Δ = η_W AAᵀ − η_A
 * WWᵀ) as in `deltaLedger`, entry by entry. h²(c + d) multiply-adds a step.
 *
 * Source: from A GᵀWᵀ = A (WG)ᵀ for G = ∂L/∂(WᵀA), so that the terms of first order cancel; Du, Hu and Lee 2018.
 *
 * @example
 * const pair = linearDeltaLedger({ delta: [1, 0, 0, 1] }) // h = 2
 * pair.step({ stepSize: 0.1, a: [2, 0], w: [1, 1, 0, 1] }) // [1.02, -0.01, -0.01, 0.99]
 *
 * @param options Δ at the start, shape [h, h], row-major, and the optimizer's settings.
 * @returns a ledger whose `step` takes the matrices G_A, shape [h, c], and G_W, shape [h, d] (velocities, with momentum).
 * @throws LazyrichError for options it does not know, Δ that is not square, numbers that are not finite, momentum
 * outside [0, 1), decay below 0, and decay with layer rates that differ.
 */
export declare function linearDeltaLedger(options: DeltaLedgerOptions<ArrayLike<number>>): Ledger<ArrayLike<number>, Float64Array<ArrayBuffer>>;

// ---- ledger/neurons.d.ts ----
import { DeltaLedgerOptions, Ledger } from "./options.js";
/**
 * What descent does to δ = a² − ‖w‖² of one neuron, or of every neuron of a layer: exactly, step by step, from norms
 * alone. Gradient flow conserves δ; a step of size η with batch gradients g_a, g_w and decoupled weight decay λ makes it
 *
 *     δ′ = (1 − ηλ)² δ + η² (g_a² − ‖g_w‖²)
 *
 * Decay shrinks it, and steps push it by the difference of squared gradients, noise of the batch included. Where the two
 * balance, δ is about η E[g_a² − ‖g_w‖²]/(2λ). Heavy-ball momentum keeps two more numbers per neuron; its law and that
 * of decay in the gradient are in the source, `ledger/law.ts`. They hold for every loss, batch and schedule, wherever σ
 * is positively homogeneous (ReLU, leaky ReLU, none), with biases counted into w; a may stand for all outgoing weights
 * of a neuron, w for all incoming ones. The first step is taken to be the optimizer's first, with velocity 0 before it.
 * Nesterov's step, Adam and AdamW have no such law: measure δ there.
 *
 * Source: from the symmetry a → a/c, w → cw (Du, Hu and Lee 2018; Kunin et al. 2021, Neural mechanics); for where
 * descent and decay balance compare Ziyin et al. 2023.
 *
 * @example
 * const ledger = deltaLedger({ delta: [1, -3], weightDecay: 0.01 })
 * // After each optimizer step: |g_a| and ‖g_w‖ of every neuron, as the step used them.
 * ledger.step({ stepSize: 0.1, a: [2, 0], w: [1, 4] }) // [1.028001, -3.154003]
 *
 * @example
 * const neuron = deltaLedger({ delta: 2, momentum: 0.9 })
 * neuron.step({ stepSize: 0.1, a: 1, w: 0 }) // 2.01
 * neuron.step({ stepSize: 0.1, a: 1.5, w: 0 }) // 2.0505, from the velocity: the second gradient was 0.6
 *
 * @param options δ at the start, a number or a list with an entry for each neuron, and the optimizer's settings.
 * @returns a ledger whose `step` takes and gives numbers for a number, lists for a list.
 * @throws LazyrichError for options it does not know, numbers that are not finite, momentum outside [0, 1), decay below
 * 0, and decay with layer rates that differ.
 */
export declare function deltaLedger(options: DeltaLedgerOptions<number>): Ledger<number, number>;
export declare function deltaLedger(options: DeltaLedgerOptions<ArrayLike<number>>): Ledger<ArrayLike<number>, Float64Array<ArrayBuffer>>;

// ---- ledger/options.d.ts ----
import { LearningRate } from "../learning-rate.js";
/** The start of a ledger, and the descent whose steps it is told. */
export interface DeltaLedgerOptions<Delta> {
  /** δ before the first step: a number for one neuron, a list for a layer, Δ for a linear pair. */
  readonly delta: Delta;
  /** μ of v′ = μv + g, from 0 up to but not including 1; 0 if left out. Dampening and Nesterov's step have no such law. */
  readonly momentum?: number | undefined;
  /** λ ≥ 0, of both layers; 0 if left out. */
  readonly weightDecay?: number | undefined;
  /**
   * `decoupled` if left out: θ′ = (1 − ηλ)θ − ηv′. `gradient`: λθ is added to the gradient, as `weight_decay` of
   * PyTorch's `SGD` does.
   */
  readonly decay?: "decoupled" | "gradient" | undefined;
  /**
   * {a: η_a, w: η_w}, 1 each if left out: factors of every step's learning rate where the layers learn at different
   * speeds. δ then means η_w a² − η_a‖w‖². With decay they must be equal.
   */
  readonly learningRate?: LearningRate | undefined;
}
/**
 * What one step subtracts from the weights, over its learning rate (and its layer's): the gradient of its batch; with
 * momentum, the velocity after the step (`momentum_buffer` in PyTorch); with decay in the gradient, λθ included.
 */
export interface DeltaLedgerStep<Norms> {
  /** η of this step, ≥ 0. */
  readonly stepSize: number;
  /** Of the readouts. */
  readonly a: Norms;
  /** Of the input weights, biases included. */
  readonly w: Norms;
}
/** δ along a descent, by norms alone. */
export interface Ledger<Norms = number, Delta = Norms> {
  /** δ after the last step; a copy. */
  readonly delta: Delta;
  /**
   * Takes a step; returns δ after it.
   *
   * @throws LazyrichError for a learning rate below 0, and for norms that are not finite, below 0 or too many or few.
   */
  step(step: DeltaLedgerStep<Norms>): Delta;
}

// ---- measures/index.d.ts ----
import { LazyrichError } from "../errors.js";
import { kernelDistance } from "./kernel-distance.js";
import { Loss, convertFlowTime, lossFactor } from "./loss.js";
import { OutputLossOptions, outputLoss } from "./output-loss.js";
export { LazyrichError, type Loss, type OutputLossOptions, convertFlowTime, kernelDistance, lossFactor, outputLoss };

// ---- measures/kernel-distance.d.ts ----
/**
 * The kernel distance S = 1 − ⟨K₀, K_t⟩/(‖K₀‖‖K_t‖) between two kernels of the same inputs, from 0 (the kernel kept its
 * direction: lazy) to 1. Accumulated from differences in float64; 6 multiply-adds per entry, no memory.
 *
 * Source: arXiv 2406.06158, section 2 (after Fort et al. 2020).
 *
 * @example
 * kernelDistance([1, 0, 0, 1], [2, 0, 0, 2]) // 0, as only the size has changed
 * kernelDistance([1, 0, 0, 1], [1, 0, 0, 0]) // 0.29289…, 1 − 1/√2
 *
 * @param before K₀, any shape, entry by entry.
 * @param after K_t, of the same shape.
 * @returns S; NaN where a kernel is 0 or not finite.
 * @throws LazyrichError for anything but two lists of numbers of one length; nested lists are not flattened.
 */
export declare function kernelDistance(before: ArrayLike<number>, after: ArrayLike<number>): number;

// ---- measures/kernel-measures.d.ts ----
/** A tangent kernel K against that of the start, K₀, and against the targets; the same of every family. */
export interface KernelMeasures {
  /** S = 1 − ⟨K₀, K⟩/(‖K₀‖‖K‖): how far its direction is from the start's, from 0 to 1; NaN where either is 0. */
  readonly kernelDistance: number;
  /** ‖K‖_F. */
  readonly kernelNorm: number;
  /**
   * ⟨K, yyᵀ⟩/(‖K‖_F‖y‖²), y all targets in one list, from 0 to 1: near 1 where the kernel sees only the target; NaN
   * without one, and where K or y is 0.
   */
  readonly kernelAlignment: number;
}

// ---- measures/loss.d.ts ----
/**
 * How the residuals of n samples add up to a loss: `half-sum` is ½ Σ‖r_i‖², `mean` (1/n) Σ‖r_i‖² and `half-mean` (1/2n)
 * Σ‖r_i‖². The paper uses the first for its theory and the second for ReLU networks.
 */
export type Loss = "half-sum" | "mean" | "half-mean";
/**
 * The factor c of L = c Σ_i ‖f(x_i) − y_i‖²: ½, 1/n or 1/(2n).
 *
 * Source: the definition of {@link Loss}.
 *
 * @example
 * lossFactor('mean', 40) // 0.025
 *
 * @param samples n, a whole number above 0.
 * @throws LazyrichError for another loss or number of samples.
 */
export declare function lossFactor(loss: Loss, samples: number): number;
/**
 * Converts flow time under one loss to flow time under another: gradient flow follows the same path, faster where the
 * loss is larger, t_to = t_from c_from/c_to with the factors c of {@link lossFactor}.
 *
 * @example
 * convertFlowTime(10, 'mean', 'half-sum', 40) // 0.5
 *
 * @param samples n, the same for both.
 * @throws LazyrichError for another loss or number of samples, and a time that is not finite.
 */
export declare function convertFlowTime(time: number, from: Loss, to: Loss, samples: number): number;

// ---- measures/output-loss.d.ts ----
import { Loss } from "./loss.js";
/** How residuals add up. */
export interface OutputLossOptions {
  /** `mean` if left out, whatever loss the network was trained on. */
  readonly loss?: Loss | undefined;
  /** n: the number of targets if left out, as of a network with one output. */
  readonly samples?: number | undefined;
}
/**
 * The loss L = c Σ (f − y)² of any network's outputs against targets, with c by the kind of loss ({@link lossFactor}):
 * the loss on test data, or on the training data by another measure.
 *
 * @example
 * outputLoss(chainOutputs({ a: [2], w: [1, 0] }, [1, 5, 3, 0]), [1, 5]) // 1, the mean of 1² and 1²
 * outputLoss([1, 2, 3, 4], [0, 0, 0, 0], { loss: 'half-sum', samples: 2 }) // 15: of two outputs each
 *
 * @param outputs of the network, sample by sample; NaN where it has diverged gives NaN.
 * @param targets in the same order.
 * @throws LazyrichError for lengths that differ, targets that are not finite, another loss, and samples that the
 * targets cannot be dealt out to.
 */
export declare function outputLoss(outputs: ArrayLike<number>, targets: ArrayLike<number>, options?: OutputLossOptions): number;

// ---- port/client.d.ts ----
import { Computation, Snapshot, Started } from "./experiment.js";
import { Frame, Progress } from "./frame.js";
import { Channel, Command, Outcome, Report, RunRequest } from "./protocol.js";
/**
 * What a client is told of a run, never before `start` has returned, and one thing after another: whatever a listener
 * does meanwhile, it is called again only once it has returned and, where it gave a promise, that has settled. Where any
 * of it but `end` throws or rejects, the run is stopped and fails with that message.
 */
export interface RunListener {
  /** Called once, first. */
  started?(started: Started): void;
  /** Called once, before the first batch: what computes the run. */
  computing?(computation: Computation): void;
  /** Frames in order. The host goes on once this has returned (or resolved) for earlier batches. */
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
  /**
   * The state between two events, or undefined if the run has ended by then. It comes after the frames before it: a
   * listener that waits for it before it has taken those in waits for ever.
   */
  snapshot(): Promise<Snapshot | undefined>;
}
/** Starts runs at the other end of a port. */
export interface Client {
  start(request: RunRequest, listener: RunListener): RemoteRun;
  /** To be called when the other end is gone: every run that has not ended fails with that message. */
  lost(message: string): void;
}
/**
 * The client's half of the worker protocol; {@link serve} is the other.
 *
 * @example
 * const wait = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds))
 * const [here, there] = portPair<Report, Command>(() => wait(0))
 * serve(there, coreExperiments, { now: () => performance.now(), turn: () => wait(0), wait })
 * const request = { experiment: 'basins', parameters: { delta: -2 }, seed: 0 }
 * connect(here).start(request, { batch: (frames) => console.log(frames.length), end: ({ reason }) => console.log(reason) })
 */
export declare function connect(port: Channel<Report, Command>): Client;

// ---- port/define-experiment.d.ts ----
import { Definition, Experiment } from "./experiment.js";
import { ParameterSchema } from "./parameter-kinds.js";
import { StateShape } from "./snapshot-state.js";
/**
 * Makes an {@link Experiment} of its definition: checks and completes the parameters, the seed and the snapshot before
 * `begin` sees them, so that no experiment has to; labels the runs of presets; lets no frame pass that does not carry
 * what is described.
 *
 * @example
 * const decay = defineExperiment({
 *   id: 'decay',
 *   title: 'Decay',
 *   shows: 'x = exp(−rate · step)',
 *   revision: 1,
 *   axis: 'step',
 *   extent: ({ steps }) => steps,
 *   parameters: { rate: number('rate', 1, { min: 0 }), steps: number('steps', 10, { integer: true }) },
 *   metrics: { x: { label: 'x', meaning: 'what is left', unit: '', scale: 'log' } },
 *   given: {},
 *   fields: {},
 *   presets: { small: { about: 'one run', runs: [{ set: {} }] } },
 *   defaultPreset: 'small',
 *   state: { step: 'number' },
 *   begin({ rate, steps }, _seed, from) {
 *     let step = from?.step ?? 0
 *     return {
 *       next: () =>
 *         step > steps ? undefined : { kind: 'frame', step, time: step, metrics: { x: Math.exp(-rate * step++) } },
 *       state: () => ({ step }),
 *     }
 *   },
 * })
 * decay.presets.small?.runs.length // 1
 *
 * @throws LazyrichError for a definition that contradicts itself: no preset `small`, a default preset or an exact metric
 * that is not there, a preset whose settings are not accepted, an empty id, a revision that is no whole number from 1 up.
 */
export declare function defineExperiment<S extends ParameterSchema, G extends string, H extends StateShape>(definition: Definition<S, G, H>): Experiment;

// ---- port/experiment.d.ts ----
import { Field, Fields, RunEvent } from "./frame.js";
import { ParameterSchema, Parameters, ParametersOf } from "./parameter-kinds.js";
import { SnapshotState, StateOf, StateShape } from "./snapshot-state.js";
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
/** A typed array that a frame carries, or that a run is given once, at its start. */
export interface FieldDescription {
  readonly meaning: string;
  /** Names of the axes, as in `['neurons', 'inputs']`. */
  readonly shape: readonly string[];
}
/** Named settings as an experiment is defined with them: one run, or several to be compared. */
export interface PresetDefinition {
  readonly about: string;
  readonly runs: readonly {
    readonly set: Parameters;
  }[];
  /** Frames a second at which a person can follow runs that are over in a blink; the dashboard starts at this pace. */
  readonly pace?: number;
}
/** Named settings, with a label for each run that says what sets it apart from the others. */
export interface Preset extends PresetDefinition {
  readonly runs: readonly {
    readonly label: string;
    readonly set: Parameters;
  }[];
}
/** All that resuming a run bit for bit needs. `state` is plain data and typed arrays: it can be cloned and stored. */
export interface Snapshot {
  readonly experiment: string;
  readonly revision: number;
  readonly parameters: Parameters;
  readonly seed: number;
  readonly state: SnapshotState;
}
/** What computes a run. Same seed, revision and computation: same frames. */
export interface Computation {
  /** `js` for loops of our own, `wasm` for WebAssembly, or the name of the library's backend, as in `webgl`. */
  readonly backend: string;
  /** Which part does the arithmetic: `js`, `simd`, `relaxed`, `scalar` (WebAssembly without vector units) or `gpu`. */
  readonly kernelVariant: string;
  /** Versions of the libraries involved, by package. */
  readonly versions: {
    readonly [name: string]: string;
  };
  /** What a person should know before trusting a time or waiting for one: one line each; empty where all is well. */
  readonly warnings: readonly string[];
}
/** What is known of a run before its first step, and stays as it is. */
export interface Started {
  /** All parameters, defaults included. */
  readonly parameters: Parameters;
  /** Where on its experiment's axis it ends. */
  readonly extent: number;
  /** What it learns from and towards, such as teacher, inputs or target: what its experiment describes as `given`. */
  readonly given: Fields;
}
/** One network in training: its events, to be iterated once, and the state to resume from. */
export interface Run extends AsyncIterable<RunEvent>, Started {
  /** The state between two events. Never changes what follows. */
  snapshot(): Promise<Snapshot>;
  /** What computes it; known once the run has begun. */
  computation(): Promise<Computation>;
  /**
   * Lets go of what the run holds (threads, tensors, files). A caller who iterates to the end, or leaves a `for await`
   * early, need not call it; one who stops iterating by hand must. Calls after the first do nothing.
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
  /** The axis along which its frames lie: gradient steps of a descent, or flow time. */
  readonly axis: "step" | "time";
  /**
   * Where on that axis a run with these parameters ends; what is left out has its default.
   *
   * @throws LazyrichError for what {@link complete} refuses.
   */
  extent(parameters: Parameters): number;
  readonly parameters: ParameterSchema;
  readonly metrics: {
    readonly [name: string]: Metric;
  };
  /** What a run is given before its first step, said once. */
  readonly given: {
    readonly [name: string]: FieldDescription;
  };
  /** What every frame carries. */
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
   * @throws LazyrichError for what {@link complete} refuses, an invalid seed, or a snapshot that does not fit.
   */
  start(parameters: {
    readonly [name: string]: unknown;
  }, start: Start): Run;
}
/** A value, or a promise of it. */
export type Awaitable<T> = T | Promise<T>;
/** The part of a run that its experiment writes; {@link defineExperiment} wraps it. */
export interface RunBody<State extends SnapshotState<ArrayBufferLike> = SnapshotState<ArrayBufferLike>> {
  /** Plain loops in float64 if left out. */
  readonly computation?: Computation;
  /**
   * The next thing to show, or undefined after the end. Takes a bounded amount of work: some milliseconds, or one
   * gradient evaluation where that takes longer.
   */
  next(): Awaitable<RunEvent<ArrayBufferLike> | undefined>;
  /** The state as it is now, copied. */
  state(): Awaitable<State>;
  /** Lets go of what the run holds. Called once, however the run ends. */
  close?(): Awaitable<void>;
}
type PresetDefinitions = {
  readonly [name: string]: PresetDefinition;
};
/** What {@link Experiment} is made of by `defineExperiment`. */
export type Definition<S extends ParameterSchema, G extends string, H extends StateShape> = Omit<Experiment, "parameters" | "presets" | "given" | "extent" | "start" | "complete"> & {
  readonly parameters: S;
  readonly presets: PresetDefinitions;
  readonly given: { readonly [name in G]: FieldDescription; };
  /**
   * What a state must hold, beside anything else: 'number', the length of a Float64Array, or `{ float32: length }` by
   * name. `begin` then gets it checked and typed, and gives it back typed. Left out: `from` is any state, to be read by
   * {@link readState}.
   */
  readonly state?: H | ((parameters: ParametersOf<S>) => H);
  /** {@link Experiment.extent}, of the schema's own values. */
  extent(parameters: ParametersOf<S>): number;
  /** Throws a LazyrichError for values that are each in range but cannot be run together. */
  refuse?(parameters: ParametersOf<S>): void;
  /** Makes what is described as `given`; left out where nothing is given. Depends on parameters and seed alone. */
  give?(parameters: ParametersOf<S>, seed: number): Given<G>;
  /** Begins the run; `given` is what {@link give} made, so that nothing is drawn twice. */
  begin(parameters: ParametersOf<S>, seed: number, from: StateOf<H> | undefined, given: Given<G>): Awaitable<RunBody<StateOf<H, ArrayBufferLike>>>;
};
type Given<G extends string> = { readonly [name in G]: Field<ArrayBufferLike>; };
/** Experiments by id: what an app composes and hands to whoever starts runs. */
export type Registry = {
  readonly [id: string]: Experiment;
};
/**
 * A registry of a list of experiments.
 *
 * @example
 * Object.keys(registryOf(basins, exactCheck)) // ['basins', 'exact-check']
 */
export declare function registryOf(...experiments: readonly Experiment[]): Registry;
/**
 * The experiment of that id.
 *
 * @throws LazyrichError for an unknown id, with the nearest one.
 *
 * @example
 * const experiment = requireExperiment(coreExperiments, 'basins')
 * experiment.start({ delta: -10 }, { seed: 0 }).parameters.delta // -10
 */
export declare function requireExperiment(registry: Registry, id: string): Experiment;
/**
 * The preset of that name.
 *
 * @throws LazyrichError for an unknown name, with the nearest one.
 *
 * @example
 * requirePreset(singleNeuron, 'small').runs.length // 7
 */
export declare function requirePreset(experiment: Experiment, name?: string): Preset;
export {};

// ---- port/frame.d.ts ----
/**
 * A typed array with its shape, row-major. The port hands it out with memory of its own, which can be transferred, put
 * into a Blob or written to a GPU; an experiment may hand it in with shared memory too.
 */
export interface Field<Memory extends ArrayBufferLike = ArrayBuffer> {
  readonly data: Float64Array<Memory>;
  readonly shape: readonly number[];
}
/** Typed arrays by name. */
export type Fields<Memory extends ArrayBufferLike = ArrayBuffer> = {
  readonly [name: string]: Field<Memory>;
};
/** How a run came to its end. */
export interface End {
  readonly reason: "complete" | "diverged";
  /** One line for a person. */
  readonly message: string;
}
/**
 * What a run shows of itself at one moment. The receiver owns it: a run never writes into a frame that it has yielded.
 */
export interface Frame<Memory extends ArrayBufferLike = ArrayBuffer> {
  readonly kind: "frame";
  /** Steps taken so far: gradient steps of a descent, integrator steps of a flow. */
  readonly step: number;
  /** Flow time: learning rate × steps for a descent. */
  readonly time: number;
  readonly metrics: {
    readonly [name: string]: number;
  };
  readonly fields?: Fields<Memory>;
  /** Present on the last frame only. */
  readonly end?: End;
}
/** Says how far a run is, between frames, after a bounded amount of work. */
export interface Progress {
  readonly kind: "progress";
  readonly step: number;
  readonly time: number;
}
/** What a run yields. */
export type RunEvent<Memory extends ArrayBufferLike = ArrayBuffer> = Frame<Memory> | Progress;

// ---- port/group.d.ts ----
import { Client } from "./client.js";
import { Computation } from "./experiment.js";
import { Fields, Frame, Progress } from "./frame.js";
import { Parameters } from "./parameter-kinds.js";
import { Outcome, RunRequest } from "./protocol.js";
/** A run that a group is to start. What else belongs to it (a label, its curves) may stand beside the request. */
export interface GroupMember {
  readonly request: Omit<RunRequest, "pace" | "paused">;
}
/** What a run of a group has said of itself so far. */
export interface RunSoFar {
  /** All of them, and where it ends on its axis; undefined until it has started. */
  readonly parameters: Parameters | undefined;
  readonly extent: number | undefined;
  /** What it is given for good, by name; empty until it has started. */
  readonly given: Fields;
  /** Undefined until it computes. */
  readonly computation: Computation | undefined;
  readonly progress: Progress;
  /** True once it has said that it rests. */
  readonly paused: boolean;
  /** Undefined until it has ended. */
  readonly outcome: Outcome | undefined;
}
/** What a run of a group has just said; frames come with `batch` alone. */
export type GroupEvent = "started" | "computing" | "batch" | "paused" | "resumed" | "end";
/**
 * Is told of every run of a group, after the run itself shows the change, of one thing at a time: whatever it does
 * meanwhile, it is called again, for whichever run, only once it has returned and, where it gave a promise, that has
 * settled. The host waits for the promise that it returns for a batch. Where it throws or rejects, that run is stopped
 * and fails with the message, and the others go on; what it throws at `end` is thrown to whoever delivers the run's
 * messages.
 */
export type GroupListener<M extends GroupMember> = (run: M & RunSoFar, event: GroupEvent, frames: readonly Frame[]) => void | Promise<void>;
export interface GroupOptions {
  /** Frames a second at most of each run; left out: as fast as it goes. */
  readonly pace?: number | undefined;
  /** True: all start paused. */
  readonly paused?: boolean | undefined;
  /** Runs that train at the same time; the others wait for one of them to end. */
  readonly atOnce?: number | undefined;
}
/**
 * Several runs as one: all are paused, resumed, paced and stopped together, those that have yet to start included. A
 * step is one of the runs that have started; those that follow start paused.
 */
export interface Group<M extends GroupMember> {
  /** In the order of the members. */
  readonly runs: readonly (M & RunSoFar)[];
  /** `paused` once all that have started and not ended have said so, `over` once all have ended. */
  readonly phase: "running" | "paused" | "over";
  pause(): void;
  resume(): void;
  /** Every run that has started goes on for that many frames, then pauses; one that is to go on for 0 stays as it is. */
  step(frames?: number | ((run: M & RunSoFar) => number)): void;
  /** Limits the frames a second of each run; undefined lifts the limit. */
  pace(framesPerSecond: number | undefined): void;
  /** Every run that has not ended ends as `aborted`, whether it has started or not. */
  abort(): void;
  /** Ends all runs; the listener hears nothing more, and the runs stay as they are. */
  close(): void;
}
/**
 * Starts runs on clients, run i on client i mod clients, and tells one listener of them; never before it has returned.
 *
 * @throws LazyrichError where there is no client, `atOnce` is not a whole number from 1 up, or an argument is of another
 * kind.
 *
 * @example
 * const wait = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds))
 * const [here, there] = portPair<Report, Command>(() => wait(0))
 * serve(there, coreExperiments, { now: () => performance.now(), turn: () => wait(0), wait })
 * const members = [-4, -3, -2].map((delta) => ({ delta, request: { experiment: 'basins', parameters: { delta }, seed: 0 } }))
 * const group = startGroup([connect(here)], members, {}, ({ delta, outcome }, event) => {
 *   if (event === 'end') console.log(delta, outcome?.reason, group.phase)
 * })
 */
export declare function startGroup<M extends GroupMember>(clients: readonly Pick<Client, "start">[], members: readonly M[], options: GroupOptions, listener: GroupListener<M>): Group<M>;

// ---- port/host.d.ts ----
import { Registry } from "./experiment.js";
import { Channel, Command, Report } from "./protocol.js";
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
 * batch per run, lets the event loop turn, and goes on. A paused run, one without credit or one before its pace's time
 * is not pulled. Every promise of the port is kept here, once, for terminal, site and sweeps. {@link connect} has an example.
 *
 * @throws LazyrichError for what is no channel, no registry or no clock.
 */
export declare function serve(port: Channel<Command, Report>, registry: Registry, clock: Clock): void;

// ---- port/index.d.ts ----
import { LazyrichError } from "../errors.js";
import { linearSpaced, logSpaced } from "../spacing.js";
import { ChoiceParameter, NumberParameter, Parameter, ParameterSchema, ParameterValue, Parameters, ParametersOf, RecordParameter, Sides, VectorParameter } from "./parameter-kinds.js";
import { Client, RemoteRun, RunListener, connect } from "./client.js";
import { defineExperiment } from "./define-experiment.js";
import { Awaitable, Computation, Definition, Experiment, FieldDescription, Metric, Preset, PresetDefinition, Registry, Run, RunBody, Snapshot, Start, Started, registryOf, requireExperiment, requirePreset } from "./experiment.js";
import { End, Field, Fields, Frame, Progress, RunEvent } from "./frame.js";
import { Group, GroupEvent, GroupListener, GroupMember, GroupOptions, RunSoFar, startGroup } from "./group.js";
import { Clock, serve } from "./host.js";
import { LabelForm, labelOf, labelsOf } from "./label.js";
import { nearest } from "./nearest.js";
import { ownMetrics } from "./own-metrics.js";
import { accepts, choice, completeParameters, number, parseParameter, record, requireParameter, vector } from "./parameter.js";
import { portPair } from "./port-pair.js";
import { CREDIT, Channel, Command, MessageEmitter, Outcome, Port, Report, RunRequest } from "./protocol.js";
import { RecordPlan, frameTimes, nextStep, parseRecord } from "./record.js";
import { settingsApart } from "./settings-apart.js";
import { SnapshotState, StateOf, StateShape, readState } from "./snapshot-state.js";
import { AsyncMeasuring, Measures, Measuring, StepRange, StepState, SteppedRun, firstStep, steppedRun } from "./stepped-run.js";
export { type AsyncMeasuring, type Awaitable, CREDIT, type Channel, type ChoiceParameter, type Client, type Clock, type Command, type Computation, type Definition, type End, type Experiment, type Field, type FieldDescription, type Fields, type Frame, type Group, type GroupEvent, type GroupListener, type GroupMember, type GroupOptions, type LabelForm, LazyrichError, type Measures, type Measuring, type MessageEmitter, type Metric, type NumberParameter, type Outcome, type Parameter, type ParameterSchema, type ParameterValue, type Parameters, type ParametersOf, type Port, type Preset, type PresetDefinition, type Progress, type RecordParameter, type RecordPlan, type Registry, type RemoteRun, type Report, type Run, type RunBody, type RunEvent, type RunListener, type RunRequest, type RunSoFar, type Sides, type Snapshot, type SnapshotState, type Start, type Started, type StateOf, type StateShape, type StepRange, type StepState, type SteppedRun, type VectorParameter, accepts, choice, completeParameters, connect, defineExperiment, firstStep, frameTimes, labelOf, labelsOf, linearSpaced, logSpaced, nearest, nextStep, number, ownMetrics, parseParameter, parseRecord, portPair, readState, record, registryOf, requireExperiment, requireParameter, requirePreset, serve, settingsApart, startGroup, steppedRun, vector };

// ---- port/label.d.ts ----
import { ParameterSchema, Parameters } from "./parameter-kinds.js";
/**
 * How a label is written: `brief` as a person reads it, numbers to three digits; `full` with every digit; `tight` like
 * brief, but without equals signs, commas and most spaces: `τ0.1 δ−1`.
 */
export type LabelForm = "brief" | "full" | "tight";
/**
 * Settings as a label, in the symbols of their parameters and with the words of their sides: `τ = 0.1, δ = −1`,
 * `upstream δ = 1`, `β₀ = (−10⁻⁴, 0)`, `P = 4,403`.
 *
 * @example
 * labelOf({ alpha: number('relative scale', 1, { symbol: 'α' }) }, { alpha: 0.1 }) // 'α = 0.1'
 *
 * @throws LazyrichError for a setting that the schema does not know, or one of another kind than its parameter.
 */
export declare function labelOf(schema: ParameterSchema, settings: Parameters, form?: LabelForm): string;
/**
 * A label for every run of a comparison: brief, or with every digit where brief ones would coincide.
 *
 * @example
 * labelsOf({ rate: number('rate', 1) }, [{ rate: 0.1 }, { rate: 1 }]) // ['rate = 0.1', 'rate = 1']
 *
 * @param settings what sets each run apart, as {@link settingsApart} gives it.
 * @throws LazyrichError as {@link labelOf} does.
 */
export declare function labelsOf(schema: ParameterSchema, settings: readonly Parameters[], form?: Exclude<LabelForm, "full">): string[];

// ---- port/nearest.d.ts ----
/**
 * A hint for somebody who mistyped a name: ` (did you mean delta?)`, or '' where no known name is near:
 * none begins with it, or differs from it in at most a third of its letters.
 *
 * @throws LazyrichError for what is no text, and for known names that are no list of texts.
 */
export declare function nearest(name: string, known: readonly string[]): string;

// ---- port/own-metrics.d.ts ----
import { Experiment } from "./experiment.js";
/**
 * The metrics that have a place of their own, in the order of the schema: all but those that hold the exact solution
 * of another one. Tables give them a column, dashboards a chart; an exact solution is drawn on top of its metric.
 *
 * @throws LazyrichError for metrics that are none.
 */
export declare function ownMetrics(experiment: Pick<Experiment, "metrics">): string[];

// ---- port/parameter-kinds.d.ts ----
/** What every parameter carries. */
interface Described {
  /** Its symbol in formulas and labels, such as `δ`; its name if left out. */
  readonly symbol?: string;
  /** What it is, in one line, for a person who meets it for the first time. */
  readonly meaning: string;
  /** Its unit, '' where it has none. */
  readonly unit: string;
  /** True where it may change in the middle of a run: a snapshot can be resumed with another value. */
  readonly changeable: boolean;
}
/** What values below, at and above some value are called: downstream, balanced and upstream for δ around 0. */
export interface Sides {
  readonly value: number;
  readonly below: string;
  readonly at: string;
  readonly above: string;
}
/** One number in [min, max]; whole if `integer`. */
export interface NumberParameter extends Described {
  readonly kind: "number";
  /** Words that labels put before the number; a number without a symbol is called by its word alone. */
  readonly sides?: Sides;
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
export interface ChoiceParameter<Name extends string = string> extends Described {
  readonly kind: "choice";
  readonly default: Name;
  readonly choices: readonly Name[];
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
/** Values by name, where the schema is only known at run time. */
export type Parameters = {
  readonly [name: string]: ParameterValue;
};
export {};

// ---- port/parameter.d.ts ----
import { ChoiceParameter, NumberParameter, Parameter, ParameterSchema, ParameterValue, Parameters, ParametersOf, RecordParameter, Sides, VectorParameter } from "./parameter-kinds.js";
type Symbolic = {
  symbol?: string;
};
type VectorOptions = Symbolic & {
  unit?: string;
  min?: number;
  max?: number;
  changeable?: boolean;
};
type NumberOptions = VectorOptions & {
  integer?: boolean;
  sides?: Sides;
};
/**
 * Declares a number; bounds are inclusive and default to ±1e12.
 *
 * @example
 * const steps = number('steps of descent', 1000, { unit: 'steps', min: 1, integer: true })
 * const around0 = { value: 0, below: 'downstream', at: 'balanced', above: 'upstream' }
 * const delta = number('unbalance of the start', 0, { symbol: 'δ', sides: around0 })
 *
 * @throws LazyrichError that names what is of another kind.
 */
export declare function number(meaning: string, initial: number, options?: NumberOptions): NumberParameter;
/**
 * Declares a vector of the default's length; bounds hold for each entry.
 *
 * @example
 * const target = vector('where β is drawn to', [0, 1], { symbol: 'β*' })
 *
 * @throws LazyrichError that names what is of another kind.
 */
export declare function vector(meaning: string, initial: readonly number[], options?: VectorOptions): VectorParameter;
/**
 * Declares a choice between names; the first is the default.
 *
 * @example
 * const sign = choice('sign of a at the start', ['positive', 'negative'])
 *
 * @throws LazyrichError that names what is of another kind, or where there is no name to choose.
 */
export declare function choice<const Name extends string>(meaning: string, choices: readonly Name[], options?: Symbolic): ChoiceParameter<Name>;
/**
 * Declares which frames the run yields, in the grammar of {@link parseRecord}.
 *
 * @example
 * const frames = record('lin:200')
 *
 * @throws LazyrichError for what is no text.
 */
export declare function record(initial: string): RecordParameter;
/**
 * What a parameter accepts, in words: `a number from 0 to 1`.
 *
 * @throws LazyrichError for what is no declared parameter.
 */
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
 * @throws LazyrichError for an unknown name (with the nearest known one), a value out of range, or a schema that is none.
 */
export declare function completeParameters<S extends ParameterSchema>(schema: S, given?: {
  readonly [name: string]: unknown;
}): ParametersOf<S>;
/** The parameter of that name, or an error that says which names there are. */
export declare function requireParameter(schema: ParameterSchema, name: string): Parameter;
export type { ChoiceParameter, NumberParameter, Parameter, ParameterSchema, ParameterValue, Parameters, ParametersOf, RecordParameter, Sides, VectorParameter };

// ---- port/port-pair.d.ts ----
import { Port } from "./protocol.js";
/**
 * Two connected ports within one thread. Messages are delivered in order, each in its own turn, as between threads;
 * they are handed over without cloning. {@link connect} has an example.
 *
 * @param turn resolves in the next turn, when a message is to arrive.
 * @throws LazyrichError for a turn that is no function.
 */
export declare function portPair<A, B>(turn: () => Promise<void>): [Port<A, B>, Port<B, A>];

// ---- port/protocol.d.ts ----
import { Computation, Snapshot, Started } from "./experiment.js";
import { Frame, Progress } from "./frame.js";
/** One end of a channel that takes messages by a property: a browser's Worker or MessagePort, or one of {@link portPair}. */
export interface Port<In, Out> {
  postMessage(message: Out): void;
  onmessage: Handler<In> | null;
}
/**
 * What is called with a message. As a method it takes its parameter either way: a Worker's own `onmessage` expects a whole
 * MessageEvent, of which only `data` is needed here.
 */
type Handler<In> = {
  handle(event: {
    readonly data: In;
  }): void;
}["handle"];
/** One end of a channel that tells of messages by an event: Node's Worker, `parentPort` or MessagePort. */
export interface MessageEmitter<In, Out> {
  postMessage(message: Out): void;
  on(event: "message", listener: (message: In) => void): unknown;
}
/**
 * What {@link connect} and {@link serve} take, as the platform has it: a browser's Worker, MessagePort or `self` in a
 * worker; Node's Worker, MessagePort or `parentPort`, whose type allows null, although null is refused.
 */
export type Channel<In, Out> = Port<In, Out> | MessageEmitter<In, Out> | null;
/** Which run to start; `experiment` is an id in the registry that the host was given. */
export interface RunRequest {
  readonly experiment: string;
  readonly parameters: {
    readonly [name: string]: unknown;
  };
  readonly seed: number;
  readonly from?: Snapshot;
  /** Frames a second at most; as fast as it goes if left out. */
  readonly pace?: number | undefined;
  /** Whether it starts paused; false if left out. */
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
/** What the host reports. */
export type Report = {
  readonly type: "started";
  readonly run: number;
  readonly started: Started;
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
/** How many batches a host may send before the client gives credit back. */
export declare const CREDIT = 8;
export {};

// ---- port/record.d.ts ----
/** Which frames a run yields: evenly spaced, log-spaced, or a fixed distance apart. */
export type RecordPlan = {
  readonly spacing: "log" | "lin";
  readonly frames: number;
} | {
  readonly every: number;
};
/**
 * Reads a `record` value: `log:60` (60 log-spaced frames, in addition to the start), `lin:200`
 * (evenly spaced) or `every:100` (100 apart: in time for a flow, in whole steps for a descent).
 * Undefined for any other text.
 *
 * @example
 * parseRecord('log:60') // { spacing: 'log', frames: 60 }
 *
 * @throws LazyrichError for what is no text.
 */
export declare function parseRecord(text: string): RecordPlan | undefined;
/**
 * The next step after `step` at which a descent of `steps` steps yields a frame; the last step is always one.
 * Log-spaced frames k = 1 … frames sit at round(steps^((k − 1)/(frames − 1))), each step once.
 *
 * @example
 * nextStep({ spacing: 'lin', frames: 4 }, 25, 100) // 50
 *
 * @throws LazyrichError for what is no plan, and for steps below 0 or, of all of them, not whole.
 */
export declare function nextStep(plan: RecordPlan, step: number, steps: number): number;
/**
 * The times of the frames of a flow on [0, end], the start included. Log-spaced times run from end·10⁻⁴ to end.
 *
 * @throws LazyrichError where `every` asks for more than a million frames, for what is no plan, and for an end below 0.
 *
 * @example
 * frameTimes({ spacing: 'lin', frames: 4 }, 2) // [0, 0.5, 1, 1.5, 2]
 */
export declare function frameTimes(plan: RecordPlan, end: number): Float64Array<ArrayBuffer>;

// ---- port/settings-apart.d.ts ----
import { ParameterSchema, Parameters } from "./parameter-kinds.js";
/**
 * What sets each run of a comparison apart from the others: the fewest of its settings that no two runs share, in the
 * order of the schema. For a single run: all that it sets.
 *
 * @example
 * const runs = [-1, 1].map((delta) => ({ delta, steps: 50 }))
 * settingsApart({ delta: number('unbalance', 0), steps: number('steps', 10) }, runs) // [{ delta: -1 }, { delta: 1 }]
 *
 * @param runs settings of each run; a setting that is left out has its default.
 * @param named settings that are always included.
 * @throws LazyrichError for a setting that the schema does not know, or one of another kind than its parameter.
 */
export declare function settingsApart(schema: ParameterSchema, runs: readonly Parameters[], named?: readonly string[]): Parameters[];

// ---- port/snapshot-state.d.ts ----
/**
 * What a snapshot holds of a run: numbers and typed arrays by name, in double precision or single, as the run computes
 * with them; they are sent, stored and read back as what they are.
 */
export type SnapshotState<Memory extends ArrayBufferLike = ArrayBuffer> = {
  readonly [name: string]: number | Float64Array<Memory> | Float32Array<Memory>;
};
/** What a state holds under each name: a number; a Float64Array of that length; or a Float32Array of that length. */
export type StateShape = {
  readonly [name: string]: "number" | number | {
    readonly float32: number;
  };
};
/** The values of a state by name, typed by its shape; of any state, where no shape is known. */
export type StateOf<S extends StateShape, Memory extends ArrayBufferLike = ArrayBuffer> = { readonly [K in keyof S]: Held<S[K], Memory>; };
type Held<V, Memory extends ArrayBufferLike> = V extends "number" ? number : V extends number ? Float64Array<Memory> : Float32Array<Memory>;
/**
 * Reads the state of a snapshot: the experiment names what must be in it, and gets it typed.
 *
 * @throws LazyrichError for the first name that is missing, of another kind or of another length.
 * @example
 * const state = { weights: Float32Array.of(0.5, 1), time: 3 }
 * readState(state, { weights: { float32: 2 }, time: 'number' }).weights[0] // 0.5
 */
export declare function readState<const S extends StateShape>(state: SnapshotState, shape: S): StateOf<S>;
export {};

// ---- port/stepped-run.d.ts ----
import { Awaitable, Computation, RunBody } from "./experiment.js";
import { Fields } from "./frame.js";
import { SnapshotState } from "./snapshot-state.js";
/** What a frame shows of a run. */
export interface Measures {
  readonly metrics: {
    readonly [name: string]: number;
  };
  readonly fields?: Fields<ArrayBufferLike>;
}
/** Measures that take long, made a part at a time: yields the work of each part. */
export type Measuring = Generator<number, Measures, void>;
/** The same for parts that are waited for. */
export type AsyncMeasuring = AsyncGenerator<number, Measures, void>;
/** How far a run goes, and which steps a snapshot of it may hold. */
export interface StepRange {
  /** Steps of the whole run. */
  readonly steps: number;
  /** True where `steps` cannot change in the middle of a run: no snapshot lies beyond it. */
  readonly fixedLength?: boolean;
  /** True where the run may stand between two whole steps. */
  readonly betweenSteps?: boolean;
}
/** What an experiment says of a run along whole steps; {@link steppedRun} does the rest. */
export interface SteppedRun<State extends SnapshotState<ArrayBufferLike> = SnapshotState<ArrayBufferLike>> extends StepRange {
  /** Which steps have a frame, in the grammar of {@link parseRecord}. */
  readonly record: string;
  /** The state to go on from. */
  readonly from: SnapshotState | undefined;
  /** Left out: plain loops in float64. */
  readonly computation?: Computation;
  /** Work of measuring between two signs of life, in the unit that {@link measure} yields; 10⁶ if left out. */
  readonly workATurn?: number;
  /** Goes on from `step` towards a later, whole one, by a bounded amount of work; gives the step where it is then. */
  advance(step: number, limit: number): Awaitable<number>;
  /** Asked after every advance: true where it can go no further, so that the last frame is due. */
  isStuck?(): boolean;
  /** Flow time at a step: at the present one, or at a later one that is to be shown. */
  timeOf(step: number): number;
  /** Called when a frame is due; the run stands still until the measures are there. */
  measure(): Measures | Measuring | AsyncMeasuring;
  /** Why a run with these metrics can go no further, and what to change; undefined where all is well. */
  trouble?(metrics: Measures["metrics"], step: number): string | undefined;
  /** All that resuming bit for bit needs, beside `step`, `shown` and `over`, which are kept here. Copied. */
  state(step: number): Awaitable<State>;
  /** Lets go of what the run holds. */
  close?(): Awaitable<void>;
}
/** What {@link steppedRun} keeps in every state. */
export type StepState = {
  readonly step: number;
  readonly shown: number;
  readonly over: number;
};
/**
 * The run of a descent, or of anything else that goes in steps: frames where `record` has them and at the end, progress
 * in between and while a frame is measured, an end with its reason, snapshots at any moment. Where no part of it
 * is waited for, neither is an event.
 *
 * @throws LazyrichError for a state without a head, or one whose step no run of this length can be at, and for a run that
 * lacks what it is to do.
 * @example
 * let x = 1
 * const run = steppedRun({
 *   steps: 100,
 *   record: 'lin:4',
 *   from: undefined,
 *   advance(step, limit) {
 *     for (; step < limit; step++) x -= 0.1 * x
 *     return step
 *   },
 *   timeOf: (step) => 0.1 * step,
 *   measure: () => ({ metrics: { x } }),
 *   trouble: ({ x }) => (Number.isFinite(x) ? undefined : 'x is not finite; halve the step until it holds'),
 *   state: () => ({ x }),
 * })
 * run.next() // { step: 0, metrics: { x: 1 } }
 * run.next() // { step: 25, metrics: { x: 0.0717… } }
 */
export declare function steppedRun<State extends SnapshotState<ArrayBufferLike>>(run: SteppedRun<State>): RunBody<State & StepState>;
/**
 * The step at which a run begins: 0, or that of the state that it goes on from.
 *
 * @throws LazyrichError for a state without a head, or a step that no run of this length can be at.
 * @example
 * firstStep({ step: 40, shown: 40, over: 0 }, { steps: 100 }) // 40
 */
export declare function firstStep(from: SnapshotState | undefined, range: StepRange): number;

// ---- random/direction.d.ts ----
import { RandomStream } from "./stream.js";
/**
 * Fills `into` with a vector that is uniform on the unit sphere.
 *
 * @param into length d; written over.
 * @example
 * const x = new Float64Array(2)
 * unitVector(randomStream(0, 'data'), x)
 * Math.hypot(...x) // 1
 *
 * @throws LazyrichError for anything but a Float64Array of at least one number, and what is no stream.
 */
export declare function unitVector(random: RandomStream, into: Float64Array): void;
/**
 * Unit vectors, one after another from {@link unitVector}: inputs on the circle (length 2) or the sphere.
 *
 * @example
 * const X = unitVectors(randomStream(0, 'data'), 3, 2)
 * Math.hypot(...X.subarray(4)) // 1
 *
 * @param count how many vectors, a whole number ≥ 0.
 * @param length of each, at least 1.
 * @returns shape [count, length], row-major.
 * @throws LazyrichError for a count or length that is no such number, and what is no stream.
 */
export declare function unitVectors(random: RandomStream, count: number, length: number): Float64Array<ArrayBuffer>;

// ---- random/index.d.ts ----
import { LazyrichError } from "../errors.js";
import { unitVector, unitVectors } from "./direction.js";
import { permutation } from "./permutation.js";
import { RandomStream, StreamName, randomStream, resumeStream } from "./stream.js";
export { LazyrichError, type RandomStream, type StreamName, permutation, randomStream, resumeStream, unitVector, unitVectors };

// ---- random/permutation.d.ts ----
import { RandomStream } from "./stream.js";
/**
 * A random order of 0 … count − 1, each as likely as the others, by Fisher and Yates.
 *
 * @example
 * permutation(randomStream(0, 'batches'), 3).sort() // Uint32Array [0, 1, 2]
 *
 * @param count a whole number from 0 to 2³² − 1.
 * @throws LazyrichError for any other count, and what is no stream.
 */
export declare function permutation(random: RandomStream, count: number): Uint32Array<ArrayBuffer>;

// ---- random/stream.d.ts ----
/** What a stream of random numbers is for. Runs that differ in δ alone share all of them. */
export type StreamName = "teacher" | "data" | "student" | "batches";
/** A stream of random numbers (xoroshiro128+). */
export interface RandomStream {
  /** Uniform in [0, 1), a multiple of 2⁻⁵³. */
  uniform(): number;
  /** Standard normal, by Marsaglia's polar method; takes one pair of uniforms or more, and keeps none for later. */
  normal(): number;
  /** −1 or 1. */
  sign(): number;
  /** Four 32-bit integers that {@link resumeStream} goes on from. */
  state(): Float64Array<ArrayBuffer>;
}
/**
 * The stream of that name for that seed. The generator's first word is a bijection of the seed, the second one of the
 * name's hash, so that no two seeds share a stream; the others mix both.
 *
 * @example
 * randomStream(0, 'data').uniform() === randomStream(0, 'data').uniform() // true
 *
 * @param seed a whole number from 0 to 2³² − 1.
 * @throws LazyrichError for any other seed, and a name that is none of the four.
 */
export declare function randomStream(seed: number, name: StreamName): RandomStream;
/**
 * A stream that continues from where `state()` was taken.
 *
 * @example
 * const random = randomStream(0, 'data')
 * resumeStream(random.state()).normal() === random.normal() // true
 *
 * @param state length 4, 32-bit integers.
 * @throws LazyrichError for any other list, or one that is all 0.
 */
export declare function resumeStream(state: ArrayLike<number>): RandomStream;

// ---- single-neuron/exact/exact.d.ts ----
import { WhitenedProblem } from "../neuron.js";
import { NeuronStates } from "../states.js";
/** Where a(t) and w(t) are written: of length T and T d, or longer. */
export interface NeuronBuffers {
  readonly a: Float64Array<ArrayBuffer>;
  readonly w: Float64Array<ArrayBuffer>;
}
/** The closed form of one problem, ready to be evaluated at any time. */
export interface ExactNeuron {
  /** δ = η_w a² − η_a‖w‖². */
  readonly delta: number;
  /**
   * λ = √(δ²/4 + η_aη_w‖β*‖²): the flow approaches its end at rate 2λ along β* and leaves the saddle at rate λ + δ/2.
   */
  readonly rate: number;
  /**
   * The sign of a(∞): 1 or −1; 0 for flows that end at a saddle with a = 0; undefined if rounding of the inputs
   * decides.
   */
  readonly basin: 1 | -1 | 0 | undefined;
  /** a(t) and w(t) at every time (≥ 0, in any order), written to the given buffers if any: they are the states' then. */
  at(times: ArrayLike<number>, into?: NeuronBuffers): NeuronStates;
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
 * δ, λ, z± and ŵ_⊥ are differences of larger numbers, so they are computed in twice the precision (linear-flow.ts), as
 * are the exponents (decay.ts). The inputs count as exact: at every time the answer is theirs to about 1e-15 of the
 * largest entry, even where half an ulp of the inputs would decide the basin. Blocks of times are evaluated as above
 * (block.ts); where a term leaves the range of doubles or z₊ = 0, each term carries its own exponent (careful.ts).
 *
 * Costs O(d) to prepare (about 1 µs at d = 2; 100 operations per entry beyond that). Each time takes two exponentials
 * at 4.7 ns (plain Math.exp: 7.4 ns), three where |δ|t < 1, a root and a division at 3.4 ns, which share one unit of
 * the processor, and about 2 ns for the rest: 15 to 20 ns, plus 0.5 ns for each entry of w, where the store is the
 * floor. For long lists, new buffers cost as much as the arithmetic: pass `into` to repeated calls.
 *
 * Source: arXiv 2406.06158, section 3 and appendix (δ of one sign, a > 0); this form: a Riccati equation for w/a and a
 * Bernoulli equation for a², solved together.
 *
 * @param problem a₀, w₀ and β* (lengths d), learning rates (1 if left out). Copied, not changed.
 * @returns δ, λ and the basin, and `at(times)` for a(t), length T, w(t) and β(t), shape [T, d], and the neuron at each.
 * @throws LazyrichError for lengths that differ or are 0, entries that are not finite, rates that are not positive, and a
 * start whose δ overflows; `at` throws it for times that are negative or not finite, and for buffers that are too short.
 *
 * @example
 * const exact = exactNeuron({ a0: 1, w0: [0.5, 0], target: [2, 0] })
 * const states = exact.at([0, 100])
 * states.at(1).beta // [2, 0]: the target
 */
export declare function exactNeuron(problem: WhitenedProblem): ExactNeuron;

// ---- single-neuron/flow.d.ts ----
import { FlowReason } from "../integrate/flow-control.js";
import { RightHandSide } from "../integrate/solver.js";
import { DataProblem, WhitenedProblem } from "./neuron.js";
import { NeuronStates } from "./states.js";
/** A {@link WhitenedProblem} whose start is chosen later. */
export type WhitenedFlow = Omit<WhitenedProblem, "a0" | "w0">;
/** A {@link DataProblem} whose start is chosen later. */
export type DataFlow = Omit<DataProblem, "a0" | "w0">;
/**
 * The right-hand side of gradient flow for whitened input, on the state (a, w₁ … w_d): ȧ = −η_a wᵀg, ẇ = −η_w a g,
 * g = a w − β*. 4d multiply-adds. For {@link integrate}.
 *
 * Source: arXiv 2406.06158, section 3, with learning rates.
 *
 * @throws LazyrichError for entries that are not finite, rates that are not positive, a loss other than `half-sum`.
 * @example
 * const { states } = integrate(neuronWhitenedFlow({ target: [1] }), [0.5, 0.5], [20])
 * states // [1, 1], whose product is β*
 */
export declare function neuronWhitenedFlow(problem: WhitenedFlow): RightHandSide;
/**
 * The same for any data: g = 2c Xᵀ(X a w − y) with the factor c of {@link lossFactor}, from the residual, so that no
 * digits are lost to XᵀX. 2nd + 2d multiply-adds. {@link flowNeuron} solves it for you; use this to integrate it
 * yourself.
 *
 * Source: arXiv 2406.06158, equation 3, with learning rates.
 *
 * @throws LazyrichError for lengths that do not fit, entries that are not finite, rates that are not positive, an unknown
 * loss.
 * @example
 * const { states } = integrate(neuronDataFlow({ X: [2], y: [1] }), [0.5, 0.5], [20])
 * states // [0.7071…, 0.7071…], whose product is β*
 */
export declare function neuronDataFlow(problem: DataFlow): RightHandSide;
/** Integrated states, and how far they got. */
export interface FlowStates extends NeuronStates {
  /** How many of the times were reached, the earliest first; rows of the others are NaN. */
  readonly reached: number;
  /** As for {@link integrate}; a flow has no events. */
  readonly reason: FlowReason;
}
export interface FlowOptions {
  /** Relative tolerance of a, and of w by its largest component; 1e-12 if left out. */
  readonly rtol?: number | undefined;
  /** Absolute tolerance; 1e-14 of the start's size if left out. */
  readonly atol?: number | undefined;
  /** Largest number of steps; 1e6 if left out. */
  readonly maxSteps?: number | undefined;
  /** An `AbortSignal`, or anything with `aborted`; checked before each step. */
  readonly signal?: {
    readonly aborted: boolean;
  } | undefined;
}
/**
 * Gradient flow of f(x) = a wᵀx on ½‖X a w − y‖² (`half-sum`, or the problem's `loss`) for any X (n × d, any rank)
 * from (a₀, w₀), at the given times (≥ 0, in any order): a of shape [T], w of shape [T, d].
 *
 *     ȧ = −η_a wᵀg,   ẇ = −η_w a g,   g = Xᵀ(X a w − y)
 *
 * Along the singular directions of X the gradient separates, w_null stays fixed, and the right-hand side is a cubic
 * polynomial, so Taylor's method takes the steps. Where stability limits its step size (singular values far apart, long
 * times), {@link implicitExtrapolation} takes over: its steps grow with the flow's own time scale. Where all nonzero
 * singular values are equal (rank 1, whitened input), the closed form of {@link exactNeuron} is used.
 *
 * Source: arXiv 2406.06158, equation 3, with learning rates.
 *
 * @param times length T, ≥ 0, in any order; flow time of the loss.
 * @throws LazyrichError for shapes that do not fit, entries that are not finite, negative times, tolerances that are not
 * positive, unknown options.
 * @example
 * const flow = flowNeuron({ a0: 0.1, w0: [0.2, -0.1], X: [1, 0, 0, 3], y: [1, 1] }, [1, 1000])
 * flow.at(1).beta // [1, 0.33333333…], which is β*
 */
export declare function flowNeuron(problem: DataProblem, times: ArrayLike<number>, options?: FlowOptions): FlowStates;

// ---- single-neuron/implicit-bias.d.ts ----
import { LearningRate } from "../learning-rate.js";
import { RateOptions } from "./rate-options.js";
/** The potential of the time-warped mirror flow that β follows, at one β. */
export interface MirrorPotential {
  /** Ψ_δ(β). */
  readonly value: number;
  /** ‖∇Ψ_δ(β)‖ = √(κ − δ); at the start β₀ it is the theorem's ψ_δ. */
  readonly slope: number;
  /** ∇Ψ_δ(β) = √(κ − δ) β̂, length d. */
  readonly gradient: Float64Array<ArrayBuffer>;
}
/**
 * The potential Ψ_δ of β = a w under gradient flow: β̇ = −M ∂L/∂β is, after a change of time, the mirror flow of
 *
 *     Ψ_δ(β) = (κ − 2δ) √(κ + δ)/(3 √(η_aη_w)),   ∇Ψ_δ(β) = √(κ − δ) β̂,   κ = √(δ² + 4η_aη_w‖β‖²)
 *
 * κ ± δ are computed without cancellation, as in {@link neuronPreconditionerOfBeta}. The same for every loss.
 *
 * Source: arXiv 2406.06158, Theorem 3.1 (equal rates), with learning rates.
 *
 * @param beta length d.
 * @throws LazyrichError for β = 0 with δ < 0, where Ψ has a conical tip, an empty β, numbers that are not finite, rates
 * that are not positive.
 * @example
 * mirrorPotential([0, 4], 0).value // 7.542…
 */
export declare function mirrorPotential(beta: ArrayLike<number>, delta: number, options?: RateOptions): MirrorPotential;
/** Data, and where β starts. */
export interface BetaProblem {
  /** n × d, row-major. */
  readonly X: ArrayLike<number>;
  /** Length n. */
  readonly y: ArrayLike<number>;
  /** β₀ = a₀w₀, length d. */
  readonly beta0: ArrayLike<number>;
}
/** A {@link BetaProblem} at a given δ. */
export interface ImplicitBiasProblem extends BetaProblem {
  readonly delta: number;
  readonly learningRate?: LearningRate | undefined;
  /** Whether a changes sign on the way; false if left out. */
  readonly signChange?: boolean | undefined;
}
/**
 * The β that gradient flow on ½‖X a w − y‖² picks among all that fit, found from the constraint and not from the flow:
 *
 *     β(∞) = argmin Ψ_δ(β) − σ ψ_δ β̂₀ᵀβ   subject to Xβ = y,   ψ_δ = ‖∇Ψ_δ(β₀)‖
 *
 * with Ψ_δ of {@link mirrorPotential} and σ = sgn(a₀)sgn(a(∞)): 1 unless a changes sign, a case that the theorem as
 * printed leaves out (it assumes β(t) ≠ 0 throughout). Stationarity across the row space leaves one unknown,
 * β = β_row + σ c β̂₀,null with c ≥ 0 from √(κ − δ) c = ψ_δ‖β‖, whose sides cross once since Ψ_δ is convex; it is
 * solved by bisection. {@link interpolatingLimit} reaches the same β by another route. If y is outside the range of X,
 * Xβ = y holds in the least-squares sense. Singular values of X below max(n, d) ε times the largest count as 0.
 *
 * Source: arXiv 2406.06158, Theorem 3.1; σ and learning rates added.
 *
 * @returns β(∞), length d.
 * @throws LazyrichError for β₀ = 0 with δ < 0, shapes that do not fit, numbers that are not finite, rates that are not
 * positive.
 * @example
 * implicitBiasMinimizer({ X: [0.5, 1], y: [1.1], beta0: [0.5, 0.05], delta: 0 }) // [1.022…, 0.588…]
 */
export declare function implicitBiasMinimizer(problem: ImplicitBiasProblem): Float64Array<ArrayBuffer>;
/**
 * Where gradient flow on ½‖Xβ − y‖² ends far upstream, δ → +∞: lazy linear regression, which finds the interpolator
 * nearest to β₀, β_row + β₀,null with β_row = X⁺y. Learning rates do not matter.
 *
 * Source: arXiv 2406.06158, section 3.
 *
 * @returns β, length d.
 * @throws LazyrichError for shapes that do not fit and numbers that are not finite.
 * @example
 * upstreamLimit({ X: [1, 0], y: [2], beta0: [1, 3] }) // [2, 3]
 */
export declare function upstreamLimit(problem: BetaProblem): Float64Array<ArrayBuffer>;
/**
 * Where gradient flow of a w on ½‖X a w − y‖² ends far downstream, δ → −∞: a settles first, with the sign of β₀ᵀXᵀy
 * relative to a₀; then w turns in the row space at fixed length:
 *
 *     β_row + sgn(β₀ᵀXᵀy) (‖β_row‖/‖Pβ₀‖) β₀,null,   β_row = X⁺y,   P = X⁺X
 *
 * which keeps β₀'s direction only where that ray meets the solutions (for one sample, always). Learning rates do not
 * matter.
 *
 * Source: arXiv 2406.06158, section 3, with the sign.
 *
 * @returns β, length d.
 * @throws LazyrichError for β₀ᵀXᵀy = 0 with Xᵀy ≠ 0, where the flow stays at the saddle or the next order decides;
 * shapes that do not fit and numbers that are not finite.
 * @example
 * downstreamLimit({ X: [1, 0], y: [2], beta0: [1, 3] }) // [2, 6]
 */
export declare function downstreamLimit(problem: BetaProblem): Float64Array<ArrayBuffer>;

// ---- single-neuron/index.d.ts ----
import { LazyrichError } from "../errors.js";
import { LearningRate, Rates } from "../learning-rate.js";
import { DataProblem, FromBetaOptions, Neuron, NeuronStart, WhitenedProblem, neuronDelta, neuronFromBeta, neuronOutputs } from "./neuron.js";
import { ExactNeuron, NeuronBuffers, exactNeuron } from "./exact/exact.js";
import { DataFlow, FlowOptions, FlowStates, WhitenedFlow, flowNeuron, neuronDataFlow, neuronWhitenedFlow } from "./flow.js";
import { NeuronState, NeuronStates } from "./states.js";
import { BetaProblem, ImplicitBiasProblem, MirrorPotential, downstreamLimit, implicitBiasMinimizer, mirrorPotential, upstreamLimit } from "./implicit-bias.js";
import { NeuronFate, interpolatingLimit, neuronFate } from "./limit.js";
import { NeuronRegime, neuronRegime } from "./regime.js";
import { SeparatingSurface, separatingSurface } from "./surface.js";
import { escapeTime, plateauLength, timeToLoss } from "./timescales.js";
import { KernelMeasures } from "../measures/kernel-measures.js";
import { NeuronKernelDistance, NeuronKernelProblem, neuronKernelDistance } from "./kernel.js";
import { neuronKernel, neuronKernelMeasures } from "./kernel-measures.js";
import { NeuronObservables, neuronObservables } from "./observables.js";
import { neuronPreconditioner, neuronPreconditionerOfBeta } from "./preconditioner.js";
import { RateOptions } from "./rate-options.js";
import { PointGrid, equalBetaCurve, equalDeltaCurve, equalDeltaSurface } from "./manifolds.js";
import { FlowReason } from "../integrate/flow-control.js";
import { IntegratorCounts, RightHandSide } from "../integrate/solver.js";
import { Loss } from "../measures/loss.js";
export { type BetaProblem, type DataFlow, type DataProblem, type ExactNeuron, type FlowOptions, type FlowReason, type FlowStates, type FromBetaOptions, type ImplicitBiasProblem, type IntegratorCounts, type KernelMeasures, LazyrichError, type LearningRate, type Loss, type MirrorPotential, type Neuron, type NeuronBuffers, type NeuronFate, type NeuronKernelDistance, type NeuronKernelProblem, type NeuronObservables, type NeuronRegime, type NeuronStart, type NeuronState, type NeuronStates, type PointGrid, type RateOptions, type Rates, type RightHandSide, type SeparatingSurface, type WhitenedFlow, type WhitenedProblem, downstreamLimit, equalBetaCurve, equalDeltaCurve, equalDeltaSurface, escapeTime, exactNeuron, flowNeuron, implicitBiasMinimizer, interpolatingLimit, mirrorPotential, neuronDataFlow, neuronDelta, neuronFate, neuronFromBeta, neuronKernel, neuronKernelDistance, neuronKernelMeasures, neuronObservables, neuronOutputs, neuronPreconditioner, neuronPreconditionerOfBeta, neuronRegime, neuronWhitenedFlow, plateauLength, separatingSurface, timeToLoss, upstreamLimit };

// ---- single-neuron/kernel-measures.d.ts ----
import { KernelMeasures } from "../measures/kernel-measures.js";
import { DataProblem, Neuron, WhitenedProblem } from "./neuron.js";
/**
 * The tangent kernel of f(x) = a wᵀx on n inputs, as an n × n matrix:
 *
 *     K = X M Xᵀ = η_w a² X Xᵀ + η_a (Xw)(Xw)ᵀ
 *
 * {@link neuronKernelMeasures} and {@link neuronKernelDistance} find its norm, its alignment and its distance from the
 * start without forming it. The same for every loss. Costs n²d/2 multiply-adds.
 *
 * Source: arXiv 2406.06158, section 3, with learning rates.
 *
 * @param X shape [n, d], row-major.
 * @returns K, shape [n, n], symmetric.
 * @throws LazyrichError if X does not hold rows of w's length, for numbers that are not finite, rates that are not
 * positive.
 * @example
 * neuronKernel({ a: 2, w: [1, 0] }, [1, 0, 1, 1]) // [5, 5, 5, 9]
 */
export declare function neuronKernel(neuron: Neuron, X: ArrayLike<number>): Float64Array<ArrayBuffer>;
/**
 * The distance of the tangent kernel K = X(η_w a² I + η_a w wᵀ)Xᵀ of f(x) = a wᵀx from the start's
 * ({@link neuronKernelDistance}), its norm, and its alignment with the targets, at any state: alignment is silent when
 * it grows while norm and loss stand still.
 *
 *     ‖K‖² = (η_w a²)² ‖XᵀX‖² + 2 η_w a² η_a ‖XᵀXw‖² + η_a² ‖Xw‖⁴
 *     yᵀKy = η_w a² ‖Xᵀy‖² + η_a (wᵀXᵀy)²
 *
 * Both are sums of positive terms, so nothing cancels, and no n × n matrix is formed: 2nd multiply-adds per call, after
 * min(n, d)² max(n, d)/2 once. With whitened input XᵀX = I, Xᵀy = β*, and y is assumed to lie in the range of X, so
 * that ‖y‖ = ‖β*‖: d per call. The same for every loss.
 *
 * Source: arXiv 2406.06158, section 3; silent alignment: Atanasov, Bordelon, Pehlevan 2022.
 *
 * @param problem with X and y, or else with a target.
 * @throws LazyrichError for shapes that do not fit, numbers that are not finite, rates that are not positive; the
 * returned function throws it for numbers that are not finite, w of another length, and rates that are not the start's.
 * @example
 * const measure = neuronKernelMeasures({ a0: 1, w0: [1, 0], target: [0, 1] })
 * measure({ a: 1, w: [1, 0] }).kernelAlignment // 0.447…, 1/√5
 * measure({ a: 1, w: [0, 1] }).kernelAlignment // 0.894…, 2/√5
 */
export declare function neuronKernelMeasures(problem: WhitenedProblem | DataProblem): (neuron: Neuron) => KernelMeasures;

// ---- single-neuron/kernel.d.ts ----
import { Neuron, NeuronStart } from "./neuron.js";
/** S(K₀, K_t) of one neuron against its start; see {@link neuronKernelDistance}. */
export type NeuronKernelDistance = (neuron: Neuron) => number;
/** A start, and the inputs on which its kernel is looked at: whitened ones (XᵀX = I) where X is left out. */
export interface NeuronKernelProblem extends NeuronStart {
  /** Shape [n, d], row-major. */
  readonly X?: ArrayLike<number> | undefined;
}
/**
 * The kernel distance S = 1 − ⟨K₀, K_t⟩/(‖K₀‖‖K_t‖) of f(x) = a wᵀx from its start, with the tangent kernel
 * K = X (η_w a² I + η_a w wᵀ) Xᵀ; for whitened input (X left out) XᵀX = I.
 *
 * Computed from the difference D = K_t − K₀, so that S of a lazy run keeps its digits, where one minus a cosine would
 * bottom out at 4e-16:
 *
 *     S = (‖D‖² − (‖K_t‖ − ‖K₀‖)²)/(2‖K_t‖‖K₀‖),   ‖K_t‖ − ‖K₀‖ = ⟨D, K_t + K₀⟩/(‖K_t‖ + ‖K₀‖)
 *
 * with D = p XXᵀ + ½ q X(e sᵀ + s eᵀ)Xᵀ, e = w − w₀, s = w + w₀. Where the norm has changed so much more than the
 * direction that ‖D‖² and the square beside it cancel, K₀ is first rescaled to the norm of K_t, which does not change
 * S. With X, D is summed entry by entry over min(n, d) rows that have the kernel of X up to a rotation: for nearly
 * parallel rows its two terms cancel, and inner products would lose the difference. Costs O(d) per call for whitened
 * input, O(min(n, d) d) otherwise, after O(nd min(n, d)) once. NaN where K₀ or K_t is 0.
 *
 * Source: arXiv 2406.06158, section 3 (kernel distance of Fort et al. 2020).
 *
 * @param problem any start; a problem's target or data may stand beside it.
 * @throws LazyrichError if X does not hold rows of w0's length, for numbers that are not finite, rates that are not
 * positive; the returned function throws it for numbers that are not finite, w of another length, and rates that are
 * not the start's.
 * @example
 * const distance = neuronKernelDistance({ a0: 1, w0: [1, 0] })
 * distance({ a: 1, w: [0, 1] }) // 0.2
 */
export declare function neuronKernelDistance(problem: NeuronKernelProblem): NeuronKernelDistance;

// ---- single-neuron/limit.d.ts ----
import { DataProblem } from "./neuron.js";
import { NeuronState } from "./states.js";
/** The sign of a that a flow ends with, and its limit if it has one. */
export interface NeuronFate {
  /** Sign of a(∞): 1 or −1; 0 where a stays 0; undefined if still undecided when the step budget runs out. */
  readonly basin: 1 | -1 | 0 | undefined;
  readonly limit: NeuronState | undefined;
}
/**
 * Where gradient flow of f(x) = a wᵀx on ½‖X a w − y‖² ends if it ends with the given sign of a, for any X of any rank.
 * w stays in w₀ + the row space of X: w_null = w₀ − X⁺X w₀ is conserved, and so is
 * K = η_w a² − η_a‖w_row‖² = δ + η_a‖w_null‖². With β_row = X⁺y
 *
 *     η_w a∞² = ½(K + √(K² + 4 η_aη_w‖β_row‖²)),   w∞ = w_null + β_row/a∞
 *
 * (for K < 0 the first is computed as 2η_aη_w‖β_row‖²/(√… − K), which does not cancel, and K from a₀ and w_row, not
 * from δ). If y is outside the range of X, this is the least-squares limit. Singular values of X below max(n, d) ε
 * times the largest count as 0.
 *
 * Source: arXiv 2406.06158, Theorem 3.1 and its appendix; stated there through a potential, see
 * {@link implicitBiasMinimizer}.
 *
 * @param sign of a(∞): for K > 0 that of a₀, for whitened X the basin of {@link exactNeuron}; {@link neuronFate} finds
 * it.
 * @returns the limit; undefined if a(∞) = 0, that is, for Xᵀy = 0 with K ≤ 0.
 * @throws LazyrichError for shapes that do not fit, numbers that are not finite, rates that are not positive.
 * @example
 * interpolatingLimit({ a0: 1, w0: [0, 1], X: [1, 0], y: [2] }, 1)?.w // [1.249…, 1]
 */
export declare function interpolatingLimit(problem: DataProblem, sign: 1 | -1): NeuronState | undefined;
/**
 * Where gradient flow of f(x) = a wᵀx on ½‖X a w − y‖² ends, for any X of any rank: {@link interpolatingLimit} with the
 * sign that the flow ends with. For K = η_w a² − η_a‖w_row‖² > 0 this is a₀'s, since a cannot reach 0; where X is
 * whitened on its row space (one sample always is), it is {@link exactNeuron}'s basin in closed form; otherwise the
 * flow is integrated until it decides: its loss never grows and is ½‖y‖² wherever a = 0, so a keeps its sign once the
 * loss is below that. The part of y outside the range of X changes nothing and is removed first, since it might swamp
 * the rest. Singular values of X below max(n, d) ε times the largest count as 0.
 *
 * Source: arXiv 2406.06158, Theorem 3.1 and its appendix; stated there through a potential.
 *
 * @throws LazyrichError for shapes that do not fit, numbers that are not finite, rates that are not positive.
 * @example
 * neuronFate({ a0: 0.1, w0: [-2], X: [1], y: [1] }).basin // -1
 */
export declare function neuronFate(problem: DataProblem): NeuronFate;

// ---- single-neuron/manifolds.d.ts ----
import { RateOptions } from "./rate-options.js";
/** Points in a grid, for drawing. */
export interface PointGrid {
  /** Row-major. */
  readonly points: Float64Array<ArrayBuffer>;
  readonly shape: readonly number[];
}
/**
 * The curve of equal δ in the plane (a, ‖w‖), η_w a² − η_a‖w‖² = δ: a hyperbola whose two branches are a > 0 and a < 0
 * for δ ≥ 0 (two rays at δ = 0), and one branch through a = 0 for δ < 0.
 *
 * Source: arXiv 2406.06158, section 3 and Fig. 2, with learning rates.
 *
 * @param extent how far to draw: to ‖w‖ = extent for δ ≥ 0, from a = −extent to extent for δ < 0.
 * @param count points per branch, ≥ 2, evenly spaced in that coordinate.
 * @returns (a, ‖w‖) of each point: shape [branches, count, 2]; 2 branches for δ ≥ 0, 1 for δ < 0.
 * @throws LazyrichError for δ not finite, an extent or rates that are not positive, a count below 2.
 * @example
 * equalDeltaCurve(-1, 2, 3).points // [-2, 2.236…, 0, 1, 2, 2.236…]
 */
export declare function equalDeltaCurve(delta: number, extent: number, count: number, options?: RateOptions): PointGrid;
/**
 * The surface of equal δ for two inputs, η_w a² − η_a‖w‖² = δ in (a, w₁, w₂): a hyperboloid of two sheets for δ > 0
 * (upstream: a keeps its sign), a cone at δ = 0, a hyperboloid of one sheet for δ < 0. {@link equalDeltaCurve} turned
 * about the a-axis.
 *
 * Source: arXiv 2406.06158, section 3 and Fig. 2, with learning rates.
 *
 * @param extent how far to draw: to ‖w‖ = extent for δ ≥ 0, from a = −extent to extent for δ < 0.
 * @param count points along a and around, each ≥ 2; the first and the last around are the same point.
 * @returns (a, w₁, w₂) of each point: shape [sheets, count.along, count.around, 3].
 * @throws LazyrichError for δ not finite, an extent or rates that are not positive, counts below 2.
 * @example
 * equalDeltaSurface(1, 3, { along: 10, around: 40 }).shape // [2, 10, 40, 3]
 */
export declare function equalDeltaSurface(delta: number, extent: number, count: {
  readonly along: number;
  readonly around: number;
}, options?: RateOptions): PointGrid;
/**
 * The states with the same β = a w, the hyperbola w = β/a in (a, w). For the plane (a, ‖w‖), pass ‖β‖ as the only
 * entry. It meets every surface of equal δ once for each sign of a, at {@link neuronFromBeta}.
 *
 * Source: arXiv 2406.06158, section 3 and Fig. 2.
 *
 * @param beta length d.
 * @param readouts values of a, none 0.
 * @returns (a, w) at each readout: shape [readouts.length, 1 + d].
 * @throws LazyrichError for an empty β, a readout of 0, numbers that are not finite.
 * @example
 * equalBetaCurve([2], [-1, 4]).points // [-1, -2, 4, 0.5]
 */
export declare function equalBetaCurve(beta: ArrayLike<number>, readouts: ArrayLike<number>): PointGrid;

// ---- single-neuron/neuron.d.ts ----
import { LearningRate, Rates } from "../learning-rate.js";
import { Loss } from "../measures/loss.js";
/** f(x) = a wᵀx at one moment. */
export interface Neuron {
  /** The readout. */
  readonly a: number;
  /** The input weights, length d. */
  readonly w: ArrayLike<number>;
  /** η_a and η_w; 1 if left out. */
  readonly learningRate?: LearningRate | undefined;
}
/** f(x) = a wᵀx at the start of training. */
export interface NeuronStart {
  /** The readout. */
  readonly a0: number;
  /** The input weights, length d. */
  readonly w0: ArrayLike<number>;
  /** η_a and η_w; 1 if left out. */
  readonly learningRate?: LearningRate | undefined;
}
/** Whitened data (XᵀX = I): only β* = Xᵀy matters. */
export interface WhitenedProblem extends NeuronStart {
  /** β*, length d. */
  readonly target: ArrayLike<number>;
  /** Whitened data do not say how many samples there are, so the loss is ½‖Xaw − y‖². */
  readonly loss?: "half-sum" | undefined;
}
/** Any data. */
export interface DataProblem extends NeuronStart {
  /** n × d, row-major. */
  readonly X: ArrayLike<number>;
  /** Length n. */
  readonly y: ArrayLike<number>;
  /** The loss whose gradient flows, which sets the unit of time; `half-sum` if left out. */
  readonly loss?: Loss | undefined;
}
/** What a start from β leaves open. */
export interface FromBetaOptions {
  /** η_a and η_w; 1 if left out. */
  readonly learningRate?: LearningRate | undefined;
  /** The sign of a: 1 if left out, or −1. */
  readonly sign?: 1 | -1 | undefined;
}
/**
 * δ = η_w a² − η_a‖w‖², conserved by gradient flow on any loss: above 0 upstream, 0 balanced, below 0 downstream.
 *
 * Source: arXiv 2406.06158, section 3, with learning rates.
 *
 * @throws LazyrichError for an empty w, numbers that are not finite, rates that are not positive.
 * @example
 * neuronDelta({ a: 2, w: [1, 1] }) // 2
 */
export declare function neuronDelta(neuron: Neuron): number;
/**
 * The outputs f(x_i) = a wᵀx_i. nd multiply-adds.
 *
 * Source: arXiv 2406.06158, section 3.
 *
 * @param X inputs, shape [n, d], row-major.
 * @returns length n.
 * @throws LazyrichError where X does not hold rows of w's length, for numbers that are not finite and rates that are not
 * positive.
 * @example
 * neuronOutputs({ a: 2, w: [1, 0] }, [1, 5, 3, 0]) // [2, 6]
 */
export declare function neuronOutputs(neuron: Neuron, X: ArrayLike<number>): Float64Array<ArrayBuffer>;
/**
 * The neuron with a w = β and the given δ: η_w a² = (κ + δ)/2, η_a‖w‖² = (κ − δ)/2, κ = √(δ² + 4 η_a η_w ‖β‖²), each
 * computed without cancellation. β = 0 with δ < 0 leaves the direction of w open, so it is refused.
 *
 * Source: arXiv 2406.06158, section 3, with learning rates.
 *
 * @param beta β₀, length d.
 * @returns a start for {@link exactNeuron} and {@link flowNeuron}, learning rates included.
 * @throws LazyrichError for a β that is empty, or 0 with δ < 0, numbers that are not finite, rates that are not
 * positive, a sign other than ±1.
 * @example
 * const start = neuronFromBeta([2, 0], 3) // { a0: 2, w0: [1, 0] }
 * exactNeuron({ ...start, target: [0, 1] }).delta // 3
 */
export declare function neuronFromBeta(beta: ArrayLike<number>, delta: number, options?: FromBetaOptions): {
  a0: number;
  w0: Float64Array<ArrayBuffer>;
  learningRate: Rates;
};

// ---- single-neuron/observables.d.ts ----
import { Neuron } from "./neuron.js";
/** The two numbers by which the paper follows a neuron (its Fig. 3), and how fast they change. */
export interface NeuronObservables {
  /** μ = a‖w‖, ‖β‖ with the sign of a. */
  readonly signedMagnitude: number;
  /** φ = cos ∠(w, β*); NaN where either is 0. */
  readonly alignment: number;
  /** μ̇, per unit of flow time; NaN where w = 0. */
  readonly signedMagnitudeVelocity: number;
  /** φ̇, per unit of flow time; NaN where φ is NaN. */
  readonly alignmentVelocity: number;
}
/**
 * Signed magnitude μ = a‖w‖ and alignment φ = cos ∠(w, β*) of f(x) = a wᵀx, and their velocities under gradient flow
 * on ½‖Xaw − y‖² with whitened input (XᵀX = I, β* = Xᵀy):
 *
 *     μ̇ = √(δ² + 4η_aη_wμ²) (φ‖β*‖ − μ)
 *     φ̇ = 2η_aη_w μ‖β*‖ (1 − φ²)/(√(δ² + 4η_aη_wμ²) − δ)
 *
 * Computed from the state, where √(δ² + 4η_aη_wμ²) = η_w a² + η_a‖w‖² and its difference from δ is 2η_a‖w‖², so that
 * nothing cancels at large |δ|: φ̇ = η_w a‖β*‖(1 − φ²)/‖w‖, with 1 − φ² = ‖ŵ − φβ̂*‖² from the part across β*.
 *
 * Source: arXiv 2406.06158, section 3 and Fig. 3, with learning rates.
 *
 * @param target β*, length d.
 * @throws LazyrichError for lengths that differ, numbers that are not finite, rates that are not positive.
 * @example
 * const seen = neuronObservables({ a: 1, w: [1, 0] }, [0, 2]) // { signedMagnitude: 1, alignment: 0 }
 * seen.signedMagnitudeVelocity // -2
 * seen.alignmentVelocity // 2
 */
export declare function neuronObservables(neuron: Neuron, target: ArrayLike<number>): NeuronObservables;

// ---- single-neuron/preconditioner.d.ts ----
import { Neuron } from "./neuron.js";
import { RateOptions } from "./rate-options.js";
/**
 * The preconditioner of β = a w under gradient flow, β̇ = −M ∂L/∂β:
 *
 *     M = η_w a² I + η_a w wᵀ
 *
 * The paper writes it in β and δ ({@link neuronPreconditionerOfBeta}); this form exists at β = 0 too. The same for
 * every loss.
 *
 * Source: arXiv 2406.06158, section 3, with learning rates.
 *
 * @returns M, shape [d, d], symmetric.
 * @throws LazyrichError for an empty w, numbers that are not finite, rates that are not positive.
 * @example
 * neuronPreconditioner({ a: 2, w: [1, 0] }) // [5, 0, 0, 4]
 */
export declare function neuronPreconditioner(neuron: Neuron): Float64Array<ArrayBuffer>;
/**
 * The same preconditioner from β = a w and δ = η_w a² − η_a‖w‖²: with κ = √(δ² + 4 η_aη_w‖β‖²)
 *
 *     M = (κ + δ)/2 I + (κ − δ)/2 β̂β̂ᵀ
 *
 * δ → +∞: M ≈ δ I, lazy. δ = 0: √(η_aη_w)‖β‖(I + β̂β̂ᵀ), rich. δ → −∞: |δ| β̂β̂ᵀ, lazy along β, then rich. The smaller
 * half is computed as η_aη_w‖β‖²/larger, so that no digits are lost at large |δ|.
 *
 * Source: arXiv 2406.06158, section 3, with learning rates.
 *
 * @param beta β, length d.
 * @returns M, shape [d, d], symmetric.
 * @throws LazyrichError for β = 0 with δ < 0, where w has no direction, an empty β, numbers that are not finite, rates
 * that are not positive.
 * @example
 * neuronPreconditionerOfBeta([2, 0], 3) // [5, 0, 0, 4]
 */
export declare function neuronPreconditionerOfBeta(beta: ArrayLike<number>, delta: number, options?: RateOptions): Float64Array<ArrayBuffer>;

// ---- single-neuron/rate-options.d.ts ----
import { LearningRate } from "../learning-rate.js";
/** What functions of β and δ leave open. */
export interface RateOptions {
  /** η_a and η_w; 1 if left out. */
  readonly learningRate?: LearningRate | undefined;
}

// ---- single-neuron/regime.d.ts ----
import { RateOptions } from "./rate-options.js";
/** Which regime δ puts a neuron in, and by how much. */
export interface NeuronRegime {
  readonly name: "lazy" | "rich" | "delayed rich";
  /** δ/(2‖b‖), b = √(η_aη_w)β*: what is compared with the thresholds. */
  readonly ratio: number;
  /**
   * (κ − δ)/(κ + δ) of the preconditioner M at β*: how much more strongly M acts along β than across it, less 1. 0 is
   * lazy, 1 balanced, large delayed rich.
   */
  readonly anisotropy: number;
  /** `lazy` from this ratio up, `delayed rich` from that ratio down, `rich` between. */
  readonly thresholds: {
    readonly lazy: 1;
    readonly delayedRich: -1;
  };
}
/**
 * The regime of f(x) = a wᵀx on ½‖Xaw − y‖² with whitened input, from δ and the size of the target β* = Xᵀy, without
 * running it. At the end of training, where β = β*, the preconditioner M = (κ + δ)/2 I + (κ − δ)/2 β̂β̂ᵀ,
 * κ = √(δ² + 4‖b‖²), b = √(η_aη_w)β*, depends on ρ = δ/(2‖b‖) alone, up to scale:
 *
 *     (κ − δ)/(κ + δ) = (√(1 + ρ²) − ρ)²:   0.17 at ρ = 1,   1 at 0,   5.8 at −1
 *
 * The kernel is M, so this is how far it can turn: with two inputs, a start β₀ ⊥ β* of the same size ends at kernel
 * distance 0.012 at ρ = 1, 0.2 at 0 and 0.71 at −1. **The thresholds ρ ≥ 1 (`lazy`) and ρ ≤ −1 (`delayed rich`) are a
 * convention**: the change is smooth, and there δ and the target contribute equally to κ. Delayed rich kernels turn the
 * most, but late: in the example above, by the time the loss has halved, 4 % of the turn has happened at ρ = −1, 0.5 %
 * at −2, a tenth at 0.
 *
 * Source: arXiv 2406.06158, section 3 (the limits of M); the numbers are this function's tests.
 *
 * @param target β*, length d, not 0: without a target there is nothing to compare δ with.
 * @throws LazyrichError for a target that is empty or 0, numbers that are not finite, rates that are not positive.
 * @example
 * neuronRegime([0, 1], 4).name // 'lazy'
 * neuronRegime([0, 1], 0).name // 'rich'
 * neuronRegime([0, 1], -4).name // 'delayed rich'
 */
export declare function neuronRegime(target: ArrayLike<number>, delta: number, options?: RateOptions): NeuronRegime;

// ---- single-neuron/states.d.ts ----
import { Rates } from "../learning-rate.js";
/** A neuron f(x) = a wᵀx at one moment, as a flow gives it, for every function that takes a neuron. */
export interface NeuronState {
  readonly a: number;
  /** Length d; of states at several times, a view. */
  readonly w: Float64Array<ArrayBuffer>;
  /** β = a w, length d. */
  readonly beta: Float64Array<ArrayBuffer>;
  readonly learningRate: Rates;
}
/** States of a neuron at several times. */
export interface NeuronStates {
  /** The readout at each time, length T. */
  readonly a: Float64Array<ArrayBuffer>;
  /** The input weights, shape [T, d], row-major. */
  readonly w: Float64Array<ArrayBuffer>;
  /** β = a w, shape [T, d], row-major; computed when it is asked for: once, but for states in buffers of yours, which you may fill again. */
  readonly beta: Float64Array<ArrayBuffer>;
  /**
   * The neuron at times[i].
   *
   * @throws LazyrichError unless i is the index of a time.
   */
  at(i: number): NeuronState;
}

// ---- single-neuron/surface.d.ts ----
import { RateOptions } from "./rate-options.js";
/** The states from which the flow ends neither at a > 0 nor at a < 0; see {@link separatingSurface}. */
export interface SeparatingSurface {
  /**
   * What there is at this δ: a `surface` for δ < 0; for δ = 0 only the `line` ŵ = −â β̂* of the cone, where β points
   * away from β* (elsewhere sign a₀ decides); `none` for δ > 0, for β* = 0 (every flow keeps its side or decays to 0)
   * and, at δ < 0, for one input, since w cannot turn.
   */
  readonly kind: "surface" | "line" | "none";
  /**
   * z₊ = cos θ √η_w a + sin θ √η_a β̂*ᵀw of a state: its sign is that of a at the end of the flow; 0 on the surface.
   *
   * @throws LazyrichError for w whose length is not the target's, and numbers that are not finite.
   */
  coordinate(a: number, w: ArrayLike<number>): number;
  /**
   * β̂*ᵀw on the surface at readout a: −(λ + δ/2) √(η_w/η_a) a/s; NaN where kind is `none`.
   *
   * @throws LazyrichError for a that is not finite.
   */
  along(a: number): number;
  /**
   * ‖w − (β̂*ᵀw) β̂*‖ on the surface at readout a, from δ; 0 on the `line`, NaN where kind is `none`.
   *
   * @throws LazyrichError for a that is not finite.
   */
  across(a: number): number;
  /**
   * The w at readout a that lies on the surface, or off it by `offset`: w is moved by that arc length (in the units of
   * w) along the circle of constant ‖w‖, so that a and δ stay the same, towards β* and z₊ > 0 for offset > 0, away for
   * offset < 0. Of the directions across β*, `side` 1 takes (−y, x)/‖β*‖ for β* = (x, y), and for more inputs the axis
   * least aligned with β*, made perpendicular; `side` −1 takes the opposite. (The `line` is an end of the half circle:
   * there is one way off it, and it leads to the sign of a.)
   *
   * @throws LazyrichError where kind is `none`, for an offset beyond w ∥ β* at either end of the half circle (any but
   * 0 with one input), and numbers that are not finite.
   */
  weights(a: number, offset?: number, side?: 1 | -1): Float64Array<ArrayBuffer>;
  /**
   * (a, w) on the surface at every readout: shape [readouts.length, 1 + d], row-major; the curve to draw for d = 2.
   *
   * @throws LazyrichError where kind is `none`, for readouts that are not finite, and a side that is neither 1 nor −1.
   */
  curve(readouts: ArrayLike<number>, side?: 1 | -1): Float64Array<ArrayBuffer>;
}
/**
 * The surface between the two basins of f(x) = a wᵀx, trained on ½‖Xaw − y‖² with whitened input (XᵀX = I, β* = Xᵀy),
 * among the states with a given δ = η_w a² − η_a‖w‖². With s = √(η_aη_w)‖β*‖ and λ = √(δ²/4 + s²) it is the plane
 *
 *     z₊ = 0,   that is   (λ + δ/2) √η_w a + √(η_aη_w) β*ᵀ √η_a w = 0
 *
 * on which flows end at the saddle a = 0, w ⊥ β*, η_a‖w‖² = |δ|; flows that start next to it linger there, then leave
 * for a > 0 or a < 0. At given a it meets η_a‖w‖² = η_w a² − δ in a circle around β* (for d = 2 in two points): √η_a
 * β̂*ᵀw = −(λ + δ/2) √η_w a/s, √η_a‖w_⊥‖ = √(|δ| + η_w a²(1 − cot²θ)), cot θ = (λ + δ/2)/s < 1.
 *
 * Source: arXiv 2406.06158, appendix and Fig. 7; this form from the linear flow behind {@link exactNeuron}.
 *
 * @param target β*, length d.
 * @throws LazyrichError for numbers that are not finite, an empty target, rates that are not positive.
 * @example
 * const surface = separatingSurface(-2, [1, 0.25])
 * const start = { a0: -4, w0: surface.weights(-4, 1e-3), target: [1, 0.25] }
 * exactNeuron(start).basin // 1
 */
export declare function separatingSurface(delta: number, target: ArrayLike<number>, options?: RateOptions): SeparatingSurface;

// ---- single-neuron/timescales.d.ts ----
import { WhitenedProblem } from "./neuron.js";
/**
 * The escape time t* of f(x) = a wᵀx on ½‖Xaw − y‖² with whitened input, in flow time: when the growing part of the
 * linear flow behind {@link exactNeuron} has caught up with all the rest,
 *
 *     z₊² (e^{2λt} − 1)/2λ = 1 + z₋² (1 − e^{−2λt})/2λ + ‖ŵ_⊥‖² (1 − e^{−δt})/δ,   z₊, z₋, ŵ_⊥ of the start.
 *
 * At t* a² has half its final value, up to a share z₊²/λ and what has decayed by then (e^{−2λt*}); from a start near
 * the saddle or near zero, this is when the flow leaves the plateau. A start off the plateau has a t* too, near 0. The
 * two sides cross once: their difference times e^{δt} has a growing slope. Solved in logarithms, to the last digits
 * that z₊ allows.
 *
 * @returns t*; undefined if the flow never leaves (z₊ = 0: on the separating surface, a zero start, β* = 0 with δ ≤ 0),
 * or if rounding decides whether it does.
 * @throws LazyrichError for what {@link exactNeuron} refuses.
 * @example
 * escapeTime({ a0: 1e-4, w0: [0, 1e-4], target: [1, 0] }) // 9.903…
 */
export declare function escapeTime(problem: WhitenedProblem): number | undefined;
/**
 * The length of the plateau in flow time: how long a start near the saddle (a = 0, w ⊥ β*, η_a‖w‖² = |δ|), or near zero
 * for δ near 0, stays there. It is {@link escapeTime} with only the largest terms kept,
 *
 *     δ < 0: log(‖ŵ_⊥‖ √(2λ/|δ|)/|z₊|)/(λ + δ/2),   δ = 0: log(√(2λ)/|z₊|)/λ
 *
 * and 0 where that is negative. For δ > 0, where zero is the only saddle, the second holds. It also holds for δ < 0
 * where it is longer (a start far smaller than the saddle), and replaces 1/|δ| in the first where 1/|δ| is longer (δ so
 * near 0 that e^{|δ|t} does not grow). Loss ½‖Xaw − y‖², whitened input. Far downstream λ + δ/2 ≈ η_aη_w‖β*‖²/|δ|: the
 * plateau grows like
 * |δ|.
 *
 * @returns the length; Infinity for flows that never leave, undefined where rounding decides whether they do.
 * @throws LazyrichError for what {@link exactNeuron} refuses.
 * @example
 * const surface = separatingSurface(-10, [1, 0.25])
 * plateauLength({ a0: -4, w0: surface.weights(-4, 1e-3), target: [1, 0.25] }) // 81.339…
 */
export declare function plateauLength(problem: WhitenedProblem): number | undefined;
/**
 * The flow time at which the loss ½‖a w − β*‖² of f(x) = a wᵀx with whitened input first falls to `loss`. The loss
 * never grows, so it stays below from then on. Found by bisection on the closed form's residual
 *
 *     β* − β = (D, −q p_⊥)/(√(η_aη_w) N),   D = s − â₀ŵ₀∥ + s‖ŵ_⊥‖²(1 − e^{−δt})/δ along β*,   N = 1 + ∫‖v‖²
 *
 * (q, p_⊥, N as in {@link exactNeuron}), in which nothing cancels as β nears β*: 1e-300 is reached as exactly as 0.1.
 *
 * @param loss the level, ≥ 0.
 * @returns the time, 0 if the start is already there; undefined if the flow never gets there (a saddle keeps ½‖β*‖², 0
 * is reached only at infinity), or if rounding decides whether it does.
 * @throws LazyrichError for a level that is negative or not finite, and what {@link exactNeuron} refuses.
 * @example
 * timeToLoss({ a0: 1, w0: [0], target: [1] }, 1e-3) // 1.877…
 */
export declare function timeToLoss(problem: WhitenedProblem, loss: number): number | undefined;

// ---- spacing.d.ts ----
/**
 * Numbers from `first` to `last`, evenly spaced; `first` alone where one is asked for.
 *
 * @example
 * linearSpaced(-1, 1, 5) // [-1, -0.5, 0, 0.5, 1]
 *
 * @throws LazyrichError for ends that are not finite and a count that is no whole number above 0.
 */
export declare function linearSpaced(first: number, last: number, count: number): number[];
/**
 * Numbers from `first` to `last`, each the same multiple of the one before, to six digits.
 *
 * @example
 * logSpaced(0.1, 10, 3) // [0.1, 1, 10]
 *
 * @throws LazyrichError for ends that are not positive and a count that is no whole number above 0.
 */
export declare function logSpaced(first: number, last: number, count: number): number[];

// ---- two-layer-linear/conserved.d.ts ----
import { LinearNetwork } from "./problem.js";
/**
 * Δ = η_W AAᵀ − η_A WWᵀ, which gradient flow of f(x) = AᵀWx conserves: shape [h, h], row-major. Source: arXiv
 * 2406.06158, section 4, with learning rates.
 *
 * @example
 * linearConserved({ hidden: 2, A: [1, 0, 0, 1], W: [0, 1] }) // Float64Array [1, 0, 0, 0]
 *
 * @throws LazyrichError for lengths that are not multiples of h, entries that are not finite, rates that are not
 * positive.
 */
export declare function linearConserved(network: LinearNetwork): Float64Array<ArrayBuffer>;
/** How near Δ must come to a multiple of I. */
export interface LinearDeltaOptions {
  /** As a share of the largest diagonal entry of η_W AAᵀ and η_A WWᵀ; 1e-8 if left out. */
  readonly tolerance?: number | undefined;
}
/**
 * δ if Δ = δI to within `tolerance` times the largest diagonal entry of η_W AAᵀ and η_A WWᵀ, since the entries of a
 * start are rounded; undefined if Δ is not a multiple of I.
 *
 * @example
 * linearDelta({ hidden: 2, A: [1, 0, 0, 1], W: [0, 0] }) // 1
 * linearDelta({ hidden: 2, A: [1, 0, 0, 1], W: [0, 1] }) // undefined
 *
 * @throws LazyrichError as {@link linearConserved} does, and for a tolerance below 0.
 */
export declare function linearDelta(network: LinearNetwork, options?: LinearDeltaOptions): number | undefined;

// ---- two-layer-linear/exact.d.ts ----
import { LinearProblem, LinearShape } from "./problem.js";
import { LinearState } from "./states.js";
/** What the closed form gives of the network, at several times. */
export interface LinearStates {
  /** β = WᵀA, shape [T, d, c]. */
  readonly beta: Float64Array<ArrayBuffer>;
  /** AᵀA, shape [T, c, c]. */
  readonly readoutGram: Float64Array<ArrayBuffer>;
  /** WᵀW, shape [T, d, d]. */
  readonly inputGram: Float64Array<ArrayBuffer>;
  /**
   * The network at times[i]: A and W up to a rotation of the hidden neurons, on which nothing here depends, nor δ, the
   * outputs or the kernel; at time 0 the start as it came. They are computed when they are asked for.
   *
   * @throws LazyrichError unless i is the index of a time.
   */
  at(i: number): ExactLinearState;
}
/** A network at one moment, with its Gram matrices. */
export interface ExactLinearState extends LinearState {
  /** AᵀA, shape [c, c]. */
  readonly readoutGram: Float64Array<ArrayBuffer>;
  /** WᵀW, shape [d, d]. */
  readonly inputGram: Float64Array<ArrayBuffer>;
}
/** The closed form of one problem, ready to be evaluated at any time. */
export interface ExactLinear extends LinearShape {
  /** δ, with η_W AAᵀ − η_A WWᵀ = δ I. */
  readonly delta: number;
  /** β, AᵀA and WᵀW at every time (≥ 0, in any order). */
  at(times: ArrayLike<number>): LinearStates;
  /** β alone, shape [T, d, c], written to the given buffer if any. */
  beta<Bytes extends ArrayBufferLike = ArrayBuffer>(times: ArrayLike<number>, into?: Float64Array<Bytes>): Float64Array<Bytes>;
  /** The network at that time as a start for another target: A and W as in {@link LinearStates.at}. */
  restart(time: number, target: ArrayLike<number>): LinearProblem;
}
/**
 * Gradient flow of f(x) = AᵀWx on ½‖XWᵀA − Y‖² with whitened input (XᵀX = I), in closed form for any h, c, d where
 * Δ = η_W AAᵀ − η_A WWᵀ = δI:
 *
 *     Ȧ = −η_A W (β − β*),   Ẇ = −η_W A (β − β*)ᵀ,   β = WᵀA
 *
 * In √η_W A, √η_A W and √(η_Aη_W) β* both rates are 1. With Q = [A W], F = [[δ/2 I, β*ᵀ], [β*, −δ/2 I]] and
 * P = Q₀e^{Ft}, QᵀQ = Pᵀ(I + Q₀ ∫₀ᵗ e^{2Fτ}dτ Q₀ᵀ)⁻¹P. Evaluated without an inverse: F = VΛVᵀ comes from the singular
 * vectors of β* (pairs ±√(δ²/4 + s²), ±δ/2 for the rest, the smaller component of an eigenvector from a product),
 * C = Q₀V, D² = ∫₀ᵗe^{2Λτ}dτ; U is the block that belongs to DCᵀ of an orthonormal basis of the columns of [I; DCᵀ],
 * and
 *
 *     QᵀQ = V (EU)(EU)ᵀ Vᵀ,   E = e^{Λt}/D
 *
 * Only ratios of the rows of [I; DCᵀ] matter: all are divided by e^{|δ|t/2}, which leaves exponents
 * λ − |δ|/2 = s²/(λ + |δ|/2) with all their digits; where the rows still leave the range of doubles, the basis comes
 * from an elimination that never forms them. Costs O((c + d)³) to prepare. One β costs, in multiply-adds, 2 (h + c + d)
 * h² − ⅔ h³ for the basis and h (c² + d² + cd) for the products: 120,000 at h = c = d = 20, where one per cycle (two
 * loads, a multiplication and an addition) makes 40 µs the floor of scalar code.
 *
 * Source: Fukumizu 1998 and Braun et al. 2022 (δ = 0), Dominé et al. 2025, arXiv 2409.14623 (δ ≠ 0), under assumptions
 * on shapes and rank; this form needs none. For h = c = 1 it is {@link exactNeuron}.
 *
 * @example
 * const exact = exactLinear({ hidden: 1, A0: [1], W0: [0.5, 0], target: [1, 2] })
 * exact.delta // 0.75
 * exact.beta([0, 100]) // Float64Array [0.5, 0, 1, 2]
 * linearDelta(exact.at([0, 100]).at(1)) // 0.75
 *
 * @throws LazyrichError for shapes that do not fit, entries that are not finite, and a Δ that is not a multiple of I to
 * 1e-8 of its entries; what is returned throws it for times that are negative or not finite, or so long that their
 * product with the fastest rate √(δ²/4 + s²) is beyond the largest number.
 */
export declare function exactLinear(problem: LinearProblem): ExactLinear;

// ---- two-layer-linear/factors.d.ts ----
import { FlowControl } from "../integrate/flow-control.js";
import { LinearProblem } from "./problem.js";
import { LinearState } from "./states.js";
/** A and W at several times. */
export interface LinearFactors {
  /** Shape [T, h, c]. */
  readonly A: Float64Array<ArrayBuffer>;
  /** Shape [T, h, d]. */
  readonly W: Float64Array<ArrayBuffer>;
  /** β = WᵀA by the closed form (at time 0, of the start), shape [T, d, c]. */
  readonly beta: Float64Array<ArrayBuffer>;
  /**
   * The network at times[i].
   *
   * @throws LazyrichError unless i is the index of a time.
   */
  at(i: number): LinearState;
}
/**
 * The factors A(t), W(t) themselves where Δ = δI. {@link exactLinear} gives them up to a rotation of the hidden
 * neurons, Q(t) = O(t) Q_s(t), with Q = [A W] and any Q_s that has the same QᵀQ. That rotation has no closed form for
 * h > 1 (it is the parallel transport of Q along QᵀQ), so the factors are integrated, and O is the rotation that brings
 * Q_s nearest to them: the polar factor of Q_int Q_sᵀ. AᵀA, WᵀW and β are then as accurate as the closed form, and the
 * rotation as accurate as the integration.
 *
 * @example
 * const factors = linearFactors({ hidden: 1, A0: [1], W0: [0.5, 0], target: [1, 2] }, [0, 100])
 * factors.A // [1, 1.6255…]
 * linearDelta(factors.at(1)) // 0.75
 *
 * @param times ≥ 0, in any order.
 * @throws LazyrichError for what {@link exactLinear} refuses, and if the integration does not reach a time.
 */
export declare function linearFactors(problem: LinearProblem, times: ArrayLike<number>, options?: FlowControl): LinearFactors;

// ---- two-layer-linear/flow.d.ts ----
import { DeepLinearStates } from "../deep-linear/flow.js";
import { FlowControl } from "../integrate/flow-control.js";
import { LinearDataProblem, LinearProblem } from "./problem.js";
import { LinearState } from "./states.js";
/** Integrated factors, and how far they got. */
export interface LinearFlow extends Pick<DeepLinearStates, "reached" | "reason" | "counts"> {
  /** Shape [T, h, c]. */
  readonly A: Float64Array<ArrayBuffer>;
  /** Shape [T, h, d]. */
  readonly W: Float64Array<ArrayBuffer>;
  /** β = WᵀA, shape [T, d, c]. */
  readonly beta: Float64Array<ArrayBuffer>;
  /**
   * The network at times[i].
   *
   * @throws LazyrichError unless i is the index of a time.
   */
  at(i: number): LinearState;
}
/**
 * Gradient flow of f(x) = AᵀWx, integrated for any data, any start and any widths: Ȧ = −η_A W G, Ẇ = −η_W A Gᵀ with
 * G = ∂L/∂β, which is Xᵀ(Xβ − Y) for ½‖Xβ − Y‖², and β − β* where the input is whitened. It is {@link flowDeepLinear}
 * at depth 2. Where {@link exactLinear} applies, it is exact and far faster; this flow needs no condition on Δ.
 *
 * @example
 * const start = { hidden: 1, A0: [1], W0: [0.5, 0] }
 * const flow = flowLinear({ ...start, X: [1, 1], Y: [3] }, [0, 100])
 * flow.beta // [0.5, 0, 1.9033…, 1.0966…]
 * linearOutputs(flow.at(1), [1, 1]) // [3]
 *
 * @param times ≥ 0, in any order; flow time of the loss.
 * @throws LazyrichError for shapes that do not fit, entries that are not finite, rates that are not positive, unknown
 * options.
 */
export declare function flowLinear(problem: LinearProblem | LinearDataProblem, times: ArrayLike<number>, options?: FlowControl): LinearFlow;

// ---- two-layer-linear/hyperbolic-entropy.d.ts ----
/** The mirror-descent potential of a singular value at unbalance δ. */
export interface HyperbolicEntropy {
  /** φ_δ(σ) ≥ 0. */
  readonly value: number;
  /** The mirror map φ'_δ(σ) = ½ asinh(2σ/|δ|). */
  readonly gradient: number;
  /** φ''_δ(σ) = 1/√(4σ² + δ²): what the gradient is divided by. */
  readonly curvature: number;
}
/**
 * The hyperbolic entropy φ_δ(σ) = ¼(2σ asinh(2σ/|δ|) − √(4σ² + δ²) + |δ|): with whitened input and aligned singular
 * vectors, gradient flow of a two-layer linear network with Δ = δI moves each singular value by mirror flow in it,
 *
 *     d/dt φ'_δ(σ) = −∂L/∂σ,   σ̇ = −√(4σ² + δ²) ∂L/∂σ
 *
 * It is like σ log(1/|δ|)/2 for |δ| ≪ σ, an ℓ¹ penalty that learns one mode after another, and like σ²/(2|δ|) for
 * |δ| ≫ σ, an ℓ² penalty that learns all alike. Small differences are computed from products, so that no digits are
 * lost.
 *
 * Source: arXiv 2406.06158, section 4; Ghai, Hazan and Singer 2020.
 *
 * @example
 * hyperbolicEntropy(1, 2).gradient // 0.4406…, ½ asinh(1)
 *
 * @param sigma a singular value, of either sign (φ is even).
 * @param delta δ ≠ 0, in units of σ.
 * @throws LazyrichError for δ = 0, where φ is infinite, and numbers that are not finite.
 */
export declare function hyperbolicEntropy(sigma: number, delta: number): HyperbolicEntropy;
/**
 * The σ whose mirror map is θ: σ = ½|δ| sinh(2θ), the inverse of `gradient` of {@link hyperbolicEntropy}. Infinite only
 * where σ is beyond the range of doubles. Rounding of θ alone moves σ by the share 1e-16 (1 + 2|θ|).
 *
 * @example
 * hyperbolicMirror(hyperbolicEntropy(3, 2).gradient, 2) // 3
 *
 * @throws LazyrichError for δ = 0 and numbers that are not finite.
 */
export declare function hyperbolicMirror(theta: number, delta: number): number;

// ---- two-layer-linear/index.d.ts ----
import { LinearDataProblem, LinearNetwork, LinearProblem, LinearShape, LinearStart } from "./problem.js";
import { BalancedLinearOptions, LinearFromBetaOptions, MadeLinearStart, balancedLinearStart, linearFromBeta } from "./start.js";
import { ExactLinear, ExactLinearState, LinearStates, exactLinear } from "./exact.js";
import { LinearFactors, linearFactors } from "./factors.js";
import { LinearFlow, flowLinear } from "./flow.js";
import { LinearState } from "./states.js";
import { ExactLinearTasks, LinearTask, exactLinearTasks } from "./tasks.js";
import { HyperbolicEntropy, hyperbolicEntropy, hyperbolicMirror } from "./hyperbolic-entropy.js";
import { LinearRegime, linearRegime } from "./regime.js";
import { SelfConsistency, selfConsistency, selfConsistentFlow } from "./self-consistent.js";
import { LazyrichError } from "../errors.js";
import { KernelMeasures } from "../measures/kernel-measures.js";
import { LinearDeltaOptions, linearConserved, linearDelta } from "./conserved.js";
import { linearKernelMeasures } from "./kernel.js";
import { linearOutputs } from "./outputs.js";
import { DeepLinearState, DeepLinearStates } from "../deep-linear/flow.js";
import { DeepLinearNetwork, LayerRates } from "../deep-linear/problem.js";
import { FlowControl, FlowReason } from "../integrate/flow-control.js";
import { IntegratorCounts, RightHandSide } from "../integrate/solver.js";
import { LearningRate, Rates } from "../learning-rate.js";
import { Loss } from "../measures/loss.js";
import { RandomStream } from "../random/stream.js";
export { type BalancedLinearOptions, type DeepLinearNetwork, type DeepLinearState, type DeepLinearStates, type ExactLinear, type ExactLinearState, type ExactLinearTasks, type FlowControl, type FlowReason, type HyperbolicEntropy, type IntegratorCounts, type KernelMeasures, type LayerRates, LazyrichError, type LearningRate, type LinearDataProblem, type LinearDeltaOptions, type LinearFactors, type LinearFlow, type LinearFromBetaOptions, type LinearNetwork, type LinearProblem, type LinearRegime, type LinearShape, type LinearStart, type LinearState, type LinearStates, type LinearTask, type Loss, type MadeLinearStart, type RandomStream, type Rates, type RightHandSide, type SelfConsistency, balancedLinearStart, exactLinear, exactLinearTasks, flowLinear, hyperbolicEntropy, hyperbolicMirror, linearConserved, linearDelta, linearFactors, linearFromBeta, linearKernelMeasures, linearOutputs, linearRegime, selfConsistency, selfConsistentFlow };

// ---- two-layer-linear/kernel.d.ts ----
import { KernelMeasures } from "../measures/kernel-measures.js";
import { LinearDataProblem, LinearNetwork, LinearProblem, LinearStart } from "./problem.js";
/**
 * The tangent kernel of f(x) = AᵀWx over all inputs and outputs of a problem, measured against its start: its distance,
 * its norm, and its alignment with the targets.
 *
 *     K = η_W AᵀA ⊗ XXᵀ + η_A I_c ⊗ XWᵀWXᵀ
 *
 * With whitened input, XXᵀ counts as I and the targets as β*, which changes none of the three (the targets are then
 * taken to lie in the range of X). Other data are first reduced to rank X rows, whose kernel differs from that of X by a
 * rotation. The distance is computed from differences, so that lazy runs keep their digits. Per call h (c² + d²)
 * multiply-adds, and h d rank X more where the data are not whitened; no kernel is stored.
 *
 * Source: arXiv 2406.06158, section 4 (kernel of a two-layer linear network).
 *
 * @example
 * const measure = linearKernelMeasures({ hidden: 1, A0: [1], W0: [0], target: [3] })
 * measure({ hidden: 1, A: [1], W: [1] }) // { kernelDistance: 0, kernelNorm: 2, kernelAlignment: 1 }
 *
 * @param problem with `target` for whitened input or `X` and `Y` for any; with neither, the input counts as whitened and
 * there is no alignment. Its learning rates hold for every network.
 * @returns a function of the network at any later time.
 * @throws LazyrichError for shapes that do not fit, entries that are not finite and rates that are not positive; the
 * function throws it for a network of other inputs, outputs or learning rates.
 */
export declare function linearKernelMeasures(problem: LinearStart | LinearProblem | LinearDataProblem): (network: LinearNetwork) => KernelMeasures;

// ---- two-layer-linear/outputs.d.ts ----
import { LinearNetwork } from "./problem.js";
/**
 * The outputs f(x_i) = AᵀWx_i, as the rows of XWᵀA: shape [n, c]. n h (c + d) multiply-adds.
 *
 * Source: arXiv 2406.06158, section 4.
 *
 * @example
 * linearOutputs({ hidden: 1, A: [2], W: [1, 0] }, [1, 5, 3, 0]) // [2, 6]
 *
 * @param X inputs, shape [n, d], row-major.
 * @throws LazyrichError for shapes that do not fit, entries that are not finite.
 */
export declare function linearOutputs(network: LinearNetwork, X: ArrayLike<number>): Float64Array<ArrayBuffer>;

// ---- two-layer-linear/problem.d.ts ----
import { LearningRate } from "../learning-rate.js";
import { Loss } from "../measures/loss.js";
/** A two-layer linear network f(x) = AᵀWx at one moment. */
export interface LinearNetwork {
  /** Hidden neurons h. */
  readonly hidden: number;
  /** Readout weights, shape [h, c], row-major. */
  readonly A: ArrayLike<number>;
  /** Input weights, shape [h, d], row-major. */
  readonly W: ArrayLike<number>;
  /** η_A and η_W; 1 if left out. */
  readonly learningRate?: LearningRate | undefined;
}
/** A two-layer linear network f(x) = AᵀWx at the start of training. */
export interface LinearStart {
  /** Hidden neurons h. */
  readonly hidden: number;
  /** Readout weights, shape [h, c], row-major. */
  readonly A0: ArrayLike<number>;
  /** Input weights, shape [h, d], row-major. */
  readonly W0: ArrayLike<number>;
  /** η_A and η_W; 1 if left out. */
  readonly learningRate?: LearningRate | undefined;
}
/** With whitened data (XᵀX = I): only β* = XᵀY matters. */
export interface LinearProblem extends LinearStart {
  /** β*, shape [d, c], row-major. */
  readonly target: ArrayLike<number>;
  /** Whitened data do not say how many samples there are, so the loss is ½‖XWᵀA − Y‖². */
  readonly loss?: "half-sum" | undefined;
}
/** With any data. */
export interface LinearDataProblem extends LinearStart {
  /** Inputs, shape [n, d], row-major. */
  readonly X: ArrayLike<number>;
  /** Targets, shape [n, c], row-major. */
  readonly Y: ArrayLike<number>;
  /** The loss whose gradient flows, which sets the unit of time; `half-sum` if left out. */
  readonly loss?: Loss | undefined;
}
/** The widths of a two-layer network. */
export interface LinearShape {
  /** h. */
  readonly hidden: number;
  /** d. */
  readonly inputs: number;
  /** c. */
  readonly outputs: number;
}

// ---- two-layer-linear/regime.d.ts ----
import { LinearDataProblem, LinearProblem } from "./problem.js";
/** What the widths and δ predict. */
export interface LinearRegime {
  /** `undecided` where the paper says nothing: δ_k that differ in sign or size, or h < min(c, d). */
  readonly name: "lazy" | "rich" | "delayed rich" | "undecided";
  /**
   * From the widths: `wide` h ≥ max(c, d); `narrowing` c ≤ h < d; `expanding` d ≤ h < c; `bottleneck` h < min(c, d).
   */
  readonly shape: "wide" | "narrowing" | "expanding" | "bottleneck";
  /**
   * The eigenvalues δ_k of Δ, largest first, each to a few ε of the largest in size; without the h − c − d of a network
   * wider than c + d that are 0 whatever its weights.
   */
  readonly deltas: Float64Array<ArrayBuffer>;
  /** δ_k/(2s) for every k: ≥ 1 counts as ≫ 0, ≤ −1 as ≪ 0, anything between as near 0 (a convention). */
  readonly ratios: Float64Array<ArrayBuffer>;
  /** In one sentence. */
  readonly reason: string;
}
/**
 * Which regime the shape and the start predict, from the eigenvalues δ_k of Δ = η_W AAᵀ − η_A WWᵀ against the size s of
 * the target, the largest singular value of √(η_Aη_W) β*:
 *
 * | shape | all δ_k ≫ 0 | δ_k near 0 | all δ_k ≪ 0 |
 * | --- | --- | --- | --- |
 * | wide, h ≥ max(c, d) | lazy | rich | lazy |
 * | narrowing, c ≤ h < d | lazy | rich | delayed rich |
 * | expanding, d ≤ h < c | delayed rich | rich | lazy |
 *
 * AAᵀ has rank c at most and WWᵀ rank d, so in a network with h > c only c of the δ_k can be above 0, and with h > d only
 * d of them below: there, “all” are as many as can be, with the others near 0.
 *
 * The paper's limits are smooth; the threshold |δ_k| = 2s, where δ and the target contribute equally to √(δ² + 4s²), is
 * a convention, the same as for one neuron. The paper's statement is for whitened input. For other data, β* is the
 * least-squares solution of least norm.
 *
 * Source: arXiv 2406.06158, section 4.
 *
 * @example
 * const start = linearFromBeta(new Float64Array(10), -8, { hidden: 2, inputs: 5, outputs: 2 })
 * linearRegime({ ...start, target: [1, 0, 0, 1, 0, 0, 0, 0, 0, 0] }).name // 'delayed rich'
 *
 * @throws LazyrichError for shapes that do not fit, entries that are not finite, rates that are not positive, and a
 * target of 0, with which δ cannot be compared.
 */
export declare function linearRegime(problem: LinearProblem | LinearDataProblem): LinearRegime;

// ---- two-layer-linear/self-consistent.d.ts ----
import { LinearShape } from "./problem.js";
/** Whether β alone determines its own flow. */
export interface SelfConsistency {
  /** True where β̇ depends on β and δ alone. */
  readonly valid: boolean;
  /** False if small errors off the set of rank h grow; integrate the factors instead. */
  readonly stable: boolean;
  /** In one sentence. */
  readonly reason: string;
}
/**
 * Whether {@link selfConsistentFlow} holds for these widths and δ: h = c if δ > 0, h = d if δ < 0, any h if δ = 0 (β
 * must then keep rank ≤ h, and for h < min(c, d) rounding leaves that set: valid, but unstable). In other shapes AᵀA
 * and WᵀW are not functions of β, even though Δ = δI.
 *
 * Source: arXiv 2406.06158, section 4; the last two statements were found by measurement.
 *
 * @example
 * selfConsistency({ hidden: 2, inputs: 3, outputs: 2 }, 1).valid // true
 * selfConsistency({ hidden: 2, inputs: 3, outputs: 2 }, -1).valid // false
 *
 * @throws LazyrichError for widths that are not whole numbers above 0 and a δ that is not finite.
 */
export declare function selfConsistency(shape: LinearShape, delta: number): SelfConsistency;
/**
 * The self-consistent flow of β = WᵀA where Δ = δI, without the factors:
 *
 *     β̇ = −G √(βᵀβ + ¼δ² I_c) − √(ββᵀ + ¼δ² I_d) G,   G = ∂L/∂β
 *
 * Both roots come from one singular value decomposition of β. O(cd max(c, d)).
 *
 * Source: arXiv 2406.06158, Theorem 4.1 and its appendix.
 *
 * @example
 * const shape = { hidden: 1, inputs: 1, outputs: 1 }
 * selfConsistentFlow([3], [-1], 8, shape) // [10], from 2 √(9 + 16)
 *
 * @param beta β, shape [d, c].
 * @param gradient G, shape [d, c]; β − β* for whitened input.
 * @returns β̇, shape [d, c].
 * @throws LazyrichError in shapes where the equation does not hold (see {@link selfConsistency}), for lengths that do
 * not fit and numbers that are not finite.
 */
export declare function selfConsistentFlow(beta: ArrayLike<number>, gradient: ArrayLike<number>, delta: number, shape: LinearShape): Float64Array<ArrayBuffer>;

// ---- two-layer-linear/start.d.ts ----
import { LearningRate, Rates } from "../learning-rate.js";
import { RandomStream } from "../random/stream.js";
import { LinearShape, LinearStart } from "./problem.js";
/** A start that was made for a shape: what {@link LinearStart} names, as typed arrays and with its rates. */
export interface MadeLinearStart extends LinearStart {
  /** Shape [h, c], row-major. */
  readonly A0: Float64Array<ArrayBuffer>;
  /** Shape [h, d], row-major. */
  readonly W0: Float64Array<ArrayBuffer>;
  readonly learningRate: Rates;
}
/** The network that a balanced start is drawn for. */
export interface BalancedLinearOptions extends LinearShape {
  /** δ, with η_W AAᵀ − η_A WWᵀ = δI. */
  readonly delta: number;
  /** Size of the drawn layer, > 0: for δ = 0, β starts at about its square. */
  readonly scale: number;
  /** η_A and η_W; 1 if left out. */
  readonly learningRate?: LearningRate | undefined;
}
/** The network that is to compute a given β. */
export interface LinearFromBetaOptions extends LinearShape {
  /** η_A and η_W; 1 if left out. */
  readonly learningRate?: LearningRate | undefined;
}
/**
 * A random start with Δ = η_W AAᵀ − η_A WWᵀ = δI: for δ ≥ 0 the entries of √η_A W (shape [h, d]) are normal with
 * standard deviation scale/√d and √η_W A = √(η_A WWᵀ + δI) Vᵀ with h random orthonormal columns V; for δ < 0 with A and
 * W swapped. It exists for h ≤ c if δ > 0 (AAᵀ then has rank h), for h ≤ d if δ < 0, and always if δ = 0, where the
 * wider side follows from the narrower one.
 *
 * Source: arXiv 2406.06158, section 4 and appendix (Δ = δI); called λ-balanced in Dominé et al. 2025.
 *
 * @example
 * const random = randomStream(0, 'student')
 * const start = balancedLinearStart(random, { hidden: 2, inputs: 3, outputs: 2, delta: -1, scale: 0.1 })
 * exactLinear({ ...start, target: [1, 0, 0, 1, 0, 0] }).delta // -1
 *
 * @throws LazyrichError for shapes in which no such start exists, numbers that are not finite or out of range, unknown
 * options.
 */
export declare function balancedLinearStart(random: RandomStream, options: BalancedLinearOptions): MadeLinearStart;
/**
 * The aligned start with WᵀA = β and Δ = δI: with √(η_Aη_W) β = Σ_r σ_r l_r r_rᵀ, neuron r has A along r_r and W along
 * l_r, η_W A² = (√(δ² + 4σ²) + δ)/2 and η_A W² = (√(δ² + 4σ²) − δ)/2, each without cancellation; neurons beyond the rank
 * of β carry |δ| on one side only. It exists for rank β ≤ h, and h ≤ c if δ > 0, h ≤ d if δ < 0.
 *
 * Source: both follow from √(η_Aη_W) A W = σ and η_W A² − η_A W² = δ, the δ of {@link linearDelta}.
 *
 * @example
 * const start = linearFromBeta([3, 4], 0, { hidden: 1, inputs: 2, outputs: 1 })
 * exactLinear({ ...start, target: [0, 1] }).beta([0]) // [3, 4]
 *
 * @param beta β, shape [d, c], row-major; singular values below max(c, d) ε of the largest count as 0.
 * @throws LazyrichError where no such start exists, for a β of the wrong length, numbers that are not finite, unknown
 * options.
 */
export declare function linearFromBeta(beta: ArrayLike<number>, delta: number, options: LinearFromBetaOptions): MadeLinearStart;

// ---- two-layer-linear/states.d.ts ----
import { Rates } from "../learning-rate.js";
/** A two-layer linear network at one moment, as a flow gives it, for every function that takes a network. */
export interface LinearState {
  readonly hidden: number;
  /** Shape [h, c]. */
  readonly A: Float64Array<ArrayBuffer>;
  /** Shape [h, d]. */
  readonly W: Float64Array<ArrayBuffer>;
  /** β = WᵀA, shape [d, c]. */
  readonly beta: Float64Array<ArrayBuffer>;
  readonly learningRate: Rates;
}

// ---- two-layer-linear/tasks.d.ts ----
import { LinearStates } from "./exact.js";
import { LinearStart } from "./problem.js";
/** A target, and when it begins to be trained on. */
export interface LinearTask {
  /** The time at which it begins; 0 for the first. */
  readonly from: number;
  /** β*, shape [d, c]. */
  readonly target: ArrayLike<number>;
}
/** The closed form of a sequence of tasks, ready to be evaluated at any time. */
export interface ExactLinearTasks {
  /**
   * β and the Gram matrices at every time.
   *
   * @throws LazyrichError for times that are negative or not finite.
   */
  at(times: ArrayLike<number>): LinearStates;
}
/**
 * Continual, reversal and transfer learning in closed form: whitened data whose target β* changes at given times.
 * Gradient flow conserves Δ whatever the target is, so every state is again a start with the same δ, and each task
 * continues from where the one before it ended. What the network keeps of an old task shows in its Gram matrices.
 *
 * Source: Braun et al. 2022 (δ = 0), Dominé et al. 2025, arXiv 2409.14623, section 5.
 *
 * @example
 * const start = { hidden: 1, A0: [1], W0: [0.5] }
 * const there = exactLinearTasks(start, [{ from: 0, target: [2] }, { from: 50, target: [-1] }])
 * there.at([50, 100]).beta // [2, -1]
 *
 * @param tasks in the order of `from`, which ascends from 0.
 * @returns `at(times)` for β and the Gram matrices at any times (≥ 0, in any order); at the time of a change, the end of
 * the old task.
 * @throws LazyrichError for what {@link exactLinear} refuses, and for tasks whose times do not ascend from 0.
 */
export declare function exactLinearTasks(start: LinearStart, tasks: readonly LinearTask[]): ExactLinearTasks;

// ---- two-layer-relu/descent.d.ts ----
import { KernelVariant, SquaredSteps } from "./gradient/gradient.js";
import { Regression, ReluNetwork } from "./network.js";
/** Full-batch gradient descent on one network, in place. */
export interface ReluDescent {
  /**
   * Takes that many steps. Returns the number taken, which is smaller if the loss stops being finite.
   *
   * @throws LazyrichError unless `steps` is a whole number ≥ 0.
   */
  advance(steps: number): number;
  /** The data's loss at the current weights. */
  loss(): number;
  /**
   * What its steps have added up to: δ_k = η_w a_k² − η_a‖w_k‖² of every neuron has been carried by exactly η_w Σ (Δa_k)²
   * − η_a Σ ‖Δw_k‖², as in `deltaLedger`. Live; write to them to go on from another descent's.
   */
  readonly squaredSteps: SquaredSteps;
  /** What computes its gradients. */
  readonly kernelVariant: KernelVariant;
}
/** Options of {@link reluDescent}. */
export interface ReluDescentOptions {
  /**
   * `simd` if left out: WebAssembly where it runs, plain loops elsewhere; `js`: plain loops, 4 to 20 times slower, which
   * agree to 1e-12 per step.
   */
  readonly kernelVariant?: KernelVariant | undefined;
}
/**
 * Full-batch gradient descent on L = c Σ_i (f(x_i) − y_i)², c = 1/n for the loss `mean`, which is the data's if they name
 * no other ({@link lossFactor}), with the step size η and the network's learning rates η_a and η_w:
 *
 *     a_k ← a_k − η η_a 2c Σ_i r_i σ(w_kᵀx_i),   w_k ← w_k − η η_w 2c a_k Σ_i r_i σ'(w_kᵀx_i) x_i,   σ'(0) = 1
 *
 * Changes `network` in place, never the data; a step allocates nothing. Source: arXiv 2406.06158, section 4 and its
 * appendix; rates as in section 3.
 *
 * @param network its W and a are Float64Arrays; {@link cloneNetwork} makes such a network of any lists.
 * @param stepSize η, above 0.
 * @throws LazyrichError for shapes that do not fit, entries that are not finite, a step size or rate that is not
 * positive, weights in anything but Float64Arrays or in shared memory, unknown options.
 * @example
 * const network = cloneNetwork({ W: [1], a: [1], leak: 0 })
 * const descent = reluDescent(network, { X: [1], y: [2] }, 0.1)
 * descent.advance(100) // 100, the number of steps taken
 */
export declare function reluDescent(network: ReluNetwork, data: Regression, stepSize: number, options?: ReluDescentOptions): ReluDescent;

// ---- two-layer-relu/flow-options.d.ts ----
import { FlowControl, FlowReason } from "../integrate/flow-control.js";
import { ReluNetwork } from "./network.js";
/** Weights of a network at several times, and how far the integration got. */
export interface ReluFlow {
  /** Shape [T, m, d]. */
  readonly W: Float64Array<ArrayBuffer>;
  /** Shape [T, m]. */
  readonly a: Float64Array<ArrayBuffer>;
  /**
   * The network at times[i], with the leak and the rates of the one that was given: its W and a are views. NaN where
   * that time was not reached.
   *
   * @throws LazyrichError unless i is a whole number from 0 to T − 1.
   */
  at(i: number): ReluNetwork<ArrayBuffer>;
  /** How many of the times were reached: the earliest of them. The rows of the others are NaN. */
  readonly reached: number;
  /** As for {@link integrate}; a flow has no events of its own. */
  readonly reason: FlowReason;
  /** The solver used. */
  readonly solver: "sliding" | "stabilized";
  /** Gradients evaluated, not counting those that locate a border. */
  readonly evaluations: number;
}
/** Options of {@link flowRelu}. */
export interface ReluFlowOptions extends Pick<FlowControl, "maxSteps" | "signal"> {
  /**
   * `sliding`: locates every border and lets neurons slide along it; exact, for n m up to a few thousand. `stabilized`:
   * within about 2 %, for any size. If left out, `sliding` up to n m = 2000.
   */
  readonly solver?: ReluFlow["solver"] | undefined;
  /**
   * Relative tolerance: 1e-10 if left out. For the `stabilized` solver the error of a step relative to the distance from
   * the start, below 1: 1.8e-3 if left out.
   */
  readonly rtol?: number | undefined;
  /** Absolute tolerance of the `sliding` solver, the only one that has it; 1e-13 of the start's size if left out. */
  readonly atol?: number | undefined;
  /** Called after every step with the time reached. */
  readonly watch?: ((time: number) => void) | undefined;
}

// ---- two-layer-relu/flow.d.ts ----
import { ReluFlow, ReluFlowOptions } from "./flow-options.js";
import { Regression, ReluWeights } from "./network.js";
/**
 * Gradient flow on L = c Σ_i r_i², r_i = f(x_i) − y_i, c = 1/n for the loss `mean`, which is the data's if they name no
 * other ({@link lossFactor}), at the network's learning rates:
 *
 *     ȧ_k = −η_a 2c Σ_i r_i σ(w_kᵀx_i),   ẇ_k = −η_w 2c a_k Σ_i r_i σ'(w_kᵀx_i) x_i,   σ'(0) = 1
 *
 * integrated to the given times. The `sliding` solver is an adaptive Dormand-Prince method. The `stabilized` one, by
 * {@link rungeKuttaChebyshev}, is for networks whose borders are too many to locate one by one; it ends (`budget`) after
 * half a minute's work, 10⁵ gradients at n m d = 5·10⁶, unless `maxSteps` limits the steps instead. δ_k = η_w a_k² −
 * η_a‖w_k‖² is conserved ({@link reluDeltas}).
 *
 * The right-hand side jumps where a neuron becomes active or inactive on a sample (w_kᵀx_i = 0). These borders are
 * located, and the integration restarts there. Where both sides push a neuron to the border it slides along it, in the
 * sense of Filippov: the slope σ' takes the value between leak and 1 that keeps it there, the limit of ever smaller
 * steps of descent, which zigzags across. Without sliding, most flows of ReLU networks would end at their first such
 * border. If w_k itself reaches 0, where all borders meet, the flow determines no direction and ends (`singular`).
 *
 * Source: arXiv 2406.06158, section 4; rates as in section 3.
 *
 * @param times length T, ≥ 0, in any order; flow time of the loss.
 * @throws LazyrichError for shapes that do not fit, entries that are not finite, rates that are not positive, times
 * that are negative or not finite, options that are unknown, out of range or not the solver's.
 * @example
 * const flow = flowRelu({ W: [1], a: [1], leak: 0 }, { X: [1], y: [4] }, [0, 1, 10])
 * flow.a[2] // 2, where a w = 4 and a² = w² as at the start
 * reluDeltas(flow.at(2))[0] // 0, as at the start
 */
export declare function flowRelu(network: ReluWeights, data: Regression, times: ArrayLike<number>, options?: ReluFlowOptions): ReluFlow;

// ---- two-layer-relu/gradient/create.d.ts ----
import { KernelVariant } from "./gradient.js";
/**
 * The variant that computes the gradients of ReLU networks on this machine.
 *
 * @example
 * availableKernelVariant() // 'simd', in Node and in browsers since 2022
 */
export declare function availableKernelVariant(): KernelVariant;

// ---- two-layer-relu/gradient/gradient.d.ts ----
/** What does the arithmetic: plain loops, or WebAssembly SIMD with two numbers per vector. */
export type KernelVariant = "js" | "simd";
/**
 * Σ (change of a_k)² and Σ ‖change of w_k‖² over the steps of a descent, length m each: since the terms of first order
 * cancel, they carry δ_k = η_w a_k² − η_a‖w_k‖² by exactly η_w Σ (Δa_k)² − η_a Σ ‖Δw_k‖².
 */
export interface SquaredSteps {
  readonly a: Float64Array<ArrayBuffer>;
  readonly w: Float64Array<ArrayBuffer>;
}

// ---- two-layer-relu/index.d.ts ----
import { BaseStart, ReluScales, initializeRelu, mirroredStart, randomStart, relativeScale } from "./initialize.js";
import { Regression, ReluNetwork, ReluWeights, cloneNetwork, reluDeltas, reluOutputs } from "./network.js";
import { ReluDescent, ReluDescentOptions, reluDescent } from "./descent.js";
import { flowRelu } from "./flow.js";
import { ReluFlow, ReluFlowOptions } from "./flow-options.js";
import { availableKernelVariant } from "./gradient/create.js";
import { KernelVariant, SquaredSteps } from "./gradient/gradient.js";
import { LazyrichError } from "../errors.js";
import { LearningRate, Rates } from "../learning-rate.js";
import { Loss } from "../measures/loss.js";
import { ReluDistances, ReluMeasures, reluMeasures } from "./measures.js";
import { activationPattern, hammingDistance } from "./pattern.js";
import { ActivationRegions, activationRegions } from "./regions.js";
import { ReluVelocities, reluPreconditioners, reluVelocities } from "./velocities.js";
import { FlowControl, FlowReason } from "../integrate/flow-control.js";
import { KernelMeasures } from "../measures/kernel-measures.js";
import { RandomStream } from "../random/stream.js";
export { type ActivationRegions, type BaseStart, type FlowControl, type FlowReason, type KernelMeasures, type KernelVariant, LazyrichError, type LearningRate, type Loss, type RandomStream, type Rates, type Regression, type ReluDescent, type ReluDescentOptions, type ReluDistances, type ReluFlow, type ReluFlowOptions, type ReluMeasures, type ReluNetwork, type ReluScales, type ReluVelocities, type ReluWeights, type SquaredSteps, activationPattern, activationRegions, availableKernelVariant, cloneNetwork, flowRelu, hammingDistance, initializeRelu, mirroredStart, randomStart, relativeScale, reluDeltas, reluDescent, reluMeasures, reluOutputs, reluPreconditioners, reluVelocities };

// ---- two-layer-relu/initialize.d.ts ----
import { LearningRate } from "../learning-rate.js";
import { RandomStream } from "../random/stream.js";
import { ReluNetwork } from "./network.js";
/**
 * The relative scale α with δ = τ²(α² − α⁻²): α = exp(½ asinh(δ/(2τ²))), above 1 upstream, 1 balanced. (The form with
 * square roots loses digits at large |δ|/τ².) Source: arXiv 2406.06158, Fig. 1 and its appendix.
 *
 * @throws LazyrichError unless τ > 0, δ is finite and |δ|/τ² does not overflow.
 * @example
 * relativeScale(1, 1.5) // 1.414…: α² − α⁻² = 2 − ½
 */
export declare function relativeScale(tau: number, delta: number): number;
/** Unit directions and signs, shared by the starts of every τ and δ. */
export interface BaseStart {
  /** Unit vectors, shape [m, d], row-major. */
  readonly directions: Float64Array<ArrayBuffer>;
  /** −1 or 1, length m. */
  readonly signs: Float64Array<ArrayBuffer>;
}
/**
 * A random base start of mirrored pairs: neuron k + m/2 has the direction of neuron k and the opposite sign, so that
 * the network starts at f = 0 whatever τ and δ are.
 *
 * {@link initializeRelu} brings it to τ and δ.
 *
 * @param random {@link randomStream} makes one.
 * @param neurons m, an even number above 0.
 * @throws LazyrichError for any other number of neurons, inputs that are not a whole number above 0, no stream.
 * @example
 * const { signs } = mirroredStart(randomStream(0, 'student'), 4, 2)
 * signs.reduce((sum, sign) => sum + sign) // 0
 */
export declare function mirroredStart(random: RandomStream, neurons: number, inputs: number): BaseStart;
/**
 * A random base start: directions uniform on the sphere, signs −1 or 1 with equal probability.
 *
 * @example
 * const { directions } = randomStart(randomStream(0, 'teacher'), 3, 2)
 * directions.length // 6, three unit vectors
 *
 * @param random {@link randomStream} makes one.
 * @throws LazyrichError unless both are whole numbers above 0, and for no stream.
 */
export declare function randomStart(random: RandomStream, neurons: number, inputs: number): BaseStart;
/** What {@link initializeRelu} brings a base start to. */
export interface ReluScales {
  /** The overall scale τ, above 0. */
  readonly tau: number;
  /** δ of every neuron. */
  readonly delta: number;
  /** Slope of σ for negative input; 0, which is ReLU, if left out. */
  readonly leak?: number | undefined;
  /** Learning rates of both layers, or of each, which the network then has; 1 if left out. */
  readonly learningRate?: LearningRate | undefined;
}
/**
 * The network with overall scale τ and unbalance δ from a base start: w_k = (τ/α) ŵ_k, a_k = τα s_k. |a_k|‖w_k‖ = τ²
 * whatever δ is, and δ_k = η_w a_k² − η_a‖w_k‖² = δ for every neuron: with rates, α is that of δ/√(η_aη_w), times
 * (η_a/η_w)^¼. Source: arXiv 2406.06158, Fig. 1 and its appendix.
 *
 * @param base unit vectors and signs, as {@link mirroredStart} and {@link randomStart} draw them, or your own.
 * @throws LazyrichError unless τ > 0, δ and the leak are finite, the rates are positive, every direction has length 1
 * and every sign is 1 or −1; for unknown options.
 * @example
 * const network = initializeRelu(mirroredStart(randomStream(0, 'student'), 50, 2), { tau: 0.1, delta: 1 })
 * reluDeltas(network)[0] // 1
 */
export declare function initializeRelu(base: { readonly [name in keyof BaseStart]: ArrayLike<number>; }, scales: ReluScales): ReluNetwork<ArrayBuffer>;

// ---- two-layer-relu/measures.d.ts ----
import { KernelMeasures } from "../measures/kernel-measures.js";
import { Regression, ReluWeights } from "./network.js";
/** How far a network has come from its start, and where its tangent kernel points. */
export interface ReluDistances extends KernelMeasures {
  /** S = 1 − ⟨K₀, K_t⟩/(‖K₀‖‖K_t‖); NaN where a kernel is 0. */
  readonly kernelDistance: number;
  /** Share of the (sample, neuron) pairs whose activity (wᵀx ≥ 0) differs from the start's, from 0 to 1. */
  readonly hammingDistance: number;
  /** √(‖W − W₀‖² + ‖a − a₀‖²). */
  readonly parameterDistance: number;
  /** ‖K_t‖, the Frobenius norm. */
  readonly kernelNorm: number;
  /**
   * ⟨K_t, yyᵀ⟩/(‖K_t‖‖y‖²), from 0 to 1 up to rounding: in silent alignment it rises while the loss stands still. NaN
   * where every target or the kernel is 0.
   */
  readonly kernelAlignment: number;
}
/** Compares networks of one shape with one start. */
export interface ReluMeasures {
  /**
   * @throws LazyrichError for a shape or learning rates other than the start's (left out, they are the start's), or
   * entries that are not finite.
   */
  (network: ReluWeights): ReluDistances;
  /**
   * The same in parts: yields the multiply-adds done since the last yield, about 6n(2m + d) or fewer. The network must
   * not change meanwhile.
   *
   * @throws LazyrichError as above.
   */
  inSteps(network: ReluWeights): Generator<number, ReluDistances, void>;
}
/**
 * Takes the network's current weights as the start and returns a function that compares later weights with it, by the
 * tangent kernel K = η_a S Sᵀ + η_w (D Dᵀ) ∘ (X Xᵀ), S = σ(XWᵀ), D = σ'(XWᵀ) diag(a), σ'(0) = 1. nmd + n²m/2
 * multiply-adds and n²m/16 look-ups per call (the first one twice that and n²d/2 more). Up to n = 1413, K₀ and X Xᵀ are
 * kept, n² numbers of memory; above, they are computed at every call and memory is 4nm numbers. The rates are those of
 * the network at the start.
 *
 * Source: arXiv 2406.06158, section 4 and appendix (measures of Fig. 1), with learning rates.
 *
 * @throws LazyrichError for shapes that do not fit, entries that are not finite, rates that are not positive.
 * @example
 * const network = cloneNetwork({ W: [1, 0], a: [1], leak: 0 })
 * const measure = reluMeasures(network, { X: [1, 0, 0, 1], y: [1, 0] })
 * network.a[0] = 2
 * measure(network).parameterDistance // 1
 */
export declare function reluMeasures(network: ReluWeights, data: Regression): ReluMeasures;

// ---- two-layer-relu/network.d.ts ----
import { LearningRate } from "../learning-rate.js";
import { Loss } from "../measures/loss.js";
/** The weights of f(x) = Σ_k a_k σ(w_kᵀx), σ(z) = z for z ≥ 0 and leak · z below, for functions that only read them. */
export interface ReluWeights {
  /** Input weights, shape [m, d], row-major. */
  readonly W: ArrayLike<number>;
  /** Readouts, length m. */
  readonly a: ArrayLike<number>;
  /** Slope of σ for negative input: 0 is ReLU. */
  readonly leak: number;
  /** Learning rates of both layers, or of each; 1 if left out. */
  readonly learningRate?: LearningRate | undefined;
}
/** The same in typed arrays, which training changes. */
export interface ReluNetwork<B extends ArrayBufferLike = ArrayBufferLike> extends ReluWeights {
  readonly W: Float64Array<B>;
  readonly a: Float64Array<B>;
}
/** Inputs and targets. */
export interface Regression {
  /** Shape [n, d], row-major. */
  readonly X: ArrayLike<number>;
  /** Length n. */
  readonly y: ArrayLike<number>;
  /** How the residuals add up; `mean` if left out. */
  readonly loss?: Loss | undefined;
}
/**
 * A copy in typed arrays that shares no weights with the original, for training to change; the rates come along.
 *
 * @throws LazyrichError for shapes that do not fit, entries that are not finite, rates that are not positive.
 * @example
 * const trained = cloneNetwork({ W: [1, 0, 0, 1], a: [1, -1], leak: 0 })
 * trained.a // Float64Array [1, -1]
 */
export declare function cloneNetwork(network: ReluWeights): ReluNetwork<ArrayBuffer>;
/**
 * The outputs f(x_i) = Σ_k a_k σ(w_kᵀx_i), length n. 2nmd + 2nm operations.
 *
 * Source: arXiv 2406.06158, section 4.
 *
 * @param X inputs, shape [n, d], row-major.
 * @throws LazyrichError where X or W does not hold rows of one length, or an entry is not finite.
 * @example
 * reluOutputs({ W: [1, 0, 0, 1], a: [1, -1], leak: 0 }, [2, 1, -1, 3]) // [1, -3]
 */
export declare function reluOutputs(network: ReluWeights, X: ArrayLike<number>): Float64Array<ArrayBuffer>;
/**
 * δ_k = η_w a_k² − η_a‖w_k‖² of every neuron, length m: conserved by gradient flow, above 0 upstream, below 0
 * downstream. The rates are the network's. Source: arXiv 2406.06158, section 4, with learning rates.
 *
 * @throws LazyrichError for shapes that do not fit, entries that are not finite, rates that are not positive.
 * @example
 * reluDeltas({ W: [1, 0, 0, 2], a: [3, 1], leak: 0 }) // [8, -3]
 */
export declare function reluDeltas(network: ReluWeights): Float64Array<ArrayBuffer>;

// ---- two-layer-relu/pattern.d.ts ----
import { ReluWeights } from "./network.js";
/**
 * Which neurons are active on which sample: 1 where w_kᵀx_i ≥ 0 (σ'(0) = 1), otherwise 0; shape [n, m], row-major.
 *
 * Source: arXiv 2406.06158, section 4.
 *
 * @param X inputs, shape [n, d], row-major.
 * @throws LazyrichError where X or W does not hold rows of one length, or an entry is not finite.
 * @example
 * activationPattern({ W: [1, 0, 0, 1], a: [1, 1], leak: 0 }, [2, -1, -3, 4]) // Uint8Array [1, 0, 0, 1]
 */
export declare function activationPattern(network: ReluWeights, X: ArrayLike<number>): Uint8Array<ArrayBuffer>;
/**
 * The Hamming distance of two activation patterns: the share of entries that differ, from 0 to 1. Source: arXiv
 * 2406.06158, section 4.
 *
 * @param before a pattern from {@link activationPattern}, any shape, entry by entry.
 * @param after one of the same shape.
 * @throws LazyrichError for lengths that differ, patterns that are empty, entries that are not finite numbers.
 * @example
 * hammingDistance([1, 0, 0, 1], [1, 1, 0, 1]) // 0.25
 */
export declare function hammingDistance(before: ArrayLike<number>, after: ArrayLike<number>): number;

// ---- two-layer-relu/regions.d.ts ----
import { ReluWeights } from "./network.js";
/** The cones into which the neurons of a two-input network divide the plane; angles in radians, counterclockwise. */
export interface ActivationRegions {
  /** The lines w_kᵀx = 0, each once: angles in [0, π), ascending. */
  readonly lines: Float64Array<ArrayBuffer>;
  /** The line of each neuron, length m; −1 for w_k = 0, which has none. */
  readonly lineOf: Int32Array<ArrayBuffer>;
  /** The number of cones: two per line, or 1, the whole plane, if there is no line. */
  readonly count: number;
  /** Where each cone begins, ascending in [0, 2π); it ends where the next begins. */
  readonly from: Float64Array<ArrayBuffer>;
  /** 1 for the neurons that are active (wᵀx ≥ 0) in a cone, shape [count, m]. */
  readonly pattern: Uint8Array<ArrayBuffer>;
  /**
   * 0 or 1: the parity of active neurons, counting one neuron per line (the first). Adjacent cones differ in it, so it
   * colours the plane.
   */
  readonly parity: Uint8Array<ArrayBuffer>;
  /** f(x) = gᵀx in a cone: g, shape [count, 2]. */
  readonly slopes: Float64Array<ArrayBuffer>;
  /**
   * The cone that (x₁, x₂) lies in. On a border, and at 0, either neighbour: f is the same in both.
   *
   * @throws LazyrichError unless both are finite.
   */
  regionOf(x1: number, x2: number): number;
}
/**
 * The activation regions of a network with two inputs and no biases: the lines w_kᵀx = 0 cut the plane into cones, and
 * f is linear in each. Neurons whose w point the same or the opposite way (as in mirrored pairs) share a line, which
 * counts once. The pattern of each cone follows from the order of the lines alone, so it is right for cones of any
 * width. O(m log m) to sort, 2 lines × m to fill.
 *
 * Source: arXiv 2406.06158, Fig. 5.
 *
 * @throws LazyrichError unless W has two columns, for lengths that do not fit and entries that are not finite.
 * @example
 * const { count, slopes } = activationRegions({ W: [1, 0, 0, 1], a: [1, -1], leak: 0 })
 * count // 4, the quadrants
 * slopes // [1, -1, 0, -1, 0, 0, 1, 0]
 */
export declare function activationRegions(network: ReluWeights): ActivationRegions;

// ---- two-layer-relu/velocities.d.ts ----
import { Regression, ReluWeights } from "./network.js";
/** How fast β_k = a_k w_k of every neuron grows and turns under gradient flow. */
export interface ReluVelocities {
  /** g_k = Σ_i σ'(w_kᵀx_i) x_i ∂L/∂f(x_i), shape [m, d]: 0 for a neuron that no sample activates. */
  readonly gradient: Float64Array<ArrayBuffer>;
  /** d‖β_k‖/dt, length m. At β_k = 0, ‖β̇_k‖: it can only grow. */
  readonly radial: Float64Array<ArrayBuffer>;
  /** dβ̂_k/dt, shape [m, d]; NaN where w_k = 0, which has no direction. */
  readonly directional: Float64Array<ArrayBuffer>;
  /**
   * Turning relative to growth, (κ_k + δ_k)/(2κ_k): 1 upstream, ½ balanced, 0 downstream. NaN where a_k and w_k are 0.
   */
  readonly turningShare: Float64Array<ArrayBuffer>;
}
/**
 * Radial and directional velocity of every neuron under gradient flow on the data's loss (`mean` if they name no
 * other), at the network's learning rates. With β_k = a_k w_k and κ_k = √(δ_k² + 4η_aη_w‖β_k‖²) = η_w a_k² + η_a‖w_k‖²:
 *
 *     d‖β_k‖/dt = −κ_k β̂_kᵀg_k,   dβ̂_k/dt = −(κ_k + δ_k)/(2‖β_k‖) (I − β̂_kβ̂_kᵀ) g_k
 *
 * At equal ‖β_k‖, growth is equally fast for ±δ_k; turning is not. (κ_k + δ_k)/(2‖β_k‖) is computed as η_w|a_k|/‖w_k‖,
 * which does not cancel and also holds at a_k = 0, where a neuron does not turn. Where w_k is on a border of its
 * activity, these are the velocities with σ'(0) = 1.
 *
 * Source: arXiv 2406.06158, section 4, with learning rates.
 *
 * @throws LazyrichError for shapes that do not fit, entries that are not finite, rates that are not positive.
 * @example
 * const { radial } = reluVelocities({ W: [1, 0], a: [1], leak: 0 }, { X: [1, 0], y: [2] })
 * radial[0] // 4: κ = 2, g = (−2, 0)
 */
export declare function reluVelocities(network: ReluWeights, data: Regression): ReluVelocities;
/**
 * M_k = η_w a_k² I + η_a w_k w_kᵀ of every neuron, shape [m, d, d]: β̇_k = −M_k g_k for β_k = a_k w_k and the g_k of
 * {@link reluVelocities}. The rates are the network's. The same as (κ_k + δ_k)/2 I + (κ_k − δ_k)/2 β̂_kβ̂_kᵀ, but defined
 * at β_k = 0 too.
 *
 * Source: arXiv 2406.06158, sections 3 and 4.
 *
 * @throws LazyrichError for shapes that do not fit, entries that are not finite, rates that are not positive.
 * @example
 * reluPreconditioners({ W: [1, 2], a: [3], leak: 0 }) // [10, 2, 2, 13]
 */
export declare function reluPreconditioners(network: ReluWeights): Float64Array<ArrayBuffer>;
