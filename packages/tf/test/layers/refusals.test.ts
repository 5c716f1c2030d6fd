import { describe, expect, it } from 'vitest'
import { TfError } from '../../src/errors.ts'
import * as layers from '../../src/layers/index.ts'
import { untyped } from '../support/untyped.ts'

const attention = untyped(layers.attention)
const averagePool = untyped(layers.averagePool)
const batchNorm = untyped(layers.batchNorm)
const convolution = untyped(layers.convolution)
const dense = untyped(layers.dense)
const embedding = untyped(layers.embedding)
const flatten = untyped(layers.flatten)
const gelu = untyped(layers.gelu)
const last = untyped(layers.last)
const layerNorm = untyped(layers.layerNorm)
const maxPool = untyped(layers.maxPool)
const oneHot = untyped(layers.oneHot)
const relu = untyped(layers.relu)
const residual = untyped(layers.residual)
const scale = untyped(layers.scale)
const normal = untyped(layers.normal)
const uniform = untyped(layers.uniform)
const constant = untyped(layers.constant)

const refusals: readonly [() => unknown, string][] = [
  [
    () => convolution(8, { kernel: 3, strides: 2 }),
    'convolution.strides is unknown (did you mean stride?): name, kernel, stride, padding, bias, start, biasStart are accepted',
  ],
  [
    () => convolution(8, { kernel: 3, pad: 1 }),
    'convolution.pad is unknown (did you mean padding?): name, kernel, stride, padding, bias, start, biasStart are accepted',
  ],
  [
    () => convolution(8, { kernal: 5 }),
    'convolution.kernal is unknown (did you mean kernel?): name, kernel, stride, padding, bias, start, biasStart are accepted',
  ],
  [
    () => convolution(8, 5),
    'convolution is 5: an object of name, kernel, stride, padding, bias, start, biasStart is accepted',
  ],
  [
    () => convolution(8, {}),
    'convolution.kernel is missing: a whole number of at least 1, or [height, width] of such, is accepted',
  ],
  [
    () => convolution(8),
    'convolution is missing: an object of name, kernel, stride, padding, bias, start, biasStart is accepted',
  ],
  [
    () => convolution(8, { kernel: [3, 3, 3] }),
    'convolution.kernel is [3, 3, 3]: a whole number of at least 1, or [height, width] of such, is accepted',
  ],
  [() => convolution('8', { kernel: 3 }), 'convolution.channels is "8": a whole number of at least 1 is accepted'],
  [
    () => convolution(8, { kernel: '3' }),
    'convolution.kernel is "3": a whole number of at least 1, or [height, width] of such, is accepted',
  ],
  [
    () => convolution(8, { kernel: 3, padding: '1' }),
    'convolution.padding is "1": a whole number from 0 to 2, less than the kernel, is accepted',
  ],
  [
    () => convolution(8, { kernel: 3, stride: null }),
    'convolution.stride is null: a whole number of at least 1, or [height, width] of such, is accepted',
  ],
  [
    () => convolution(8, null),
    'convolution is null: an object of name, kernel, stride, padding, bias, start, biasStart is accepted',
  ],
  [() => convolution(8, { kernel: 3, bias: 'no' }), 'convolution.bias is "no": true or false is accepted'],
  [() => maxPool(2, { strides: 1 }), 'maxPool.strides is unknown (did you mean stride?): name, stride are accepted'],
  [() => maxPool(2, { padding: 1 }), 'maxPool.padding is unknown: name, stride are accepted'],
  [() => maxPool(), 'maxPool.size is missing: a whole number of at least 1, or [height, width] of such, is accepted'],
  [
    () => maxPool({ size: 2 }),
    'maxPool.size is of type Object: a whole number of at least 1, or [height, width] of such, is accepted',
  ],
  [() => maxPool(2, 3), 'maxPool is 3: an object of name, stride is accepted'],
  [() => averagePool(2, null), 'averagePool is null: an object of name, stride is accepted'],
  [
    () => batchNorm({ momentun: 1 }),
    'batchNorm.momentun is unknown (did you mean momentum?): name, epsilon, momentum are accepted',
  ],
  [
    () => batchNorm({ eps: 1 }),
    'batchNorm.eps is unknown (did you mean epsilon?): name, epsilon, momentum are accepted',
  ],
  [() => batchNorm({ affine: false }), 'batchNorm.affine is unknown: name, epsilon, momentum are accepted'],
  [() => batchNorm({ momentum: '0.1' }), 'batchNorm.momentum is "0.1": a number from 0 to 1 is accepted'],
  [() => batchNorm({ momentum: null }), 'batchNorm.momentum is null: a number from 0 to 1 is accepted'],
  [
    () => dense(3, { biass: false }),
    'dense.biass is unknown (did you mean biasStart?): name, bias, start, biasStart are accepted',
  ],
  [() => dense(3, 'relu'), 'dense is "relu": an object of name, bias, start, biasStart is accepted'],
  [() => dense(3, { bias: 'no' }), 'dense.bias is "no": true or false is accepted'],
  [() => dense(3, null), 'dense is null: an object of name, bias, start, biasStart is accepted'],
  [() => dense({}), 'dense.units is of type Object: a whole number of at least 1 is accepted'],
  [
    () => dense(3, { start: normal(1) }),
    'dense.start is a start, of 2 arguments: a function of the number of inputs that gives a start, such as () => normal(1), is accepted',
  ],
  [
    () => dense(3, { start: 0.1 }),
    'dense.start is 0.1: a function of the number of inputs that gives a start, such as () => normal(1), is accepted',
  ],
  [() => dense(3, { name: '' }), 'dense.name is "": a text that is not empty, nor __proto__, is accepted'],
  [() => dense(3, { name: 3 }), 'dense.name is 3: a text that is not empty, nor __proto__, is accepted'],
  [
    () => dense(3, { name: '__proto__' }),
    'dense.name is "__proto__": a text that is not empty, nor __proto__, is accepted',
  ],
  [() => relu({ slope: 1 }), 'relu.slope is unknown: name is accepted'],
  [() => gelu({ approximate: true }), 'gelu.approximate is unknown: name is accepted'],
  [() => relu(null), 'relu is null: an object of name is accepted'],
  [() => relu('x'), 'relu is "x": an object of name is accepted'],
  [() => flatten(1), 'flatten is 1: an object of name is accepted'],
  [() => last([]), 'last is []: an object of name is accepted'],
  [() => oneHot({ n: 1 }), 'oneHot.n is unknown: name is accepted'],
  [() => scale('2'), 'scale.factor is "2": a number other than 0 is accepted'],
  [() => scale(2, { nam: 1 }), 'scale.nam is unknown (did you mean name?): name is accepted'],
  [() => scale(0), 'scale.factor is 0: a number other than 0 is accepted'],
  [
    () => embedding(3, { position: false }),
    'embedding.position is unknown (did you mean positions?): name, positions, start are accepted',
  ],
  [() => embedding(3, { positions: 'no' }), 'embedding.positions is "no": true or false is accepted'],
  [
    () => embedding(3, { start: normal(1) }),
    'embedding.start is a start, of 2 arguments: a function of the number of inputs that gives a start, such as () => normal(1), is accepted',
  ],
  [() => embedding('3'), 'embedding.width is "3": a whole number of at least 1 is accepted'],
  [() => layerNorm(64), 'layerNorm is 64: an object of name, epsilon is accepted'],
  [() => layerNorm({ epsilon: '1' }), 'layerNorm.epsilon is "1": a number above 0 is accepted'],
  [
    () => attention({ heads: 2, casual: false }),
    'attention.casual is unknown (did you mean causal?): name, heads, causal, queries are accepted',
  ],
  [() => attention({ heads: 2, causal: 'no' }), 'attention.causal is "no": true or false is accepted'],
  [() => attention({ heads: 2, queries: 'first' }), 'attention.queries is "first": all, last are accepted'],
  [() => attention(), 'attention is missing: an object of name, heads, causal, queries is accepted'],
  [() => attention({ heads: '2' }), 'attention.heads is "2": a whole number of at least 1 is accepted'],
  [
    () => residual([dense(4)], { shortCut: [dense(4)] }),
    'residual.shortCut is unknown (did you mean shortcut?): name, shortcut are accepted',
  ],
  [() => residual([dense(4)], [dense(4)]), 'residual is [of type Object]: an object of name, shortcut is accepted'],
  [() => residual(dense(4)), 'residual.body is of type Object: a list of layers is accepted'],
  [() => residual([relu]), 'residual.body[0] is the function relu, not called: a layer, such as relu(), is accepted'],
  [
    () => residual([dense(4)], { shortcut: dense(4) }),
    'residual.shortcut is of type Object: a list of layers is accepted',
  ],
  [() => residual(), 'residual.body is missing: a list of layers is accepted'],
  [() => normal(), 'normal.sigma is missing: a number of at least 0 is accepted'],
  [() => uniform(), 'uniform.limit is missing: a number of at least 0 is accepted'],
  [() => normal(-1), 'normal.sigma is -1: a number of at least 0 is accepted'],
  [() => constant('a'), 'constant.value is "a": a finite number is accepted'],
  [() => uniform(NaN), 'uniform.limit is NaN: a number of at least 0 is accepted'],
]

describe('what is wrong with a layer is said where it is made', () => {
  it.each(refusals)('$1', (make, message) => {
    expect(make).toThrow(new TfError(message))
  })
})
