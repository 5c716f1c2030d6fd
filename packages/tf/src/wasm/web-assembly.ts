// The part of WebAssembly that is needed: neither the library of browsers nor the types of Node have it in both places.

/** A WebAssembly.Memory. */
export interface Memory {
  readonly buffer: ArrayBufferLike
}

interface Face {
  readonly Memory: { [Symbol.hasInstance](value: unknown): boolean }
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown }
  validate(bytes: Uint8Array<ArrayBuffer>): boolean
  compile(bytes: Uint8Array<ArrayBuffer>): Promise<object>
}

export const webAssembly: Face = (globalThis as unknown as { readonly WebAssembly: Face }).WebAssembly
