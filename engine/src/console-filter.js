// Imported before anything else: libsignal prints whole sessions, private keys included, with console.info and console.warn.
// Nothing that a dependency prints may leave this process; that it printed at all is worth a fixed word.

const printers = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (console));

for (const [method, printer] of Object.entries(printers)) {
  if (typeof printer === 'function') {
    printers[method] = () => {
      process.stderr.write(`suppressed console.${method}\n`);
    };
  }
}
