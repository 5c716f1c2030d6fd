export function clear(address: usize, bytes: usize): void {
  memory.fill(address, 0, bytes)
}
