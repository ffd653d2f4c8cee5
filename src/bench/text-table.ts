/** Tables for a terminal: texts to the left, figures by their last character, and bars that can be compared at a glance. */

export interface Column {
  title: string;
  align: "left" | "right";
}

export function textTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  const widths = columns.map(({ title }, at) =>
    Math.max(...[title, ...rows.map((row) => row[at] ?? "")].map((cell) => Bun.stringWidth(cell))),
  );
  const line = (cells: readonly string[]) =>
    columns
      .map(({ align }, at) => {
        const cell = cells[at] ?? "";
        const space = " ".repeat(Math.max(0, (widths[at] ?? 0) - Bun.stringWidth(cell)));
        return align === "left" ? cell + space : space + cell;
      })
      .join("  ")
      .trimEnd();
  return [line(columns.map(({ title }) => title)), ...rows.map(line)];
}

const EIGHTHS = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
const BAR_CHARACTERS = 24;
/** The least has a bar too. */
const LEAST = 1;

/** A bar for each value, on a logarithmic scale from the least to the greatest: each character is so many times more. */
export function logBars(values: readonly number[]): string[] {
  const least = Math.min(...values);
  const range = Math.log(Math.max(...values) / least) || 1;
  return values.map((value) => {
    const length = LEAST + (BAR_CHARACTERS - LEAST) * (Math.log(value / least) / range);
    const eighths = Math.round(length * EIGHTHS.length);
    return "█".repeat(Math.floor(eighths / EIGHTHS.length)) + EIGHTHS[eighths % EIGHTHS.length];
  });
}
