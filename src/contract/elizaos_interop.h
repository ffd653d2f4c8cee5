/* ABI 1 of elizaos-interop: what a shared library (ffi) or a wasm module exports so that a host can run
 * it as a guest. The messages are those of PROTOCOL.md, as JSON. The host calls one guest from one thread
 * at a time, never re-entering; it may use different threads in turn. */
#ifndef ELIZAOS_INTEROP_H
#define ELIZAOS_INTEROP_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define ELIZAOS_ABI_VERSION 1u
/* wakeAfterMs of an answer: no timer. */
#define ELIZAOS_NO_WAKE 0xFFFFFFFFu

/* The ABI version that the guest was built for. */
uint32_t elizaos_abi_version(void);

/* A new guest, or NULL. All of its state hangs off the pointer. wake_fd: the guest's threads write one byte
 * there when they want to be polled (non-blocking; EAGAIN is ignored); -1 where there are no threads. The
 * host owns wake_fd: after elizaos_close has returned, nobody may write it. */
void *elizaos_open(int32_t wake_fd);

/* wasm only. Room for len bytes of a message, alignment 1, owned by the guest, valid until the next call. */
uint8_t *elizaos_alloc(void *guest, uint32_t len);

/* Hands over one message (borrowed for the call) and lets the guest work until it waits. len 0 only polls.
 * The answer is never NULL and belongs to the guest; it is valid until the next call on that guest:
 *   u32 byteLength    of all that follows this header of 8 bytes, little-endian
 *   u32 wakeAfterMs   poll again after so long; 0: in the next turn of the event loop; ELIZAOS_NO_WAKE: never
 *   then, until byteLength is used up: u32 length (unaligned), and that many bytes of UTF-8 JSON */
const uint8_t *elizaos_send(void *guest, const uint8_t *message, uint32_t len);

/* Ends the guest and frees all it owns. The pointer is dead afterwards. */
void elizaos_close(void *guest);

/* wasm imports, module "elizaos", each optional:
 *   now() -> f64              ms since the Unix epoch
 *   random(ptr, len)          fills len bytes with randomness fit for keys
 *   panic(ptr, len)           UTF-8 message and place of a panic; the guest traps next */

#ifdef __cplusplus
}
#endif
#endif
