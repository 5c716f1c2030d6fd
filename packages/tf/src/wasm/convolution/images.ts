/** Where images lie: the address of the first, and bytes from one to the next. */
export interface Images {
  readonly address: number
  readonly image: number
}
