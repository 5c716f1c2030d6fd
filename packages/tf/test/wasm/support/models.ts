import * as tf from '@tensorflow/tfjs'

/** A small network, what it is trained on and how. Everything in it is made on the backend that is set. */
export interface Model {
  /** What it is made of, as a test's name. */
  readonly name: string
  make(): tf.LayersModel
  /** Entries of the input, without the batch. */
  readonly input: readonly number[]
  /** Whole numbers below this, instead of any numbers. */
  readonly tokens?: number
  /** Of the loss too: `crossentropy` wants one of the last axis' entries, `error` any numbers. */
  readonly loss?: 'crossentropy' | 'error' | 'binary'
  readonly optimizer?: () => tf.Optimizer
}

const { layers, sequential } = tf

const sgd = (): tf.Optimizer => tf.train.sgd(0.1)
const adam = (): tf.Optimizer => tf.train.adam(0.01)

/** Softmax of one head over all tokens, written as products over named axes. */
class EinsumAttention extends layers.Layer {
  static readonly className = 'EinsumAttention'
  readonly #weights: tf.LayerVariable[] = []

  override build(shape: tf.Shape): void {
    const size = shape[2]!
    for (const name of ['query', 'key', 'value'])
      this.#weights.push(this.addWeight(name, [size, 2, 3], 'float32', tf.initializers.zeros()))
    this.#weights.push(this.addWeight('out', [2, 3, size], 'float32', tf.initializers.zeros()))
    super.build(shape)
  }

  override computeOutputShape(shape: tf.Shape): tf.Shape {
    return shape
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = Array.isArray(inputs) ? inputs[0]! : inputs
      const [query, key, value, out] = this.#weights.map((weight) => weight.read())
      const of = (weight: tf.Tensor): tf.Tensor => tf.einsum('bsd,dhe->bshe', x, weight)
      const scores = tf.softmax(tf.einsum('bqhe,bkhe->bhqk', of(query!), of(key!)).mul(1 / Math.sqrt(3)))
      return tf.einsum('bshe,hed->bsd', tf.einsum('bhqk,bkhe->bqhe', scores, of(value!)), out!)
    })
  }
}

function inTurn(...parts: readonly tf.layers.Layer[]): tf.LayersModel {
  return sequential({ layers: [...parts] })
}

function functional(shape: readonly number[], body: (input: tf.SymbolicTensor) => tf.SymbolicTensor): tf.LayersModel {
  const input = tf.input({ shape: [...shape] })
  return tf.model({ inputs: input, outputs: body(input) })
}

const apply = (layer: tf.layers.Layer, ...inputs: readonly tf.SymbolicTensor[]): tf.SymbolicTensor =>
  layer.apply(inputs.length === 1 ? inputs[0]! : [...inputs]) as tf.SymbolicTensor

/** TensorFlow.js starts these with orthogonal matrices, which take long; a test sets its own anyway. */
const plain = { recurrentInitializer: 'glorotNormal' } as const

