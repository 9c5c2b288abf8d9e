/** @type {import('baileys').UserFacingSocketConfig['logger'] & object} */
export const silentLogger = {
  level: 'silent',
  child: () => silentLogger,
  trace() {},
  debug() {},
  info() {},
  warn() {},
  error() {}
};
