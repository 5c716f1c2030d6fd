import { afterEach, expect, it, vi } from 'vitest'
import { chooseBackend, TfError } from '../../src/index.ts'

afterEach(() => {
  vi.unstubAllGlobals()
})

it('falls back to cpu if WebAssembly cannot start, and warns', async () => {
  vi.stubGlobal('WebAssembly', undefined)
  const backend = await chooseBackend()
  expect(backend.name).toBe('cpu')
  expect(backend.why).toMatch(/^cpu is the fallback: backend wasm does not start/)
  expect(backend.warnings).toEqual([
    expect.stringMatching(/^backend wasm does not start/),
    expect.stringContaining('plain JavaScript'),
  ])
})

it('throws instead if wasm was requested', async () => {
  vi.stubGlobal('WebAssembly', undefined)
  await expect(chooseBackend('wasm')).rejects.toThrow(TfError)
  await expect(chooseBackend('wasm')).rejects.toThrow(/^backend wasm does not start.*; available here: cpu$/)
})
