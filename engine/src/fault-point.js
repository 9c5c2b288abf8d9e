/**
 * Places where the chaos tests end this process without warning. A test preloads a module that puts a function under this name; nobody else does,
 * and then passing a point does nothing.
 *
 * @type {(name: string) => void}
 */
export const passFaultPoint = /** @type {any} */ (globalThis)[Symbol.for('ponte.faultPoint')] ?? (() => {});
