/* A guest over ABI 1 whose answer is what the flags say: ANSWER is what elizaos_send returns, LENGTH the message's length. */
#include <stdint.h>
#include <string.h>

static uint8_t answer[16];

uint32_t elizaos_abi_version(void) { return 1; }
void *elizaos_open(int32_t wake_fd) { return wake_fd < 0 ? 0 : answer; }
const uint8_t *elizaos_send(void *guest, const uint8_t *message, uint32_t len) {
  const uint32_t header[] = {BYTES, 0xFFFFFFFF, LENGTH};
  memcpy(answer, header, sizeof header);
  return ANSWER;
}
void elizaos_close(void *guest) {}
