import { vi } from 'vitest'

/** A machine whose WebAssembly has no SIMD: it takes no module that has any, and says so beforehand. */
export function withoutSimd(): void {
  vi.spyOn(WebAssembly, 'validate').mockReturnValue(false)
  vi.spyOn(WebAssembly, 'compile').mockRejectedValue(new WebAssembly.CompileError('no SIMD here'))
}
