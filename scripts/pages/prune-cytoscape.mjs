import { sweepModule } from './sweep-module.mjs';

/** Layouts other than the two that place nothing by themselves: positions are ours, from the worker. */
const LAYOUT = /\{\n {2}name: '(?!null|preset)[a-z]+',\n {2}impl: \w+Layout\n\}(, )?/g;

/**
 * Takes out of cytoscape what the graph never calls, about a quarter of what a browser would load: its layouts, its
 * WebGL renderer, and its graph algorithms but for the search that it uses itself. Each part is taken out of the list that holds it,
 * and what nothing refers to any more is swept away. A release with other lists stops the build.
 * @param {string} source
 */
// biome-ignore lint/style/noDefaultExport: a loader is called by its default export
export default function pruneCytoscape(source) {
  const layouts = source.match(LAYOUT)?.length ?? 0;
  if (layouts !== 6) throw new Error(`Cannot prune cytoscape: ${layouts} of 6 layouts are where they were`);
  return sweepModule(
    [
      [/\[(elesfn\$\w+), [^\]]*tarjanStronglyConnected\$1\]/, '[$1]'],
      [/ CRp\$4,(?= CRp\$3, CRp\$2, CRp\$1\])/, ''],
    ].reduce((text, [list, shorter]) => replaceOnce(text, list, shorter), source.replaceAll(LAYOUT, '')),
  );
}

function replaceOnce(/** @type {string} */ text, /** @type {RegExp} */ part, /** @type {string} */ by) {
  if (!part.test(text)) throw new Error(`Cannot prune cytoscape: ${part} is not in it`);
  return text.replace(part, by);
}
