import { formatFixed, formatNumber, formatPoint } from '../kit/format.ts'
import { writeNumber } from '../kit/write-number.ts'
import type { Picture } from './picture.ts'
import { isDecided, regimeOf } from './regime.ts'

/** The numbers below the views; each full value is in the `value` of its `<data>`. */
export interface Readout {
  draw(picture: Picture): void
}

/** Milliseconds between changes of the numbers: nobody reads faster, and each change costs a layout. */
const PAUSE = 100

/** Fills the elements with a `data-number` within `host`, and those with `data-part` regime and why. */
export function createReadout(host: Element, signal: AbortSignal): Readout {
  const numbers = new Map(
    Array.from(host.querySelectorAll<HTMLDataElement>('data[data-number]'), (element) => [
      element.dataset.number!,
      element,
    ]),
  )
  const regime = host.querySelector('[data-part="regime"]')!
  const why = host.querySelector('[data-part="why"]')!

  function write(name: string, value: number | readonly number[] | undefined, text: string): void {
    writeNumber(numbers.get(name)!, value, text)
  }

  function show({ solved, isStale }: Picture): void {
    host.classList.toggle('is-stale', isStale)
    if (!solved) {
      regime.textContent = 'No such start'
      return
    }
    const { state, solution, moment } = solved
    write('time', moment.time, formatNumber(moment.time))
    write('a', moment.a, formatFixed(moment.a, 3))
    write('size', moment.size, formatFixed(moment.size, 3))
    write('beta', moment.beta, formatPoint(moment.beta, 3))
    write('loss', moment.loss, formatNumber(moment.loss))
    const isDefined = !Number.isNaN(moment.kernelDistance)
    write(
      'kernelDistance',
      isDefined ? moment.kernelDistance : undefined,
      isDefined ? formatNumber(moment.kernelDistance) : 'none: the kernel is 0',
    )
    const gap = formatNumber(solution.largestGap)
    write('largestGap', solution.largestGap, isDecided(state, solution) ? gap : `${gap}, decided by rounding`)
    const words = regimeOf(state, solution)
    if (regime.textContent !== words.name) regime.textContent = words.name
    if (why.textContent !== words.why) why.textContent = words.why
  }

  let latest: Picture | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  signal.addEventListener('abort', () => clearTimeout(timer), { once: true })

  function showLatest(): void {
    timer = undefined
    if (!latest) return
    show(latest)
    latest = undefined
    timer = setTimeout(showLatest, PAUSE)
  }

  return {
    draw(picture) {
      latest = picture
      if (timer === undefined) showLatest()
    },
  }
}
