/**
 * Bun's foreign functions, asked for and not imported: Node reads all imports of a bundle before it runs any of it, and would fail at
 * this one before anything can say that Bun is needed.
 */
const ffi = require("bun:ffi") as typeof import("bun:ffi");

export const { CString, dlopen, FFIType, ptr, read } = ffi;
