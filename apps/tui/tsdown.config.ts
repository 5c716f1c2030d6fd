import { defineConfig } from 'tsdown'

export default defineConfig({
  entry: { main: 'src/main.ts', 'worker/worker': 'src/worker/worker.ts' },
  platform: 'node',
  target: 'node24',
  fixedExtension: false,
  dts: false,
  unbundle: true,
})
