/**
 * Moves positions apart until neighbours are at least `gap` from each other, each as near to its own place as a run of
 * touching neighbours allows, all within [low, high] if they fit. The order of the input is kept in the output.
 */
export function spread(positions: readonly number[], gap: number, [low, high]: readonly [number, number]): number[] {
  const order = positions.map((_, i) => i).sort((a, b) => positions[a]! - positions[b]!)
  /** Runs of touching positions: the place of the first, and how many. */
  const runs: { first: number; members: number[] }[] = []
  for (const i of order) {
    let run = { first: clamp(positions[i]!, 1), members: [i] }
    for (let before = runs.at(-1); before && before.first + gap * before.members.length > run.first; ) {
      runs.pop()
      const members = [...before.members, ...run.members]
      const ideal = members.reduce((sum, member, k) => sum + positions[member]! - gap * k, 0) / members.length
      run = { first: clamp(ideal, members.length), members }
      before = runs.at(-1)
    }
    runs.push(run)
  }
  const places = [...positions]
  for (const { first, members } of runs) for (const [k, member] of members.entries()) places[member] = first + gap * k
  return places

  function clamp(first: number, count: number): number {
    return Math.max(low, Math.min(first, high - gap * (count - 1)))
  }
}
