// The page of browser.test.ts, as a user of TensorFlow.js would write it.
import { trainHere } from './train-here.ts'

const folder = new URL('tfjs/', document.baseURI).href

globalThis.onMainThread = () => trainHere(folder)

globalThis.inWorker = () =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('worker.js', document.baseURI), { type: 'module' })
    worker.onmessage = ({ data: { result, error } }) => (error ? reject(new Error(error)) : resolve(result))
    worker.onerror = ({ message }) => reject(new Error(message))
    worker.postMessage(folder)
  })
