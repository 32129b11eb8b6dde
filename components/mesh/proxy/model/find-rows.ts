/** Rows in which every word of `find` stands somewhere. */
export function findRows<Row extends object>(rows: readonly Row[], find: string): readonly Row[] {
  const words = find.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const text = JSON.stringify(Object.values(row)).toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
