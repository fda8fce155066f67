// The peer's reader: a tap opens a paper with pdf.js, or draws a page on one canvas, as wide as ours is.
import { GlobalWorkerOptions, getDocument } from '/pdfjs/build/pdf.min.mjs';

const canvas = document.querySelector('canvas');
const GIVEN = { cMapUrl: '/pdfjs/cmaps/', standardFontDataUrl: '/pdfjs/standard_fonts/', wasmUrl: '/pdfjs/wasm/', iccUrl: '/pdfjs/iccs/' };
GlobalWorkerOptions.workerSrc = '/pdfjs/build/pdf.worker.min.mjs';
let paper = null;
let lifted = 0;
addEventListener('pointerup', () => { lifted = performance.now(); }, { capture: true });

/** Opens a paper and waits until all of it is here. */
async function open(url) {
  await close();
  paper = await getDocument({ url, ...GIVEN }).promise;
  await paper.getDownloadInfo();
}

/** Opens a paper that is not open yet at a page. */
async function arrive(url, number, width) {
  paper = await getDocument({ url, ...GIVEN }).promise;
  await draw(number, width);
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

/** Does something at the next tap; resolves with the ms from the finger's lifting to its end. */
function tapped(does, ...given) {
  return new Promise((done, failed) => {
    canvas.addEventListener('click', () => {
      does(...given).then(() => done(performance.now() - lifted), failed);
    }, { once: true });
  });
}

window.peer = { open, close, arrive, draw, tapped };
