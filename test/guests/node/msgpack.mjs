// The part of MessagePack that PROTOCOL.md §1 allows: lengths are written in their longest form, and read in any form.

/** An error of the protocol: `refusal` is its code. */
export function fail(refusal, message) {
  throw Object.assign(new Error(message), { refusal });
}

export function encode(value, place = "message", level = 1) {
  if (value === null || value === undefined) return Buffer.of(0xc0);
  if (typeof value === "boolean") return Buffer.of(value ? 0xc3 : 0xc2);
  if (typeof value === "number") return encodeNumber(value);
  if (typeof value === "string") return block(0xdb, Buffer.byteLength(value), [Buffer.from(value)]);
  if (value instanceof Uint8Array) return block(0xc6, value.length, [value]);
  if (level > 64) fail("value_refused", `${place} nests deeper than 64 levels`);
  const inner = (key, item) => encode(item, `${place}.${key}`, level + 1);
  if (Array.isArray(value))
    return block(
      0xdd,
      value.length,
      value.map((item, index) => inner(index, item)),
    );
  const fields = Object.entries(value).filter(([, item]) => item !== undefined);
  return block(
    0xdf,
    fields.length,
    fields.flatMap(([key, item]) => [encode(key), inner(key, item)]),
  );
}

function encodeNumber(value) {
  if (!Number.isFinite(value)) return Buffer.of(0xc0);
  if (Object.is(value | 0, value)) return block(0xd2, value, []);
  return Buffer.of(0xcb, ...new Uint8Array(Float64Array.of(value).buffer).reverse());
}

/** A tag, 32 bits big-endian, and what they count. */
function block(tag, count, parts) {
  return Buffer.concat([Buffer.of(tag, count >> 24, count >> 16, count >> 8, count), ...parts]);
}

export function decode(bytes) {
  let at = 0;
  const bad = (found) => fail("protocol_violation", `A message holds ${found} at byte ${at}`);
  const take = (size) => {
    at += size;
    return at > bytes.length ? bad("too few bytes") : bytes.subarray(at - size, at);
  };
  const uint = (size) => Number(`0x${take(size).toString("hex")}`);
  const int = (size) => Number(BigInt.asIntN(size * 8, BigInt(`0x${take(size).toString("hex")}`)));
  const list = (length, level, item = () => read(level + 1)) =>
    level > 64 ? bad("more than 64 levels, or a key that is no string") : Array.from({ length }, item);
  const map = (length, level) =>
    Object.fromEntries(list(length, level, () => [key(read(65)), read(level + 1)]));
  const key = (it) => (typeof it === "string" && it !== "__proto__" ? it : bad(`the key ${it}`));
  const read = (level) => {
    const tag = take(1)[0];
    if (tag < 0x80 || tag > 0xdf) return tag < 0x80 ? tag : tag - 0x100;
    if (tag < 0xa0) return (tag < 0x90 ? map : list)(tag & 15, level);
    if (tag < 0xc0) return take(tag & 31).toString();
    if (tag === 0xc0) return null;
    if (tag === 0xc2 || tag === 0xc3) return tag === 0xc3;
    if (tag > 0xc3 && tag < 0xc7) return take(uint(1 << (tag - 0xc4)));
    if (tag === 0xca || tag === 0xcb) return tag === 0xca ? take(4).readFloatBE() : take(8).readDoubleBE();
    if (tag > 0xcb && tag < 0xd4) return tag < 0xd0 ? uint(1 << (tag - 0xcc)) : int(1 << (tag - 0xd0));
    if (tag > 0xd8 && tag < 0xdc) return take(uint(1 << (tag - 0xd9))).toString();
    return tag < 0xdc ? bad("an extension type") : (tag < 0xde ? list : map)(uint(tag % 2 ? 4 : 2), level);
  };
  const message = read(1);
  return at === bytes.length && typeof message?.type === "string" ? message : bad("no message");
}
