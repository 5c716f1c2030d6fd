import { nearest as nearestOf } from '../door/nearest.ts'
import { requireText, requireTexts } from '../door/text.ts'

/**
 * A hint for somebody who mistyped a name: ` (did you mean delta?)`, or '' where no known name is near:
 * none begins with it, or differs from it in at most a third of its letters.
 *
 * @throws LazyrichError for what is no text, and for known names that are no list of texts.
 */
export function nearest(name: string, known: readonly string[]): string {
  requireText('name', name)
  requireTexts('known', known)
  return nearestOf(name, known)
}