export const models: readonly Model[] = [
  {
    name: 'LeNet',
    input: [12, 12, 1],
    make: () =>
      inTurn(
        layers.conv2d({ inputShape: [12, 12, 1], filters: 6, kernelSize: 5, padding: 'same', activation: 'relu' }),
        layers.maxPooling2d({ poolSize: 2 }),
        layers.conv2d({ filters: 16, kernelSize: 3, activation: 'relu' }),
        layers.averagePooling2d({ poolSize: 2 }),
        layers.flatten(),
        layers.dense({ units: 12, activation: 'tanh' }),
        layers.dense({ units: 10, activation: 'softmax' }),
      ),
    loss: 'crossentropy',
    optimizer: adam,
  },
  {
    name: 'strided convolutions that are not square',
    input: [9, 7, 3],
    make: () =>
      inTurn(
        layers.conv2d({ inputShape: [9, 7, 3], filters: 5, kernelSize: [3, 2], strides: [2, 1], padding: 'same' }),
        layers.conv2d({ filters: 4, kernelSize: [1, 3], strides: [1, 2], activation: 'sigmoid', useBias: false }),
        layers.flatten(),
        layers.dense({ units: 2 }),
      ),
  },
  {
    name: 'a filter narrower than its stride',
    input: [8, 7, 3],
    make: () =>
      inTurn(
        layers.conv2d({ inputShape: [8, 7, 3], filters: 4, kernelSize: [1, 4], strides: 2, padding: 'same' }),
        layers.flatten(),
        layers.dense({ units: 2 }),
      ),
  },
  {
    name: 'a convolution of one pixel, and relu cut at 6',
    input: [5, 6, 4],
    make: () =>
      inTurn(
        layers.conv2d({ inputShape: [5, 6, 4], filters: 7, kernelSize: 1 }),
        layers.reLU({ maxValue: 6 }),
        layers.conv2d({ filters: 3, kernelSize: 1, strides: 2, activation: 'relu6' }),
        layers.globalMaxPooling2d({}),
        layers.dense({ units: 3, activation: 'softmax' }),
      ),
    loss: 'crossentropy',
  },
  {
    name: 'depthwise convolutions',
    input: [8, 7, 3],
    make: () =>
      inTurn(
        layers.depthwiseConv2d({
          inputShape: [8, 7, 3],
          kernelSize: [3, 3],
          depthMultiplier: 2,
          padding: 'same',
          activation: 'relu',
        }),
        layers.depthwiseConv2d({ kernelSize: [2, 3], strides: [2, 2] }),
        layers.flatten(),
        layers.dense({ units: 4 }),
      ),
  },
  {
    name: 'separable convolutions',
    input: [8, 8, 3],
    make: () =>
      inTurn(
        layers.separableConv2d({ inputShape: [8, 8, 3], filters: 5, kernelSize: 3, depthMultiplier: 2 }),
        layers.separableConv2d({ filters: 4, kernelSize: 2, strides: 2, padding: 'same', activation: 'elu' }),
        layers.globalAveragePooling2d({}),
        layers.dense({ units: 3, activation: 'softmax' }),
      ),
    loss: 'crossentropy',
    optimizer: adam,
  },
  {
    name: 'transposed convolutions',
    input: [4, 3, 5],
    make: () =>
      inTurn(
        layers.conv2dTranspose({ inputShape: [4, 3, 5], filters: 4, kernelSize: 3, strides: 2, padding: 'same' }),
        layers.conv2dTranspose({ filters: 2, kernelSize: [2, 3], activation: 'sigmoid' }),
      ),
    loss: 'binary',
  },
  {
    name: 'convolutions and pooling along one axis',
    input: [15, 3],
    make: () =>
      inTurn(
        layers.conv1d({ inputShape: [15, 3], filters: 6, kernelSize: 4, padding: 'same', activation: 'relu' }),
        layers.maxPooling1d({ poolSize: 3, strides: 2, padding: 'same' }),
        layers.conv1d({ filters: 5, kernelSize: 3, strides: 2 }),
        layers.averagePooling1d({ poolSize: 2, strides: 1 }),
        layers.flatten(),
        layers.dense({ units: 2 }),
      ),
    optimizer: adam,
  },
  {
    name: 'convolutions of volumes',
    input: [4, 5, 6, 2],
    make: () =>
      inTurn(
        layers.conv3d({ inputShape: [4, 5, 6, 2], filters: 3, kernelSize: 2, activation: 'relu' }),
        layers.maxPooling3d({ poolSize: [1, 2, 2] }),
        layers.flatten(),
        layers.dense({ units: 2 }),
      ),
  },
  {
    name: 'batch normalization',
    input: [6, 6, 2],
    make: () =>
      inTurn(
        layers.conv2d({ inputShape: [6, 6, 2], filters: 4, kernelSize: 3, useBias: false }),
        layers.batchNormalization(),
        layers.activation({ activation: 'relu' }),
        layers.flatten(),
        layers.dense({ units: 5 }),
        layers.batchNormalization({ momentum: 0.5 }),
        layers.dense({ units: 2 }),
      ),
  },
  {
    name: 'layer normalization',
    input: [5, 6],
    make: () =>
      inTurn(
        layers.dense({ inputShape: [5, 6], units: 8, activation: 'softplus' }),
        layers.layerNormalization(),
        layers.flatten(),
        layers.dense({ units: 3, activation: 'softmax' }),
      ),
    loss: 'crossentropy',
  },
  {
    name: 'an embedding',
    input: [6],
    tokens: 11,
    make: () =>
      inTurn(
        layers.embedding({ inputDim: 11, outputDim: 5, inputLength: 6 }),
        layers.flatten(),
        layers.dense({ units: 4, activation: 'relu' }),
        layers.dense({ units: 11, activation: 'softmax' }),
      ),
    loss: 'crossentropy',
    optimizer: adam,
  },
  {
    name: 'a long short-term memory over an embedding',
    input: [5],
    tokens: 7,
    make: () =>
      inTurn(
        layers.embedding({ inputDim: 7, outputDim: 4, inputLength: 5 }),
        layers.lstm({ units: 6, returnSequences: true, ...plain }),
        layers.lstm({ units: 3, ...plain }),
        layers.dense({ units: 7, activation: 'softmax' }),
      ),
    loss: 'crossentropy',
  },
  {
    name: 'gated recurrent units',
    input: [4, 3],
    make: () => inTurn(layers.gru({ inputShape: [4, 3], units: 5, ...plain }), layers.dense({ units: 2 })),
    optimizer: adam,
  },
  {
    name: 'a simple recurrent network',
    input: [4, 3],
    make: () => inTurn(layers.simpleRNN({ inputShape: [4, 3], units: 5, ...plain }), layers.dense({ units: 2 })),
  },
  {
    name: 'a bidirectional memory',
    input: [4, 3],
    make: () =>
      inTurn(
        layers.bidirectional({
          layer: layers.lstm({ units: 3, returnSequences: true, ...plain }) as tf.RNN,
          inputShape: [4, 3],
          mergeMode: 'concat',
        }),
        layers.timeDistributed({ layer: layers.dense({ units: 2 }) }),
      ),
  },
  {
    name: 'one convolution for every time',
    input: [3, 5, 5, 2],
    make: () =>
      inTurn(
        layers.timeDistributed({
          inputShape: [3, 5, 5, 2],
          layer: layers.conv2d({ filters: 3, kernelSize: 3, activation: 'relu' }),
        }),
        layers.flatten(),
        layers.dense({ units: 2 }),
      ),
  },
  {
    name: 'a memory of convolutions',
    input: [3, 5, 5, 2],
    make: () =>
      inTurn(
        layers.convLstm2d({ inputShape: [3, 5, 5, 2], filters: 2, kernelSize: 3, ...plain }),
        layers.flatten(),
        layers.dense({ units: 2 }),
      ),
  },
  {
    name: 'an autoencoder with pooling and upsampling',
    input: [8, 8, 1],
    make: () =>
      inTurn(
        layers.conv2d({ inputShape: [8, 8, 1], filters: 4, kernelSize: 3, padding: 'same', activation: 'relu' }),
        layers.maxPooling2d({ poolSize: 3, strides: 2, padding: 'same' }),
        // TensorFlow.js' cpu backend is wrong for the other way, in batches.
        layers.upSampling2d({ size: [2, 2], interpolation: 'bilinear' }),
        layers.zeroPadding2d({ padding: 1 }),
        layers.conv2d({ filters: 1, kernelSize: 3, activation: 'sigmoid' }),
      ),
    loss: 'binary',
    optimizer: adam,
  },
  {
    name: 'a residual block and a branch',
    input: [6, 6, 3],
    make: () =>
      functional([6, 6, 3], (input) => {
        const same = { kernelSize: 3, padding: 'same' } as const
        const deep = apply(
          layers.conv2d({ ...same, filters: 3 }),
          apply(layers.conv2d({ ...same, filters: 4, activation: 'relu' }), input),
        )
        const sum = apply(layers.add(), input, deep)
        const pooled = apply(layers.averagePooling2d({ poolSize: 3, strides: 1, padding: 'same' }), input)
        const both = apply(layers.concatenate(), sum, apply(layers.multiply(), pooled, deep))
        return apply(layers.dense({ units: 2 }), apply(layers.globalAveragePooling2d({}), both))
      }),
  },
  {
    name: 'attention by einsum',
    input: [4],
    tokens: 9,
    make: () =>
      functional([4], (input) => {
        const embedded = apply(layers.embedding({ inputDim: 9, outputDim: 6 }), input)
        const attended = apply(layers.add(), embedded, apply(new EinsumAttention({}), embedded))
        return apply(layers.dense({ units: 9, activation: 'softmax' }), apply(layers.flatten(), attended))
      }),
    loss: 'crossentropy',
    optimizer: adam,
  },
  {
    name: 'attention by products of layers',
    input: [5, 4],
    make: () =>
      functional([5, 4], (input) => {
        const [query, key, value] = [3, 3, 4].map((units) => apply(layers.dense({ units }), input))
        const scores = apply(layers.dot({ axes: [2, 2] }), query!, key!)
        const attended = apply(layers.dot({ axes: [2, 1] }), apply(layers.softmax({ axis: -1 }), scores), value!)
        return apply(layers.dense({ units: 2 }), apply(layers.globalAveragePooling1d(), attended))
      }),
  },
  {
    name: 'rectifiers with a slope',
    input: [4, 4, 2],
    make: () =>
      inTurn(
        layers.conv2d({ inputShape: [4, 4, 2], filters: 4, kernelSize: 2 }),
        layers.prelu({ alphaInitializer: 'zeros' }),
        layers.flatten(),
        layers.dense({ units: 6 }),
        layers.leakyReLU({ alpha: 0.2 }),
        layers.dense({ units: 6 }),
        layers.elu(),
        layers.dense({ units: 6, activation: 'selu' }),
        layers.dense({ units: 6, activation: 'swish' }),
        layers.dense({ units: 2 }),
      ),
  },
]

