/**
 * Numbers what occurs among ids [count, length], all below `alphabet`: the number of entry (i, p) into `index`, what has
 * a number into `keys`, in its order; returns how many there are. Where `apart`, places are told apart, and the key is p ·
 * alphabet + id; otherwise it is the id. Place after place, so that what shares a place is side by side. `table` has room
 * for every key. Some 10 operations an entry.
 */
export function distinctCodes(
  ids: usize,
  index: usize,
  keys: usize,
  table: usize,
  count: i32,
  length: i32,
  alphabet: i32,
  apart: i32,
): i32 {
  const row = (<usize>length) << 2
  memory.fill(table, 0, ((apart ? <usize>length : <usize>1) * <usize>alphabet) << 2)
  let distinct = 0
  for (let p = 0; p < length; p++) {
    const before = apart ? p * alphabet : 0
    let at = (<usize>p) << 2
    for (let i = 0; i < count; i++, at += row) {
      const key = before + load<i32>(ids + at)
      const slot = table + ((<usize>key) << 2)
      let number = load<i32>(slot)
      if (number == 0) {
        store<i32>(keys + ((<usize>distinct) << 2), key)
        number = ++distinct
        store<i32>(slot, number)
      }
      store<i32>(index + at, number - 1)
    }
  }
  return distinct
}

/** The key p · alphabet + id of every entry of ids [count, length]. */
export function codeKeys(ids: usize, keys: usize, count: i32, length: i32, alphabet: i32): void {
  for (let i = 0; i < count; i++)
    for (let p = 0; p < length; p++, ids += 4, keys += 4) store<i32>(keys, p * alphabet + load<i32>(ids))
}
