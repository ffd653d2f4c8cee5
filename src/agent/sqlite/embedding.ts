/** Embeddings: vectors of a memory's text, kept as bytes of doubles. */
import type { UUID } from "@elizaos/core";

/** As elizaOS keeps them: six decimals, and 0 for what is no number. */
export function embeddingBytes(embedding: readonly number[]): Uint8Array {
  const rounded = embedding.map((n) => (Number.isFinite(n) ? Number(n.toFixed(6)) : 0));
  return new Uint8Array(Float64Array.from(rounded).buffer);
}

export function embeddingOf(bytes: Uint8Array): number[] {
  return Array.from(vectorOf(bytes));
}

/** The stored vectors of one query, each with how alike it is to the one asked for: 1 is the same direction, -1 the opposite. */
export function similarities<Row extends { id: UUID; embedding: Uint8Array }>(
  rows: readonly Row[],
  embedding: readonly number[],
): { id: UUID; similarity: number }[] {
  const asked = vectorOf(embeddingBytes(embedding));
  return rows.map((row) => ({ id: row.id, similarity: cosine(asked, vectorOf(row.embedding)) }));
}

/** A copy: a column's bytes may begin anywhere, doubles may not. */
function vectorOf(bytes: Uint8Array): Float64Array {
  return new Float64Array(bytes.slice().buffer);
}

/** 0 where one of them has no direction. */
function cosine(one: Float64Array, other: Float64Array): number {
  let dot = 0;
  let ones = 0;
  let others = 0;
  for (let at = 0; at < one.length; at++) {
    const [a, b] = [one[at] as number, other[at] as number];
    dot += a * b;
    ones += a * a;
    others += b * b;
  }
  const length = Math.sqrt(ones) * Math.sqrt(others);
  return length === 0 ? 0 : dot / length;
}
