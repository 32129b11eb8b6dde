import { autocompletion, type CompletionSource, type Completion as Option } from '@codemirror/autocomplete';
import type { Extension } from '@codemirror/state';
import { hoverTooltip } from '@codemirror/view';
import type { Completion } from '@/lib/mesh/config/assist/complete';
import { fieldHelp } from './field-help';

/** Completion by the kind's schema, and what a field is for on hover. */
export function assistExtensions(): Extension {
  return [autocompletion({ icons: false, override: [source] }), help];
}

// The schemas of every kind come with the first word typed, or the first field pointed at.
const source: CompletionSource = async ({ state, pos, explicit }) => {
  const { complete } = await import('@/lib/mesh/config/assist/complete');
  const offers = complete(state.doc.toString(), pos);
  const [first] = offers;
  if (first === undefined || (!explicit && first.from === first.to && first.type === 'field')) return null;
  return {
    from: first.from,
    to: first.to,
    options: offers.map(toOption),
    validFor: /^[\w./-]*$/,
  };
};

function toOption(offer: Completion, index: number): Option {
  const { label, detail, doc, deprecated, insert, isRequired } = offer;
  const info = [deprecated === undefined ? '' : `Replaced by ${deprecated}.`, doc ?? '']
    .filter(Boolean)
    .join(' ');
  return {
    label,
    detail: isRequired ? `${detail}, required` : detail,
    // The order of the schema is the order of the list.
    boost: -index,
    apply: insert,
    ...(info === '' ? {} : { info }),
  };
}

const help = hoverTooltip(async (view, pos) => {
  const { describe } = await import('@/lib/mesh/config/assist/describe');
  const line = view.state.doc.lineAt(pos);
  const field = describe(view.state.doc.toString(), pos);
  if (field === undefined) return null;
  return {
    pos: line.from + (line.text.length - line.text.trimStart().length),
    end: line.to,
    above: true,
    create: () => ({ dom: fieldHelp(field) }),
  };
});
