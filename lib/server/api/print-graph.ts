/** What is written anew only when it is another object than last time. */
type Item = { readonly id: string };

interface Printable {
  readonly nodes: readonly Item[];
  readonly edges: readonly Item[];
}

/** Items in the order of their ids, and their texts. */
interface Printed {
  items: readonly Item[];
  texts: readonly string[];
}

/** A graph, its text, and the texts of its parts. */
interface PrintedGraph {
  graph: Printable;
  text: string;
  nodes: Printed;
  edges: Printed;
}

/** Graphs whose texts are kept: of 5,000 edges one takes 3 MB. */
const MOST_KEPT = 3;

/**
 * Writes graphs as `JSON.stringify` does, but for nodes and edges, which come last. A graph takes over from the one before
 * what did not change, so most items are the very objects that the last answer to the same question held, at about the same
 * places: walking both lists finds their texts without looking anything up.
 */
export function createPrintGraph(): (graph: Printable, question: string) => string {
  const kept = new Map<string, PrintedGraph>();
  return (graph, question) => {
    const before = kept.get(question);
    if (before?.graph === graph) return before.text;
    const { nodes, edges, ...rest } = graph;
    const printed = { nodes: printItems(nodes, before?.nodes), edges: printItems(edges, before?.edges) };
    const head = JSON.stringify(rest).slice(0, -1);
    const text = `${head},"nodes":[${printed.nodes.texts.join(',')}],"edges":[${printed.edges.texts.join(',')}]}`;
    kept.delete(question);
    kept.set(question, { graph, text, ...printed });
    if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value ?? '');
    return text;
  };
}

function printItems(items: readonly Item[], before: Printed = { items: [], texts: [] }): Printed {
  let at = 0;
  const texts = items.map((item) => {
    let known = before.items[at];
    while (known !== undefined && known !== item && known.id < item.id) known = before.items[++at];
    return (known === item ? before.texts[at] : undefined) ?? JSON.stringify(item);
  });
  return { items, texts };
}
