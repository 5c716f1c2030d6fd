import { type ForwardAttributes, type ForwardInputs, forwardInfo, isWrong, onWindow } from '../convolution/window.ts'
import { type TrainingKernel, trainingKernel } from '../kernel.ts'

/** The stock kernel, and where it is wrong, the same on the part of x that its windows cover. */
export const depthwiseConv2dNative: TrainingKernel = trainingKernel<ForwardInputs, ForwardAttributes>({
  name: 'DepthwiseConv2dNative',
  replaces: true,
  compute(call) {
    const { inputs, attrs, tf, stock } = call
    if (attrs.dataFormat === 'NCHW') return stock()
    const info = forwardInfo(tf, inputs.x, inputs.filter, attrs, true)
    return isWrong(info) ? onWindow(call, info) : stock()
  },
})
