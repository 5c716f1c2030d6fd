/** Rows whose largest output (the first, on a tie) is not their label's, or that hold a NaN. */
export function wrongAnswers(f: usize, labels: usize, rows: i32, classes: i32): i32 {
  let wrong = 0
  for (let i = 0; i < rows; i++, labels += 4) {
    let answer = 0
    let best = load<f32>(f)
    let known = best == best
    f += 4
    for (let c = 1; c < classes; c++, f += 4) {
      const value = load<f32>(f)
      if (value > best) {
        best = value
        answer = c
      }
      known = known && value == value
    }
    if (!known || answer != load<i32>(labels)) wrong++
  }
  return wrong
}