/** The same numbers on every backend. */
export function numbers(count: number, seed: number): number[] {
  return Array.from({ length: count }, (_, i) => Math.sin(1 + i * 12.9898 + seed * 78.233))
}

const BATCH = 4

/** Losses and weights after some steps from weights that are the same on every backend. */
export interface Trained {
  readonly losses: readonly number[]
  readonly weights: readonly { readonly name: string; readonly values: readonly number[] }[]
}

/**
 * Trains on the backend that is set; `fit` by TensorFlow.js' own loop, else a step at a time; `spoilt` is one entry of
 * the input. Leaves no tensor.
 */
export async function train(
  description: Model,
  steps: number,
  { fit = false, spoilt }: { readonly fit?: boolean; readonly spoilt?: number } = {},
): Promise<Trained> {
  const { input, tokens, loss = 'error', optimizer = sgd } = description
  const model = description.make()
  const own = optimizer()
  model.compile({
    optimizer: own,
    loss: { crossentropy: 'categoricalCrossentropy', error: 'meanSquaredError', binary: 'binaryCrossentropy' }[loss],
  })
  tf.tidy(() => model.setWeights(model.weights.map((weight, i) => start(weight, i))))
  const x = entries([BATCH, ...input], 1, tokens, spoilt)
  const shape = (model.outputs[0]!.shape as number[]).slice(1)
  const y = loss === 'crossentropy' ? tf.tidy(() => oneHot(shape.at(-1)!)) : target([BATCH, ...shape], loss)
  const losses: number[] = []
  if (fit) {
    const { history } = await model.fit(x, y, { epochs: steps, batchSize: BATCH, shuffle: false, verbose: 0 })
    losses.push(...(history.loss as number[]))
  } else for (let step = 0; step < steps; step++) losses.push((await model.trainOnBatch(x, y)) as number)
  const weights = model.weights.map((weight) => ({ name: weight.name, values: [...weight.read().dataSync()] }))
  for (const tensor of [x, y]) tensor.dispose()
  model.dispose()
  own.dispose()
  return { losses, weights }
}

