/** A number with a true minus sign. */
export function signed(value: number): string {
  return String(value).replace('-', '−')
}
