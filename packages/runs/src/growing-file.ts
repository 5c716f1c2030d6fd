import { type FileHandle, open } from 'node:fs/promises'

/** A file that only grows. */
export interface GrowingFile {
  /** Bytes written so far. */
  readonly length: number
  append(data: string | Uint8Array): Promise<void>
  /** Waits until everything is on the disk. */
  flush(): Promise<void>
  close(): Promise<void>
}

/** Creates a new file; fails with code EEXIST if it exists, so that two writers never share it. */
export async function createGrowingFile(path: string): Promise<GrowingFile> {
  return growing(await open(path, 'ax'), 0)
}

/** Truncates a file to `length` bytes and appends from there. */
export async function continueGrowingFile(path: string, length: number): Promise<GrowingFile> {
  const cut = await open(path, 'r+')
  try {
    await cut.truncate(length)
  } finally {
    await cut.close()
  }
  return growing(await open(path, 'a'), length)
}

function growing(handle: FileHandle, start: number): GrowingFile {
  let length = start
  return {
    get length() {
      return length
    },
    async append(data) {
      const bytes = typeof data === 'string' ? Buffer.from(data) : data
      await handle.appendFile(bytes)
      length += bytes.byteLength
    },
    flush: () => handle.datasync(),
    close: () => handle.close(),
  }
}
