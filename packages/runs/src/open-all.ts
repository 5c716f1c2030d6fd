import type { GrowingFile } from './growing-file.ts'
import type { RecordFiles } from './recorder.ts'

/** Opens the three growing files, in that order; if one cannot be opened, those before it are closed again. */
export async function openAll(
  open: {
    readonly [file in keyof RecordFiles]: () => Promise<GrowingFile>
  },
): Promise<RecordFiles> {
  const opened: GrowingFile[] = []
  const next = async (file: keyof RecordFiles): Promise<GrowingFile> => {
    const handle = await open[file]()
    opened.push(handle)
    return handle
  }
  try {
    return {
      frames: await next('frames'),
      fieldLines: await next('fieldLines'),
      fieldBytes: await next('fieldBytes'),
    }
  } catch (error) {
    await Promise.all(opened.map((file) => file.close()))
    throw error
  }
}
