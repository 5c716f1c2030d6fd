import { vi } from 'vitest'
import { webAssembly } from '../../src/wasm/web-assembly.ts'

/** A machine whose WebAssembly has no SIMD: it takes no module that has any, and says so beforehand. */
export function withoutSimd(): void {
  vi.spyOn(webAssembly, 'validate').mockReturnValue(false)
  vi.spyOn(webAssembly, 'compile').mockRejectedValue(new Error('no SIMD here'))
}
