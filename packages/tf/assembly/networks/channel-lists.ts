/**
 * Where the gradient d [images, pixels, channels] is not 0: for every channel a list of pairs (address, d), the address
 * being that of `where` in its image of x. List c begins at lists + c · room, of 8 bytes a pair; where it ends is written
 * to ends [channels]. Without a branch: what is 0 is written too, and overwritten. Floor: 8 bytes read and written an
 * entry.
 */
export function channelLists(
  d: usize,
  where: usize,
  x: usize,
  image: usize,
  images: i32,
  pixels: i32,
  channels: i32,
  lists: usize,
  room: usize,
  ends: usize,
): void {
  const last = ends + ((<usize>channels) << 2)
  let list = lists
  for (let end = ends; end < last; end += 4, list += room) store<u32>(end, <u32>list)
  for (let b = 0; b < images; b++, x += image)
    for (let p = 0; p < pixels; p++)
      for (let end = ends; end < last; end += 4, d += 4, where += 4) {
        const to = load<u32>(end)
        const value = load<f32>(d)
        store<u32>(to, <u32>x + load<u32>(where))
        store<f32>(to, value, 4)
        store<u32>(end, to + (<u32>(value != 0) << 3))
      }
}
