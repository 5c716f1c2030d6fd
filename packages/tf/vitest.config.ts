import { suite } from '@lazyrich/testing/vitest-config'

// The backend is chosen and the kernels are registered once for a process: tests of that have one for each file, and so
// have the examples; the others share theirs.
const alone = ['backend', 'examples', 'registration']
const training = [
  'experiments',
  'hierarchy',
  'layers',
  'measures',
  'models',
  'networks',
  'ntk',
  'torch',
  'trainers',
  'training',
]
const kernels = ['wasm']
const without = (...folders: string[]): string[] => folders.map((folder) => `test/${folder}/**`)

export default suite({
  test: {
    projects: [
      { extends: true, test: { name: 'alone', exclude: without(...training, ...kernels), isolate: true } },
      { extends: true, test: { name: 'training', exclude: [...without(...alone, ...kernels), 'test/*.test.ts'] } },
      { extends: true, test: { name: 'kernels', exclude: [...without(...alone, ...training), 'test/*.test.ts'] } },
    ],
  },
})
