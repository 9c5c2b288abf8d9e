/**
 * Holds back what goes to WhatsApp until everything that was asked to be written before is on the disk: credentials that a pairing brought,
 * keys that a frame gives away, a message that a receipt confirms. Frames keep their order. Once the disk has failed, nothing leaves any more and the
 * connection ends: an answer to a message that could not be written, of whatever kind, would make WhatsApp forget it.
 *
 * @param {any} socket of the ws package
 * @param {() => Promise<void>} flushed
 */
export function holdUntilWritten(socket, flushed) {
  const send = socket.send.bind(socket);
  /** @type {Promise<unknown>} */
  let last = Promise.resolve();
  socket.send = (/** @type {unknown} */ data, /** @type {(error?: Error) => void} */ done) => {
    last = Promise.all([last, flushed()]).then(
      () => send(data, done),
      error => {
        socket.terminate();
        done(error);
      },
    );
  };
}
