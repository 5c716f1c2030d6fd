import { join } from 'node:path'

/** Where the parts of a run lie below its directory. */
export interface Layout {
  readonly manifest: string
  readonly frames: string
  readonly fieldBytes: string
  readonly fieldLines: string
  readonly snapshots: string
  /** Names its writer while there is one. */
  readonly lock: string
}

export function layoutOf(directory: string): Layout {
  return {
    manifest: join(directory, 'manifest.json'),
    frames: join(directory, 'frames.ndjson'),
    fieldBytes: join(directory, 'fields.bin'),
    fieldLines: join(directory, 'fields.ndjson'),
    snapshots: join(directory, 'snapshots'),
    lock: join(directory, 'lock'),
  }
}

/** How far the three files that only grow had grown at some moment. */
export interface Lengths {
  /** Bytes of `frames.ndjson`. */
  readonly frames: number
  /** Bytes of `fields.bin`. */
  readonly fieldBytes: number
  /** Bytes of `fields.ndjson`. */
  readonly fieldLines: number
}
