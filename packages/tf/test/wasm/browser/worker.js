import { trainHere } from './train-here.ts'

addEventListener('message', async ({ data: folder }) => {
  try {
    postMessage({ result: await trainHere(folder) })
  } catch (error) {
    postMessage({ error: String(error?.stack ?? error) })
  }
})
