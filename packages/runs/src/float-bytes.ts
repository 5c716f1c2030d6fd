/** The doubles as little-endian bytes, 8 each, on any machine. */
export function bytesOfFloat64(data: Float64Array): Buffer {
  const { bytes, view } = blank(data.length * 8)
  for (let i = 0; i < data.length; i++) view.setFloat64(i * 8, data[i]!, true)
  return bytes
}

/** The same of single precision, 4 bytes each. */
export function bytesOfFloat32(data: Float32Array): Buffer {
  const { bytes, view } = blank(data.length * 4)
  for (let i = 0; i < data.length; i++) view.setFloat32(i * 4, data[i]!, true)
  return bytes
}

/** The doubles of little-endian bytes; their number is a multiple of 8. */
export function float64OfBytes(bytes: Uint8Array): Float64Array<ArrayBuffer> {
  const view = viewOf(bytes)
  const data = new Float64Array(bytes.byteLength / 8)
  for (let i = 0; i < data.length; i++) data[i] = view.getFloat64(i * 8, true)
  return data
}

/** The same of single precision; their number is a multiple of 4. */
export function float32OfBytes(bytes: Uint8Array): Float32Array<ArrayBuffer> {
  const view = viewOf(bytes)
  const data = new Float32Array(bytes.byteLength / 4)
  for (let i = 0; i < data.length; i++) data[i] = view.getFloat32(i * 4, true)
  return data
}

function blank(size: number): { readonly bytes: Buffer; readonly view: DataView } {
  const bytes = Buffer.allocUnsafe(size)
  return { bytes, view: viewOf(bytes) }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
