/** A file that `bun build --compile` embeds: where the executable finds it. */
declare module "*.bundle" {
  const path: string;
  export default path;
}
