import { exactNeuron, neuronFromBeta } from '@lazyrich/core'

// A neuron f(x) = a wᵀx that starts as β = a w = (−1, 0), far downstream: δ = a² − ‖w‖² = −4.
const start = neuronFromBeta([-1, 0], -4)

// Gradient flow towards β* = (0, 1), exact at any time.
const neuron = exactNeuron({ ...start, target: [0, 1] })
const states = neuron.at([0, 1, 10, 100])

for (let i = 0; i < 4; i++) {
  const beta = Array.from(states.at(i).beta, (entry) => entry.toFixed(3))
  console.log(`(${beta.join(', ')})`)
}
