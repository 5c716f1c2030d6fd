import * as tf from '@tensorflow/tfjs'
import { expect, it } from 'vitest'
import { surveyBackends } from '../../src/index.ts'

it('says of every backend whether it works here, which is chosen, and what would bring those that are missing', async () => {
  const findings = await surveyBackends()
  expect(findings.map(({ name, works, chosen }) => [name, works, chosen])).toEqual([
    ['wasm', true, true],
    ['cpu', true, false],
    ['webgl', false, false],
    ['webgpu', false, false],
  ])
  const about = Object.fromEntries(findings.map((finding) => [finding.name, finding.about]))
  expect(about.wasm).toContain('training kernels')
  expect(about.webgl).toBe('backend webgl is not available here: browsers have it, Node has not')
  expect(about.webgpu).toMatch(/^backend webgpu is not available here: .*npm install webgpu/)
  expect(tf.getBackend()).toBe('wasm')
})
