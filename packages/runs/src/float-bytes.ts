/** The doubles as little-endian bytes, 8 each, on any machine. */
export function bytesOfFloat64(data: Float64Array): Buffer {
  const bytes = Buffer.allocUnsafe(data.length * 8)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let i = 0; i < data.length; i++) view.setFloat64(i * 8, data[i]!, true)
  return bytes
}

/** The doubles of little-endian bytes; their number is a multiple of 8. */
export function float64OfBytes(bytes: Uint8Array): Float64Array<ArrayBuffer> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return Float64Array.from({ length: bytes.byteLength / 8 }, (_, i) => view.getFloat64(i * 8, true))
}
