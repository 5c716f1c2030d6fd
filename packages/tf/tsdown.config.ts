import { defineConfig, type UserConfig } from 'tsdown'

const config: UserConfig = defineConfig({
  entry: { index: 'src/index.ts', kernels: 'src/kernels.ts', networks: 'src/networks.ts' },
  tsconfig: 'src/tsconfig.json',
  platform: 'node',
  target: 'node20',
  fixedExtension: false,
  dts: true,
  unbundle: true,
})

export default config
