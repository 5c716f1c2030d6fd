/** Text that stays readable over lines: with a rim in the page's colour. */
export function haloText(
  context: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  colour: string,
  page: string,
): void {
  context.lineJoin = 'round'
  context.lineWidth = 4
  context.strokeStyle = page
  context.setLineDash([])
  context.strokeText(text, x, y)
  context.fillStyle = colour
  context.fillText(text, x, y)
}
