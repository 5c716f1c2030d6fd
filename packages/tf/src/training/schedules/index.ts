export { type CosineOptions, cosine } from './cosine.ts'
export { type Knot, piecewiseLinear } from './piecewise-linear.ts'
export type { Schedule } from './schedule.ts'
export { type WarmUpOptions, warmUp } from './warm-up.ts'
