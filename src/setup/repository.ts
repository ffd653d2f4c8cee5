/** Where the checkout is. Only scripts of the repository ask; the published package has no such place. */
import { fileURLToPath } from "node:url";

export const repositoryRoot: string = fileURLToPath(new URL("../../", import.meta.url)).replace(/\/$/, "");
