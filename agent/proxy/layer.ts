import type { ExchangeView } from './exchange-view';
import type { LocalAnswer } from './local-reply';

/** `wait`: the layer has taken the exchange and calls `exchange.proceed()` or `exchange.reply()` later. */
export type LayerVerdict = LocalAnswer | 'wait' | undefined;

/**
 * One thing the proxy does to every exchange, in one file. A pipeline is a list of layers: requests pass it from first
 * to last, responses and ends from last to first. Calls must not throw and must be cheap.
 */
export interface Layer {
  readonly name: string;
  /** The request's head is read. Undefined lets it pass, an answer is given here. */
  onRequest?(exchange: ExchangeView): LayerVerdict;
  /** The final response's head, the upstream's or a local one, is about to be written. */
  onResponse?(exchange: ExchangeView): void;
  /** The exchange is over, however it ended. */
  onEnd?(exchange: ExchangeView): void;
}

/** A list of layers made ready for the path: one array a phase. */
export interface Pipeline {
  readonly names: readonly string[];
  readonly request: readonly ((exchange: ExchangeView) => LayerVerdict)[];
  readonly response: readonly ((exchange: ExchangeView) => void)[];
  readonly end: readonly ((exchange: ExchangeView) => void)[];
}

export function createPipeline(layers: readonly Layer[]): Pipeline {
  const backwards = [...layers].reverse();
  return {
    names: layers.map((layer) => layer.name),
    request: layers.flatMap((layer) => (layer.onRequest === undefined ? [] : [layer.onRequest.bind(layer)])),
    response: backwards.flatMap((layer) =>
      layer.onResponse === undefined ? [] : [layer.onResponse.bind(layer)],
    ),
    end: backwards.flatMap((layer) => (layer.onEnd === undefined ? [] : [layer.onEnd.bind(layer)])),
  };
}
