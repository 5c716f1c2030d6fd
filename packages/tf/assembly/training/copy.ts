/** Copies bytes between places that do not overlap; short runs cost a few vectors, where memory.copy costs a call. */
// @ts-expect-error: a decorator of the language
@inline
export function copyBytes(from: usize, to: usize, bytes: usize): void {
  if (bytes > 1024) memory.copy(to, from, bytes)
  else if (bytes >= 16) {
    const last = bytes - 16
    for (let i: usize = 0; i < last; i += 16) v128.store(to + i, v128.load(from + i))
    v128.store(to + last, v128.load(from + last))
  } else {
    let i: usize = 0
    for (; i + 4 <= bytes; i += 4) store<u32>(to + i, load<u32>(from + i))
    for (; i < bytes; i++) store<u8>(to + i, load<u8>(from + i))
  }
}

/** Copies `rows` runs of so many bytes, each `fromRow` and `toRow` bytes after the one before. */
export function copyRows(from: usize, to: usize, rows: i32, bytes: i32, fromRow: i32, toRow: i32): void {
  for (let i = 0; i < rows; i++, from += fromRow, to += toRow) copyBytes(from, to, bytes)
}
