/** The part of WebGPU that is needed to know whether it is there. */
interface Gpu {
  requestAdapter(): Promise<object | null>
}

interface Place {
  navigator?: { gpu?: Gpu }
  readonly process?: { readonly versions?: { readonly node?: string } }
}

/** What the npm package `webgpu` exports: WebGPU for Node by Dawn, Chromium's implementation. */
interface Dawn {
  create(options: readonly string[]): Gpu
  readonly globals: object
}

const DAWN = 'webgpu'

let found: Promise<boolean> | undefined

/**
 * True where WebGPU has an adapter: in a browser by itself; in Node where the npm package `webgpu` is installed (the
 * optional peer of this package) and finds a driver. It then stands at `navigator.gpu`, as in a browser.
 */
export function findGpu(): Promise<boolean> {
  found ??= find(globalThis)
  return found
}

async function find(place: Place): Promise<boolean> {
  try {
    if (!place.navigator?.gpu && place.process?.versions?.node) {
      // By a variable: bundlers of pages must not look for it.
      const { create, globals } = (await import(/* @vite-ignore */ DAWN)) as Dawn
      Object.assign(place, globals)
      const gpu = { value: create([]), configurable: true }
      if (place.navigator) Object.defineProperty(place.navigator, 'gpu', gpu)
    }
    return Boolean(await place.navigator?.gpu?.requestAdapter())
  } catch {
    return false
  }
}
