/** Distances of every layout, pixels. */
export const SPACING = {
  /** Between two nodes of one column. */
  nodes: 12,
  /** Between a line that passes through a column and a node above or below, and between two such lines. */
  lines: 10,
  bundle: 5,
  /** Between two columns, without and with plates on the edges. */
  columns: 76,
  labelledColumns: 116,
  /** The most a column gap grows for steep edges. */
  columnsMost: 220,
  /** From a box's border to what is inside, and the room for its title. */
  boxPadding: 14,
  boxTitle: 18,
  /** Between two boxes. */
  boxes: 20,
} as const;
