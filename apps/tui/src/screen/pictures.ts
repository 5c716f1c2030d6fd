import type { Writable } from 'node:stream'

/** Where pictures are written, one at a time. */
export interface Pictures {
  /** False while the last picture is still on its way: the next one is to be drawn later, from what is true then. */
  readonly isFree: boolean
  write(picture: string): void
}

/** On a slow link pictures are left out, never queued: what waits to be written is at most one picture. */
export function createPictures(output: Writable): Pictures {
  let isFree = true
  return {
    get isFree() {
      return isFree
    },
    write(picture) {
      isFree = false
      output.write(picture, () => {
        isFree = true
      })
    },
  }
}
