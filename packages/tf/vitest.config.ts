import { suite } from '@lazyrich/testing/vitest-config'

// The backend is chosen once for a process: tests of that have one each, the others share theirs.
export default suite({
  test: {
    projects: [
      {
        extends: true,
        test: { name: 'backend', exclude: ['test/{experiments,hierarchy,mlp,wasm}/**'], isolate: true },
      },
      { extends: true, test: { name: 'training', exclude: ['test/{backend,registration,wasm}/**'], isolate: false } },
      {
        extends: true,
        test: { name: 'kernels', exclude: ['test/{backend,experiments,hierarchy,mlp,registration}/**'] },
      },
    ],
  },
})
