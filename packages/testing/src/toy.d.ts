import type { Experiment } from '@lazyrich/core/port'

export declare const counter: Experiment
export declare const keeper: Experiment
export declare const logisticMap: Experiment
