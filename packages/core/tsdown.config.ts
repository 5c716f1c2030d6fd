import { defineConfig } from 'tsdown'

const families = [
  'single-neuron',
  'two-layer-linear',
  'deep-linear',
  'two-layer-relu',
  'balance',
  'integrate',
  'ledger',
  'measures',
  'data',
  'random',
  'port',
  'experiments',
  'contract',
]

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    ...Object.fromEntries(families.map((family) => [`${family}/index`, `src/${family}/index.ts`])),
  },
  tsconfig: 'src/tsconfig.json',
  platform: 'neutral',
  target: 'es2024',
  dts: true,
  unbundle: true,
})
