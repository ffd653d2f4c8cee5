/** TypeScript plugins from packages, found from where their manifest lies. */
import { afterAll, expect, test } from "bun:test";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { closePlugin, loadPlugin, type Manifest, pluginInfo } from "../../src/index.ts";

const folder = mkdtempSync("/tmp/interop-packages-");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const home = join(folder, "node_modules/@acme/plugin-weather");
mkdirSync(home, { recursive: true });
writeFileSync(
  join(home, "package.json"),
  JSON.stringify({ name: "@acme/plugin-weather", type: "module", exports: "./index.js" }),
);
writeFileSync(
  join(home, "index.js"),
  `export const helper = 1;
export const weatherPlugin = { name: "weather", description: "Tells the weather", actions: [], providers: [] };`,
);

function manifest(modulePath: string): Manifest {
  const interop = { protocol: "native", modulePath } as const;
  return {
    name: "weather",
    description: "Tells the weather",
    version: "1.0.0",
    language: "typescript",
    interop,
  };
}

for (const modulePath of ["@acme/plugin-weather", "@acme/plugin-weather:weatherPlugin"])
  for (const protocol of ["native", "ipc"] as const)
    test(`loadPlugin() finds ${modulePath} over ${protocol}`, async () => {
      const plugin = await loadPlugin({ manifest: manifest(modulePath), baseDir: folder, protocol });
      expect(plugin.name).toBe("weather");
      expect(pluginInfo(plugin)).toMatchObject({ protocol, language: "typescript" });
      await closePlugin(plugin);
    });
