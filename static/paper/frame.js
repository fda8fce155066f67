/** Resolves when the next frame is on the screen. @returns {Promise<void>} */
export function afterFrame() {
  return new Promise((shown) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        shown();
      };
      port2.postMessage(null);
    });
  });
}
