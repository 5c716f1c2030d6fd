import type { Family } from './family.ts'

/** The families that `lazyrich solve` knows, in the order of its help. */
export const families: { readonly [family: string]: Family } = {
  'single-neuron': {
    load: () => import('./single-neuron.ts'),
    help: `
single-neuron: gradient flow of f(x) = a wᵀx on ½‖X a w − y‖²
  in   a0, w0, times, learningRate (a number or {a, w}; default 1), and
       target (β* = Xᵀy for XᵀX = I: closed form) or X and y (any data: integrated) and
       loss (half-sum, mean or half-mean; default half-sum)
  out  a, w, kernelDistance at each time; delta = η_w a² − η_a‖w‖²; basin, the sign of a at
       the end (0 at a saddle, null where rounding decides); with X also limit {a, w}
  echo '{"a0": 1, "w0": [-1, 0], "target": [0, 1], "times": [0, 1, 10]}' | lazyrich solve single-neuron
`,
  },
  'two-layer-linear': {
    load: () => import('./two-layer-linear.ts'),
    help: `
two-layer-linear: gradient flow of f(x) = AᵀWx on ½‖XWᵀA − Y‖², A (h × c), W (h × d)
  in   A0, W0, times, learningRate (a number or {a, w}; default 1), factors (default false),
       and target (β* = XᵀY for XᵀX = I: closed form if η_w AAᵀ − η_a WWᵀ = δ I, otherwise
       integrated) or X and Y (any data: integrated) and loss (half-sum, mean or half-mean;
       default half-sum)
  out  beta (WᵀA, d × c) at each time; delta, null unless η_w AAᵀ − η_a WWᵀ is a multiple
       of I; conserved, that matrix; with "factors": true, A and W at each time
  echo '{"A0": [[1]], "W0": [[0.5, 0]], "target": [[1], [2]], "times": [0, 1]}' | lazyrich solve two-layer-linear
`,
  },
  'deep-linear': {
    load: () => import('./deep-linear.ts'),
    help: `
deep-linear: gradient flow of f(x) = W_L … W_1 x on 1/(2n) Σ‖f(x_i) − y_i‖²
  in   X, Y (rows are samples), W0 (a list of matrices, first layer first), times,
       learningRate (a number or a list, one per layer; default 1), loss (half-sum, mean or half-mean;
       default half-mean)
  out  product W_L … W_1 and loss at each time; conserved, W_{l+1}ᵀW_{l+1} − W_l W_lᵀ for
       every pair of adjacent layers
  echo '{"X": [[1, 0], [0, 1]], "Y": [[1], [2]], "W0": [[[0.1, 0]], [[0.1]]], "times": [0, 1, 50]}' | lazyrich solve deep-linear
`,
  },
  'two-layer-relu': {
    load: () => import('./relu/two-layer-relu.ts'),
    help: `
two-layer-relu: f(x) = Σ a_k σ(w_kᵀx) on 1/n Σ(f(x_i) − y_i)², σ'(0) = 1
  in   X, y, W0, a0, leak (slope of σ below 0; default 0), loss (half-sum, mean or half-mean;
       default mean), and
       gradient descent: learningRate (a number) and steps (a list; default: the step of
       each of the problem's checkpoints)
       "method": "flow": times of gradient flow with unit learning rate (one step of descent
       takes a time of learningRate); solver, sliding (exact: locates every activation
       boundary; the default up to 2000 samples × neurons) or stabilized (any size, to about
       2 %), and its rtol; with a learningRate, steps may replace times
  out  checkpoints: step or time, loss, kernelDistance, hammingDistance,
       parameterDistance, W, a; for a flow also solver, evaluations (of the gradient) and,
       with a learningRate, difference at each checkpoint: the relative difference of
       descent from this loss and these distances, measured by true descent up to step 1000
       and estimated by a second flow after it; if training ends early, the checkpoints
       reached, and error
  echo '{"X": [[1]], "y": [2], "W0": [[1]], "a0": [1], "learningRate": 0.1, "steps": [10]}' | lazyrich solve two-layer-relu
`,
  },
}

/** Their names. */
export const familyNames: readonly string[] = Object.keys(families)

/** The fields of every family's problems and solutions, and an example of each to try. */
export const solveHelp: string = `${Object.values(families)
  .map(({ help }) => help)
  .join('')}
A field that solve does not know is refused with the nearest name, unless the line has "extra": true. Fields of the
answers, tag and tolerance may stand beside a problem; so may hidden, inputs, outputs and widths, if the arrays have
these sizes.
A list of numbers may be {"file": "X.f64", "shape": [1000, 100]}: raw little-endian float64.
A bad line is answered with {"error": …} in its place; a solution that ends early has its error beside what it reached,
and on stderr too. Either makes the exit code 1.
`
