import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { withNpm } from '../support/with-npm.ts'

// WebGPU without a GPU: SwiftShader, the software renderer that comes with Chromium, as the driver. It takes seconds for
// what wasm does in milliseconds, and shows that everything is in place.
const DRIVER = '/usr/lib/chromium/vk_swiftshader_icd.json'

const folder = mkdtempSync(join(tmpdir(), 'lazyrich-webgpu-'))
const url = (path: string): string => JSON.stringify(pathToFileURL(path).href)

beforeAll(() => {
  if (!existsSync(DRIVER)) throw new Error(`${DRIVER} is not there: Debian's packages chromium and libvulkan1 bring it`)
  writeFileSync(join(folder, 'package.json'), '{"private":true}')
  // The optional peer, as a user installs it; its script only checks for tools of its own build.
  const flags = ['--no-audit', '--no-fund', '--ignore-scripts', '--silent']
  execFileSync('npm', ['install', ...flags, 'webgpu@0.6.2'], { cwd: folder, env: withNpm })
  writeFileSync(
    join(folder, 'hooks.mjs'),
    `import { registerHooks } from 'node:module'
registerHooks({ resolve: (name, at, next) => next(name === 'webgpu' ? ${url(join(folder, 'node_modules/webgpu/index.js'))} : name, at) })`,
  )
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('hierarchy trains on webgpu in Node, where the package webgpu is installed, as it does on wasm', () => {
  const script = `
    const { hierarchy, surveyBackends } = await import(${url(join(import.meta.dirname, '../../src/index.ts'))})
    const tiny = { symbols: 6, classes: 6, synonyms: 3, levels: 2, hiddenLayers: 2, width: 12, batchSize: 16, samples: 100, epochs: 2, alpha: 1, record: 'lin:1' }
    const results = {}
    for (const backend of ['webgpu', 'wasm'])
      for await (const event of hierarchy.start({ ...tiny, backend }, { seed: 0 }))
        if (event.kind === 'frame') results[backend] = event.metrics
    results.survey = (await surveyBackends()).filter(({ works }) => works).map(({ name }) => name)
    console.log(JSON.stringify(results))`
  const output = execFileSync(
    process.execPath,
    ['--import', pathToFileURL(join(folder, 'hooks.mjs')).href, '--input-type=module', '--eval', script],
    { encoding: 'utf8', env: { ...process.env, VK_ICD_FILENAMES: DRIVER } },
  )
  const { webgpu, wasm, survey } = JSON.parse(output) as {
    [name: string]: { loss: number; kernelDistance: number } & string[]
  }
  expect(survey).toEqual(['wasm', 'cpu', 'webgpu'])
  expect(webgpu!.loss).toBeCloseTo(wasm!.loss, 5)
  expect(webgpu!.kernelDistance).toBeCloseTo(wasm!.kernelDistance, 5)
})
