/** One end of a socket pair, watched by Bun's event loop. */
import type { Socket, SocketHandler } from "bun";

/** Adopts a descriptor, which the socket owns from then on. `open` is called before this returns or soon after. */
export function watchDescriptor(descriptor: number, socket: SocketHandler<undefined>): void {
  // Bun's types do not list `fd` yet.
  const options = { fd: descriptor, socket } as unknown as Parameters<typeof Bun.connect>[0];
  Bun.connect(options).catch((error) => socket.error?.(undefined as unknown as Socket, error));
}
