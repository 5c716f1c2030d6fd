import type { Family } from './family.ts'

/** The families that `lazyrich solve` knows, in the order of its help. */
export const families: { readonly [family: string]: Family } = {
  'single-neuron': {
    load: () => import('./single-neuron.ts'),
    help: `
single-neuron: gradient flow of f(x) = a wᵀx on ½‖X a w − y‖²
  in   a0, w0, times, learningRate {a, w} (1 if left out), and
       target (β* = Xᵀy, where XᵀX = I: closed form) or X and y (any data: integration)
  out  a, w, kernelDistance at each time; delta = η_w a² − η_a‖w‖²; basin, the sign of a at
       the end (0 at a saddle, null where rounding decides); with X also limit {a, w}
  echo '{"a0": 1, "w0": [-1, 0], "target": [0, 1], "times": [0, 1, 10]}' | lazyrich solve single-neuron
`,
  },
  'two-layer-linear': {
    load: () => import('./two-layer-linear.ts'),
    help: `
two-layer-linear: gradient flow of f(x) = AᵀWx on ½‖XWᵀA − Y‖², A (h × c), W (h × d)
  in   A0, W0, times, learningRate {a, w} (1 if left out), factors (false if left out), and
       target (β* = XᵀY, where XᵀX = I: closed form where η_w AAᵀ − η_a WWᵀ = δ I, else
       integration) or X and Y (any data: integration)
  out  beta (WᵀA, d × c) at each time; delta, null where η_w AAᵀ − η_a WWᵀ is no multiple
       of I; conserved, that matrix; A and W at each time with "factors": true
  echo '{"A0": [[1]], "W0": [[0.5, 0]], "target": [[1], [2]], "times": [0, 1]}' | lazyrich solve two-layer-linear
`,
  },
  'deep-linear': {
    load: () => import('./deep-linear.ts'),
    help: `
deep-linear: gradient flow of f(x) = W_L … W_1 x on 1/(2n) Σ‖f(x_i) − y_i‖²
  in   X, Y (rows are samples), W0 (a list of matrices, first layer first), times,
       learningRate (a list, one a layer; 1 if left out)
  out  product W_L … W_1 and loss at each time; conserved, W_{l+1}ᵀW_{l+1} − W_l W_lᵀ for
       every pair of layers
  echo '{"X": [[1, 0], [0, 1]], "Y": [[1], [2]], "W0": [[[0.1, 0]], [[0.1]]], "times": [0, 1, 50]}' | lazyrich solve deep-linear
`,
  },
  'two-layer-relu': {
    load: () => import('./relu/two-layer-relu.ts'),
    help: `
two-layer-relu: f(x) = Σ a_k σ(w_kᵀx) on the mean squared error (without ½), σ'(0) = 1
  in   X, y, W0, a0, leak (slope of σ below 0; 0 if left out), and
       descent: learningRate (a number) and steps (a list; if left out, the step of each of
       the problem's checkpoints)
       "method": "flow": times, those of gradient flow of unit rate (a step of descent is
       learningRate of them); solver, sliding (every border located: exact; if left out, up
       to 2000 samples × neurons) or stabilized (any size, within 2 % or so), and its rtol;
       with a learningRate, steps may stand instead of times
  out  checkpoints: step or time, loss, kernelDistance, hammingDistance,
       parameterDistance, W, a; of a flow solver, evaluations (of the gradient) and, with a
       learningRate, at each checkpoint difference: how far descent is from these loss and
       distances, relative, taken by true descent to step 1000 and estimated from there on
       (a second flow); where training ends early, those reached, and error
  echo '{"X": [[1]], "y": [2], "W0": [[1]], "a0": [1], "learningRate": 0.1, "steps": [10]}' | lazyrich solve two-layer-relu
`,
  },
}

/** Their names. */
export const familyNames: readonly string[] = Object.keys(families)

/** The fields of every family's problems and solutions, and one of each to try. */
export const solveHelp: string = `${Object.values(families)
  .map(({ help }) => help)
  .join('')}
A list of numbers may be {"file": "X.f64", "shape": [1000, 100]}: raw little-endian float64.
A bad line is answered with {"error": …} in its place; where a solution ends early, with what there is beside the
error, which stderr says too. Exit 1 if there was either.
`
