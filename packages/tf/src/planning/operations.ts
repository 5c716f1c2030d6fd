/** What the kernels `withRow` and `withColumn` do with a and b: assembly/training/broadcast.ts. */
export const OPERATIONS: { readonly add: 0; readonly multiply: 2 } = { add: 0, multiply: 2 }
