/** A plugin.json that names a component which the plugin does not have is refused: for every kind, in every language. */
import { expect, test } from "bun:test";
import { dirname, join } from "node:path";
import { differences } from "../../src/contract/agreement.ts";
import { COMPONENT_KINDS, type ComponentKind } from "../../src/contract/component-kinds.ts";
import { closePlugin, loadPlugin, type Manifest } from "../../src/index.ts";
import { pairs } from "../contract/pairs.ts";
import { nodeGuestManifest } from "../fixtures/node-guest.ts";
import { artefact } from "../fixtures/repository.ts";

/** One that no plugin has. */
const GHOSTS: Record<ComponentKind, object> = {
  actions: { name: "GHOST", description: "Is not there" },
  providers: { name: "GHOST" },
  evaluators: { name: "GHOST", description: "Is not there" },
  services: { name: "GHOST" },
  routes: { type: "GET", path: "/ghost" },
  events: { name: "GHOST" },
  models: { type: "GHOST" },
};

for (const pair of pairs)
  test(`${pair.name}: a component that the plugin has not is told, of every kind`, async () => {
    const refusals = COMPONENT_KINDS.map(async ([kind]) => {
      const changes = { [kind]: [GHOSTS[kind]] } as Partial<Manifest>;
      const error = await pair.load({}, changes).then(
        async (plugin) => {
          await closePlugin(plugin);
          throw new Error(`A plugin with ${kind} that it has not was loaded`);
        },
        (refused) => refused,
      );
      expect(error.code).toBe("manifest_mismatch");
      const name = kind === "routes" ? "GET /ghost" : "GHOST";
      expect(error.message).toContain(`$.${kind} has "${name}", the guest has not`);
    });
    await Promise.all(refusals);
  }, 60_000);

for (const [language, built] of [
  ["typescript", "echo.ts"],
  ["python", "echo_plugin.py"],
  ["rust", "dist/echo.wasm"],
] as const)
  test(`${language}: a kind of which the plugin has none is told too`, async () => {
    const folder = dirname(artefact(`plugins/echo/${language}/plugin.json`));
    artefact(`plugins/echo/${language}/${built}`);
    const own: Manifest = await Bun.file(join(folder, "plugin.json")).json();
    for (const kind of ["evaluators", "services", "routes", "events", "models"] as const) {
      const load = loadPlugin({ manifest: { ...own, [kind]: [GHOSTS[kind]] } as Manifest, baseDir: folder });
      await expect(load).rejects.toMatchObject({ code: "manifest_mismatch" });
    }
  });

const manifest = nodeGuestManifest();

test("differences() holds kinds that a guest leaves out against the manifest only where it names others", () => {
  const ghost = { ...manifest, services: [{ name: "GHOST" }] } as Manifest;
  expect(differences(ghost, { name: manifest.name })).toEqual([]);
  expect(differences(ghost, { name: manifest.name, actions: ghost.actions ?? [] })).toContain(
    '$.services has "GHOST", the guest has not',
  );
  // What the file does not speak of is the guest's to say.
  const { actions: _, providers: __, ...silent } = manifest;
  expect(differences(silent, { name: manifest.name, actions: manifest.actions ?? [] })).toEqual([]);
});

test("differences() compares values, not the order of their keys", () => {
  const action = (example: object) => ({ name: "A", description: "", examples: [[example]] });
  const ours = { ...manifest, actions: [action({ name: "x", content: { text: "t", source: "s" } })] };
  const theirs = {
    name: manifest.name,
    actions: [action({ content: { source: "s", text: "t" }, name: "x" })],
  };
  expect(differences(ours as Manifest, theirs as never)).toEqual([]);
  const other = { name: manifest.name, actions: [action({ name: "y" })] };
  expect(differences(ours as Manifest, other as never)).toHaveLength(1);
});
