import { describe, expect, it } from 'vitest'
import { TfError } from '../../src/errors.ts'
import * as models from '../../src/networks.ts'
import { untyped } from '../support/untyped.ts'

const cnn = untyped(models.cnn)
const deepLinear = untyped(models.deepLinear)
const lenet = untyped(models.lenet)
const mlp = untyped(models.mlp)
const resnet = untyped(models.resnet)
const transformer = untyped(models.transformer)

const refusals: readonly [() => unknown, string][] = [
  [() => lenet({ clases: 5 }), 'lenet.clases is unknown (did you mean classes?): image, classes are accepted'],
  [() => lenet(10), 'lenet is 10: an object of image, classes is accepted'],
  [() => lenet({ classes: '5' }), 'lenet.classes is "5": a whole number of at least 1 is accepted'],
  [
    () => lenet({ image: [28, 28] }),
    'lenet.image is [28, 28]: [height, width, channels], of whole numbers of at least 1, is accepted',
  ],
  [
    () => lenet({ image: [1, 28, 28] }),
    'layer maxPool1: its input is [1, 28, 6]: images at least as large as the window of 2 × 2 are accepted (channels come last)',
  ],
  [() => lenet(null), 'lenet is null: an object of image, classes is accepted'],
  [
    () => resnet({ width: [1] }),
    'resnet.width is unknown (did you mean widths?): image, classes, widths, kernel, outputScale are accepted',
  ],
  [
    () => resnet({ widths: [1, 2, 3, 4, 5] }),
    'resnet.widths is [1, 2, 3, 4, 5]: [prep, first, second, third], of whole numbers of at least 1, is accepted',
  ],
  [() => resnet({ outputScale: 0 }), 'resnet.outputScale is 0: a number other than 0 is accepted'],
  [() => resnet({ kernel: '3' }), 'resnet.kernel is "3": an odd whole number above 0 is accepted'],
  [
    () => resnet({ image: [3, 32, 32] }),
    'resnet.image is [3, 32, 32]: at least 8 × 8 pixels are accepted, for three pools of 2 × 2 (channels come last)',
  ],
  [
    () => cnn({ kernal: 3 }),
    'cnn.kernal is unknown (did you mean kernel?): image, classes, widths, kernel are accepted',
  ],
  [
    () => cnn({ widths: [1, 2, 3, 4] }),
    'cnn.widths is [1, 2, 3, 4]: [first, second, third], of whole numbers of at least 1, is accepted',
  ],
  [
    () => cnn({ image: [3, 32, 32] }),
    'layer maxPool2: its input is [1, 16, 32]: images at least as large as the window of 2 × 2 are accepted (channels come last)',
  ],
  [
    () => transformer({ layers: 2 }),
    'transformer.layers is unknown: tokens, length, classes, width, heads, hidden, blocks, logitScale are accepted',
  ],
  [
    () => transformer({ tokens: '7', classes: 7 }),
    'transformer.tokens is "7": a whole number of at least 1 is accepted',
  ],
  [
    () => transformer({ tokens: 7, classes: 7, blocks: 1.5 }),
    'transformer.blocks is 1.5: a whole number of at least 1 is accepted',
  ],
  [
    () => transformer({ tokens: 7, classes: 7, blocks: '2' }),
    'transformer.blocks is "2": a whole number of at least 1 is accepted',
  ],
  [
    () => transformer({ tokens: 7, classes: 7, logitScale: NaN }),
    'transformer.logitScale is NaN: a number other than 0 is accepted',
  ],
  [() => transformer({ tokens: 7 }), 'transformer.classes is missing: a whole number of at least 1 is accepted'],
  [
    () => transformer({ tokens: 7, classes: 7, heads: 3 }),
    'layer attention1: heads is 3: a divisor of the 128 features is accepted',
  ],
  [() => deepLinear({ sigma: 1 }), 'deepLinear.sigma is unknown: widths, scale are accepted'],
  [() => deepLinear({ widths: [2, 2], scale: 0 }), 'deepLinear.scale is 0: a number above 0 is accepted'],
  [
    () => deepLinear({ widths: [2, 2, 2], scale: [1, '1'] }),
    'deepLinear.scale[1] is "1": a number above 0 is accepted',
  ],
  [
    () => deepLinear({ widths: '22' }),
    'deepLinear.widths is "22": [inputs, …, outputs], of whole numbers of at least 1, is accepted',
  ],
  [
    () => deepLinear({ widths: [2] }),
    'deepLinear.widths is [2]: [inputs, …, outputs], of whole numbers of at least 1, is accepted',
  ],
  [() => deepLinear(), 'deepLinear is missing: an object of widths, scale is accepted'],
  [() => mlp({ places: 2 }), 'mlp.alphabet is missing: a whole number of at least 1 is accepted'],
  [
    () => mlp({ places: 2, alphabet: 2, hidden: 3, classes: 2 }),
    'mlp.hidden is 3: a list of whole numbers of at least 1 is accepted',
  ],
  [
    () => mlp({ places: 2, alphabet: 2, hidden: [1.5], classes: 2 }),
    'mlp.hidden is [1.5]: a list of whole numbers of at least 1 is accepted',
  ],
  [
    () => mlp({ places: 2, alphabet: 2, hiden: [1], classes: 2 }),
    'mlp.hiden is unknown (did you mean hidden?): places, alphabet, hidden, classes are accepted',
  ],
]

describe('what is wrong with a model is said where it is made', () => {
  it.each(refusals)('$1', (make, message) => {
    expect(make).toThrow(new TfError(message))
  })
})
