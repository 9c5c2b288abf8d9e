/** libsignal prints whole session records, private keys included, through the console: nothing of that may get out. */
for (const method of /** @type {const} */ (['log', 'info', 'debug', 'warn', 'error', 'trace'])) {
  console[method] = () => {};
}
