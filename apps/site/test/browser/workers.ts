import type { Page } from 'playwright-core'

type Held = typeof globalThis & { heldWorkers: Worker[]; commands: string[] }

/** Keeps hold of the workers that pages start from now on, so that a test can end them, and of what they are told. */
export async function holdWorkers(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const held: Worker[] = []
    const commands: string[] = []
    Object.assign(globalThis, { heldWorkers: held, commands })
    globalThis.Worker = class extends Worker {
      constructor(...given: ConstructorParameters<typeof Worker>) {
        super(...given)
        held.push(this)
      }
      override postMessage(message: { readonly type: string }): void {
        commands.push(message.type)
        super.postMessage(message)
      }
    }
  })
}

/** How often each command of the protocol has been sent to any worker since the last call. */
export function takeCommands(page: Page): Promise<{ readonly [type: string]: number }> {
  return page.evaluate(() => {
    const counts: { [type: string]: number } = {}
    for (const type of (globalThis as unknown as Held).commands.splice(0)) counts[type] = (counts[type] ?? 0) + 1
    return counts
  })
}

/** Ends all workers of the page the way a browser tells of it: with an error event. */
export async function loseWorkers(page: Page, message: string): Promise<void> {
  await page.evaluate((message) => {
    for (const worker of (globalThis as unknown as Held).heldWorkers) {
      worker.terminate()
      worker.dispatchEvent(new ErrorEvent('error', { message }))
    }
  }, message)
}
