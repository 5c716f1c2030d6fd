import type { Frame } from '@lazyrich/core/port'

/** Entries of fields over the frames that a history keeps. A frame is read once, however often a path is drawn. */
export interface Traces {
  /**
   * An entry of a field over `kept` and, after them, `last`; NaN where a frame lacks it. The array is valid until the
   * next call for the same entry.
   */
  of(field: string, entry: number, kept: readonly Frame[], last: Frame | undefined): Float64Array
  /** The frames kept are others now. */
  clear(): void
}

interface Trace {
  values: Float64Array<ArrayBuffer>
  /** Frames of those kept that have been read. */
  filled: number
}

export function createTraces(): Traces {
  const fields = new Map<string, Trace[]>()

  const traceOf = (field: string, entry: number): Trace => {
    const entries = fields.get(field) ?? []
    fields.set(field, entries)
    const trace = entries[entry] ?? { values: new Float64Array(64), filled: 0 }
    entries[entry] = trace
    return trace
  }
  const read = (frame: Frame, field: string, entry: number): number => frame.fields?.[field]?.data[entry] ?? Number.NaN

  return {
    of(field, entry, kept, last) {
      const trace = traceOf(field, entry)
      while (trace.values.length <= kept.length) {
        const larger = new Float64Array(2 * trace.values.length)
        larger.set(trace.values)
        trace.values = larger
      }
      for (; trace.filled < kept.length; trace.filled++)
        trace.values[trace.filled] = read(kept[trace.filled]!, field, entry)
      if (!last) return trace.values.subarray(0, kept.length)
      trace.values[kept.length] = read(last, field, entry)
      return trace.values.subarray(0, kept.length + 1)
    },
    clear: () => fields.clear(),
  }
}
