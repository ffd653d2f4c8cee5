/** What src/node.js is for src/register.ts. */
import "./needs-bun.js";

require("./register.ts");
