import { TfError } from '../errors.ts'
import { webAssembly } from '../wasm/web-assembly.ts'
import { shownBytes } from './bytes.ts'
import type { Kernels, NetworkModules } from './kernels.ts'

/** 4 GiB less one page: what a memory may grow to. */
const MOST_PAGES = 65_535
const PAGE = 65_536
/** Every buffer begins on a line of the cache. */
const LINE = 64

/** Memory of its own for one network, handed out in buffers that stay as long as it does. */
export interface NetworkMemory {
  readonly kernels: Kernels
  /** Bytes handed out so far. */
  readonly bytes: number
  /**
   * The address of a new buffer of so many numbers of 4 bytes, all 0; vectors may read behind its end. Views from before
   * are detached where the memory must grow.
   *
   * @throws TfError where there is no more.
   */
  take(count: number): number
  /** The numbers of a buffer, until the next is taken. */
  floats(address: number, count: number): Float32Array<ArrayBuffer>
  integers(address: number, count: number): Int32Array<ArrayBuffer>
  /** Numbers of 8 bytes: two that were taken each. */
  doubles(address: number, count: number): Float64Array<ArrayBuffer>
}

/** An empty one. It is freed as a whole, when nothing refers to it any more: nothing in it can leak. */
export function networkMemory(modules: NetworkModules): NetworkMemory {
  const memory = new webAssembly.Memory({ initial: 1, maximum: MOST_PAGES })
  let end = LINE // no buffer is at 0, which stands for none
  return {
    kernels: modules.on(memory),
    get bytes() {
      return end
    },
    take(count) {
      const address = end
      const next = end + Math.ceil((4 * count) / LINE + 1) * LINE
      const pages = Math.ceil(next / PAGE) - memory.buffer.byteLength / PAGE
      if (pages > 0) grow(pages, 4 * count)
      end = next
      return address
    },
    floats: (address, count) => new Float32Array(memory.buffer as ArrayBuffer, address, count),
    doubles: (address, count) => new Float64Array(memory.buffer as ArrayBuffer, address, count),
    integers: (address, count) => new Int32Array(memory.buffer as ArrayBuffer, address, count),
  }

  function grow(pages: number, wanted: number): void {
    try {
      if (pages + memory.buffer.byteLength / PAGE > MOST_PAGES) throw new RangeError()
      memory.grow(pages)
    } catch {
      throw new TfError(
        `the network has no memory left for ${shownBytes(wanted)} beside ${shownBytes(end)}: a smaller batch or probe, or a smaller network, is accepted (4 GiB are the most that WebAssembly can have)`,
      )
    }
  }
}
