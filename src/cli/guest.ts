/** `elizaos-interop guest <plugin>`: serves a plugin on standard input and output, for a host that started us. */
import { defineCommand } from "citty";
import packageJson from "../../package.json";

export const guestCommand = defineCommand({
  meta: {
    name: "guest",
    description: "Serve a plugin on stdin and stdout, for a host that started this process",
  },
  args: {
    plugin: { type: "positional", description: "The plugin", required: true },
    python: { type: "string", description: "Python interpreter" },
    protocol: {
      type: "enum",
      options: ["native", "wasm", "ffi"],
      description: "What the plugin's file is, whatever its name says",
    },
  },
  async run({ args }) {
    const { runGuest } = await import("../interop/guest-mode.ts");
    const { sourceOfKnown, sourceOfTarget } = await import("../interop/target.ts");
    const sourceOf = () =>
      args.protocol === undefined ? sourceOfTarget(args.plugin) : sourceOfKnown(args.protocol, args.plugin);
    const python = args.python === undefined ? {} : { python: args.python };
    process.exit(await runGuest(sourceOf, python, packageJson.version));
  },
});
