import type { Page } from 'playwright-core'

type Held = typeof globalThis & { heldWorkers: Worker[] }

/** Keeps hold of the workers that pages start from now on, so that a test can end them. */
export async function holdWorkers(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const held: Worker[] = []
    ;(globalThis as Held).heldWorkers = held
    globalThis.Worker = class extends Worker {
      constructor(...given: ConstructorParameters<typeof Worker>) {
        super(...given)
        held.push(this)
      }
    }
  })
}

/** Ends all workers of the page the way a browser tells of it: with an error event. */
export async function loseWorkers(page: Page, message: string): Promise<void> {
  await page.evaluate((message) => {
    for (const worker of (globalThis as Held).heldWorkers) {
      worker.terminate()
      worker.dispatchEvent(new ErrorEvent('error', { message }))
    }
  }, message)
}
