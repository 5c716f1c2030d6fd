/** Rows of symbols [rows, length] as unit vectors [rows, length · alphabet]. */
export function oneHotRows(
  symbols: ArrayLike<number>,
  rows: ArrayLike<number>,
  length: number,
  alphabet: number,
): Float32Array {
  const into = new Float32Array(rows.length * length * alphabet)
  for (let i = 0; i < rows.length; i++)
    for (let place = 0; place < length; place++)
      into[(i * length + place) * alphabet + symbols[rows[i] * length + place]] = 1
  return into
}
