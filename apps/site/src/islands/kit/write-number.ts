/**
 * Shows a number as `text`, with its full value in the `value` of the `<data>`; undefined if there is none. Touches
 * the page only if something changes.
 */
export function writeNumber(
  element: HTMLDataElement,
  value: number | readonly number[] | undefined,
  text: string,
): void {
  const full = value === undefined ? '' : String(value)
  if (element.value === full && element.textContent === text) return
  element.value = full
  element.textContent = text
}
