import { type FileHandle, open } from 'node:fs/promises'

/** A growing file as it was when it was opened: what is appended later is not seen. */
export interface GrownFile extends AsyncDisposable {
  readonly handle: FileHandle
  readonly length: number
}

export async function openGrown(path: string): Promise<GrownFile> {
  const handle = await open(path, 'r')
  const { size } = await handle.stat()
  return { handle, length: size, [Symbol.asyncDispose]: () => handle.close() }
}

/** Bytes read at once: neighbours in the file are mostly read one after the other. */
const WINDOW = 256 * 1024

/**
 * Reads `size` bytes at `offset`; undefined if the file ends before. They are valid until the next call. Holds one
 * window of the file, or one piece if that is larger.
 */
export type ReadBytes = (offset: number, size: number) => Promise<Buffer | undefined>

export function readerOf({ handle, length }: GrownFile): ReadBytes {
  let window = Buffer.alloc(0)
  let start = 0
  return async (offset, size) => {
    if (offset + size > length) return undefined
    if (offset < start || offset + size > start + window.length) {
      window = Buffer.allocUnsafe(Math.min(Math.max(size, WINDOW), length - offset))
      start = offset
      for (let done = 0; done < window.length; ) {
        const { bytesRead } = await handle.read(window, done, window.length - done, offset + done)
        if (bytesRead === 0) {
          window = Buffer.alloc(0) // the file has been cut since
          return undefined
        }
        done += bytesRead
      }
    }
    return window.subarray(offset - start, offset - start + size)
  }
}
