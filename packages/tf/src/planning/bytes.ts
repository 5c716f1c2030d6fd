const UNITS = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB']

/** For messages, in the unit that needs no exponent: `1.00 GiB`. */
export function shownBytes(bytes: number): string {
  let unit = 0
  let amount = bytes
  while (amount >= 999.5 && unit < UNITS.length - 1) {
    amount /= 1024
    unit++
  }
  return `${amount.toPrecision(3)} ${UNITS[unit]}`
}
