/** Loads a plugin whose program does not exist: the script must end by itself, without waiting for anything. */
import { loadPlugin } from "../../../../src/index.ts";

const interop = { protocol: "ipc", ipcCommand: ["./no-such-program"] as [string] } as const;
const manifest = { name: "nobody", description: "", version: "1.0.0", language: "other", interop } as const;
const error = await loadPlugin({ manifest, baseDir: import.meta.dir }).catch((thrown) => thrown);
console.log(error.code);
