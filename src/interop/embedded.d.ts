/** A file that a bundler embeds: its text, or with `type: "file"` where the executable finds it. */
declare module "*.bundle" {
  const textOrPath: string;
  export default textOrPath;
}
