/**
 * The learning rate η of a step, counted from 0: a pure function, so that a run that goes on from a snapshot needs nothing
 * of it. Steps may be epochs, where the rate changes once in each.
 */
export type Schedule = (step: number) => number
