import { type Names, requireProblem, requireRecord } from '../door/fields.ts'
import { requireIndex } from '../door/number.ts'
import type { Experiment } from '../port/experiment.ts'
import type { Parameters } from '../port/parameter.ts'
import { requireIsExperiment } from '../port/require-experiment.ts'

/** How an experiment is run to be checked. Whatever is left out follows from its definition. */
export interface ContractOptions {
  /**
   * Over in a moment, with some 20 frames. If left out: the first run of preset `small`, with 20 frames where the
   * experiment has a `record`.
   */
  readonly short?: Parameters | undefined
  /** Over in a second, with few frames and much work between them. If left out: it may never have that much work. */
  readonly slow?: Parameters | undefined
  /** Values other than those of `short`, where the least or largest one would not fit the others. */
  readonly others?: Parameters | undefined
  /** 0 if left out. */
  readonly seed?: number | undefined
}

const NAMES: Names<ContractOptions> = { short: true, slow: true, others: true, seed: true }

/** Throws a {@link LazyrichError} unless these are an experiment and how to check it. */
function requireSubject(experiment: Experiment, options: ContractOptions): void {
  requireIsExperiment('experiment', experiment)
  requireProblem('options', options, NAMES)
  for (const name of ['short', 'slow', 'others'] as const)
    if (options[name] !== undefined) requireRecord(`options.${name}`, options[name], 'values by name')
  if (options.seed !== undefined) requireIndex('options.seed', options.seed, 2 ** 32)
}

/**
 * The short run by which an experiment is checked.
 *
 * @example
 * shortRun(basins) // { delta: -2, offset: 0.001, record: 'lin:20' }
 */
export function shortRun(experiment: Experiment, options: ContractOptions = {}): Parameters {
  requireSubject(experiment, options)
  if (options.short) return options.short
  const recorded = Object.entries(experiment.parameters).filter(([, { kind }]) => kind === 'record')
  return {
    ...experiment.presets.small?.runs[0]?.set,
    ...Object.fromEntries(recorded.map(([name]) => [name, 'lin:20'])),
  }
}

/**
 * The parameter that says where a run ends, and that it accepts another value of in its middle; undefined where none is.
 *
 * @example
 * lengthParameter(basins) // 'endTime'
 */
export function lengthParameter(experiment: Experiment, parameters: Parameters = {}): string | undefined {
  requireIsExperiment('experiment', experiment)
  const complete = experiment.complete(parameters)
  return Object.entries(experiment.parameters).find(([name, parameter]) => {
    if (parameter.kind !== 'number' || !parameter.changeable) return false
    const value = complete[name] as number
    const other = 2 * value > parameter.max ? parameter.min : 2 * value
    try {
      return experiment.extent({ ...complete, [name]: other }) * value === experiment.extent(complete) * other
    } catch {
      return false // a value that these parameters do not go with
    }
  })?.[0]
}

/**
 * The change that makes a run longer by a factor, up to a whole number where it must be; undefined where nothing does.
 */
export function lengthened(experiment: Experiment, parameters: Parameters, factor: number): Parameters | undefined {
  const complete = experiment.complete(parameters)
  const length = lengthParameter(experiment, parameters)
  const parameter = length === undefined ? undefined : experiment.parameters[length]
  if (length === undefined || parameter?.kind !== 'number') return undefined
  const longer = factor * (complete[length] as number)
  return longer > parameter.max ? undefined : { [length]: parameter.integer ? Math.ceil(longer) : longer }
}
