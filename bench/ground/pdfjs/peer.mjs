// The peer's reader: opens a paper with pdf.js and draws a page on one canvas, as wide as ours is.
import { GlobalWorkerOptions, getDocument } from '/pdfjs/build/pdf.min.mjs';

const canvas = document.querySelector('canvas');
const GIVEN = { cMapUrl: '/pdfjs/cmaps/', standardFontDataUrl: '/pdfjs/standard_fonts/', wasmUrl: '/pdfjs/wasm/', iccUrl: '/pdfjs/iccs/' };
// One worker for all papers, so that opening one does not wait for a worker to start.
GlobalWorkerOptions.workerPort = new Worker('/pdfjs/build/pdf.worker.min.mjs', { type: 'module' });
let paper = null;

/** Opens a paper and waits until all of it is here. */
async function open(url) {
  await close();
  paper = await getDocument({ url, ...GIVEN }).promise;
  await paper.getDownloadInfo();
}

/** Returns the ms until a page of a paper that is not open yet is on the screen. */
async function arrive(url, number, width) {
  await close();
  const begun = performance.now();
  paper = await getDocument({ url, ...GIVEN }).promise;
  await draw(number, width);
  return performance.now() - begun;
}

/** Returns the ms until a page of the open paper is on the screen. */
async function show(number, width) {
  const begun = performance.now();
  await draw(number, width);
  return performance.now() - begun;
}

/** Draws a page, and waits for the end of the frame that shows it; what it needed is let go then. */
async function draw(number, width) {
  const page = await paper.getPage(number);
  const viewport = page.getViewport({ scale: width / page.getViewport({ scale: 1 }).width });
  [canvas.width, canvas.height] = [Math.round(viewport.width), Math.round(viewport.height)];
  await page.render({ canvas, viewport }).promise;
  await new Promise((framed) => requestAnimationFrame(framed));
  await new Promise((painted) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      painted();
    };
    port2.postMessage(null);
  });
  page.cleanup();
}

async function close() {
  await paper?.loadingTask.destroy();
  paper = null;
}

window.peer = { open, arrive, show };
