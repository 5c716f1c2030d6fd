/** Bytes of a kernel in panels. */
export function filterPanelsScratch(kernelRows: i32, kernelColumns: i32, inner: i32, outer: i32, lanes: i32): usize {
  return (<usize>kernelRows * <usize>kernelColumns * <usize>inner * <usize>(((outer + lanes - 1) / lanes) * lanes)) << 2
}

/**
 * A kernel as {@link correlate} reads it, [⌈outer / lanes⌉, kernelRows, kernelColumns, inner, lanes], padded with 0: of
 * a filter whose weights are rowStep, columnStep, innerStep and outerStep bytes apart. Reversed and transposed, it is
 * that of the gradient. One load and store a weight.
 */
export function filterPanels(
  filter: usize,
  kernelRows: i32,
  kernelColumns: i32,
  rowStep: usize,
  columnStep: usize,
  inner: i32,
  innerStep: usize,
  outer: i32,
  outerStep: usize,
  lanes: i32,
  to: usize,
): void {
  for (let d = 0; d < outer; d += lanes) {
    const width = <usize>min(lanes, outer - d)
    for (let u = 0; u < kernelRows; u++) {
      for (let v = 0; v < kernelColumns; v++) {
        let from = filter + <usize>d * outerStep + <usize>u * rowStep + <usize>v * columnStep
        for (let c = 0; c < inner; c++) {
          if (width == 8 && outerStep == 4) {
            v128.store(to, v128.load(from))
            v128.store(to, v128.load(from, 16), 16)
          } else {
            if (width < <usize>lanes) memory.fill(to, 0, (<usize>lanes) << 2)
            let lane = from
            for (let q: usize = 0; q < width; q++) {
              store<f32>(to + (q << 2), load<f32>(lane))
              lane += outerStep
            }
          }
          from += innerStep
          to += (<usize>lanes) << 2
        }
      }
    }
  }
}
