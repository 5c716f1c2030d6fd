/**
 * dx: each entry of dy goes to the last largest entry of its window of x, per channel, as on the cpu backend, which
 * takes the first in two dimensions. One entry at a time: volumes are rare, and the stock kernel is slower still.
 * Floor: as many compares each of dy as a window has entries.
 */
export function maxPool3dGradient(
  dy: usize,
  x: usize,
  dx: usize,
  batch: i32,
  inDepth: i32,
  inHeight: i32,
  inWidth: i32,
  channels: i32,
  outDepth: i32,
  outHeight: i32,
  outWidth: i32,
  filterDepth: i32,
  filterHeight: i32,
  filterWidth: i32,
  strideDepth: i32,
  strideHeight: i32,
  strideWidth: i32,
  padFront: i32,
  padTop: i32,
  padLeft: i32,
): void {
  const pixel = <usize>channels << 2
  const line = pixel * <usize>inWidth
  const plane = line * <usize>inHeight
  const volume = plane * <usize>inDepth
  const apart = dx - x
  memory.fill(dx, 0, <usize>batch * volume)
  for (let b = 0; b < batch; b++, x += volume) {
    for (let layer = 0; layer < outDepth; layer++) {
      const front = layer * strideDepth - padFront
      const firstLayer = max(0, front)
      const layers = max(0, min(inDepth, front + filterDepth) - firstLayer)
      for (let row = 0; row < outHeight; row++) {
        const top = row * strideHeight - padTop
        const firstRow = max(0, top)
        const rows = <usize>max(0, min(inHeight, top + filterHeight) - firstRow) * line
        for (let column = 0; column < outWidth; column++) {
          const left = column * strideWidth - padLeft
          const firstColumn = max(0, left)
          const columns = <usize>max(0, min(inWidth, left + filterWidth) - firstColumn) * pixel
          const window = x + <usize>firstLayer * plane + <usize>firstRow * line + <usize>firstColumn * pixel
          const end = window + <usize>layers * plane
          for (let c: usize = 0; c < pixel; c += 4) {
            let best: f32 = -Infinity
            let found: usize = 0
            for (let layerAt = window + c; layerAt < end; layerAt += plane)
              for (let rowAt = layerAt; rowAt < layerAt + rows; rowAt += line)
                for (let at = rowAt; at < rowAt + columns; at += pixel) {
                  const value = load<f32>(at)
                  if (value >= best) {
                    best = value
                    found = at
                  }
                }
            if (found) store<f32>(found + apart, load<f32>(found + apart) + load<f32>(dy + c))
          }
          dy += pixel
        }
      }
    }
  }
}
