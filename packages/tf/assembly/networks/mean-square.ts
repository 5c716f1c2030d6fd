/**
 * The sum of ‖f − e_label‖² over the rows of f [rows, classes], and d = factor · 2(f − e_label). Floor: 4 bytes read and 4
 * written an output.
 */
export function meanSquare(f: usize, labels: usize, d: usize, rows: i32, classes: i32, factor: f32): f64 {
  let loss: f64 = 0
  for (let i = 0; i < rows; i++, labels += 4) {
    const label = load<i32>(labels)
    for (let c = 0; c < classes; c++, f += 4, d += 4) {
      const off = load<f32>(f) - (c == label ? <f32>1 : <f32>0)
      loss += <f64>off * <f64>off
      store<f32>(d, 2 * factor * off)
    }
  }
  return loss
}