/** Statistics of a normalization begin as they do: a variance is not negative. */
function start(weight: tf.LayerVariable, index: number): tf.Tensor {
  if (weight.name.includes('moving')) return weight.read().clone()
  const shape = weight.shape as number[]
  const size = tf.util.sizeFromShape(shape)
  const fanIn = Math.max(1, size / (shape.at(-1) ?? 1))
  return tf.tensor(
    numbers(size, 3 + index).map((value) => value / Math.sqrt(fanIn)),
    shape,
  )
}

function entries(shape: readonly number[], seed: number, tokens?: number, spoilt?: number): tf.Tensor {
  const all = numbers(tf.util.sizeFromShape([...shape]), seed)
  if (spoilt !== undefined) all[5] = spoilt
  return tf.tensor(tokens ? all.map((value) => Math.floor(((value + 1) / 2) * tokens) % tokens) : all, [...shape])
}

function target(shape: readonly number[], loss: 'error' | 'binary'): tf.Tensor {
  const all = numbers(tf.util.sizeFromShape([...shape]), 2)
  return tf.tensor(loss === 'binary' ? all.map((value) => (value > 0 ? 1 : 0)) : all, [...shape])
}

function oneHot(classes: number): tf.Tensor {
  return tf.oneHot(
    tf.tensor1d(
      Array.from({ length: BATCH }, (_, i) => (3 * i + 1) % classes),
      'int32',
    ),
    classes,
  )
}
