/** What the page calls its networks, from the `data-name` that the experiment's symbols were written into: `α = 3`. */
export function readNames(host: Element): (alpha: number) => string {
  const names = new Map<number, string>()
  for (const { dataset } of host.querySelectorAll<HTMLElement>('[data-alpha]'))
    names.set(Number(dataset.alpha), dataset.name!)
  return (alpha) => names.get(alpha)!
}
