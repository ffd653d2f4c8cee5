/** Loads a plugin and does nothing more: the script must end by itself. Arguments: manifest, protocol. */
import { loadPlugin, type Protocol } from "../../../../src/index.ts";

const [manifestPath = "", protocol] = process.argv.slice(2);
const plugin = await loadPlugin({ manifestPath, protocol: protocol as Protocol });
console.log(plugin.name);
