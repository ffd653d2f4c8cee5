/** Where there is no Bun: says so, before anything else of this package can fail. Plain JavaScript, as Node reads no TypeScript of a package. */
if (typeof Bun === "undefined")
  throw new Error(
    "Cannot run elizaos-interop without Bun, which it is made for. Install it (npm install bun, or see https://bun.sh) and run the program by it: bun program.js",
  );
