// Imported before anything else: libsignal prints whole sessions, private keys included, with console.info and console.warn.
// Nothing that a dependency prints may leave this process; that it printed at all is worth a fixed word.

const methods = /** @type {const} */ (['debug', 'dir', 'error', 'info', 'log', 'table', 'trace', 'warn']);

for (const method of methods) {
  console[method] = () => {
    process.stderr.write(`suppressed console.${method}\n`);
  };
}
