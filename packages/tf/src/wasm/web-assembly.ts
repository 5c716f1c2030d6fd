// The part of WebAssembly that is needed: neither the library of browsers nor the types of Node have it in both places.

/** A WebAssembly.Memory. */
export interface Memory {
  readonly buffer: ArrayBufferLike
}

interface Face {
  readonly Memory: {
    /** Sizes in pages of 64 KiB. */
    new (sizes: { readonly initial: number; readonly maximum: number }): Memory & { grow(pages: number): number }
    [Symbol.hasInstance](value: unknown): boolean
  }
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown }
  validate(bytes: Uint8Array<ArrayBuffer>): boolean
  compile(bytes: Uint8Array<ArrayBuffer>): Promise<object>
}

export const webAssembly: Face = (globalThis as unknown as { readonly WebAssembly: Face }).WebAssembly
