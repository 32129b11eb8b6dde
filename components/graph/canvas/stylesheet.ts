import type { StylesheetStyle } from 'cytoscape';
import type { Tone } from '../look/tone';
import { type CanvasTheme, mixColours } from './canvas-theme';

const TONES: readonly Tone[] = ['ok', 'degraded', 'failing', 'info', 'idle'];

/** How cytoscape draws outlines and lines; everything written is painted on the overlay. `isReduced` for large graphs. */
export function makeStylesheet(theme: CanvasTheme, isReduced: boolean): StylesheetStyle[] {
  return [
    ...nodeStyles(theme),
    ...edgeStyles(theme, isReduced),
    ...TONES.flatMap((tone) => toneStyles(theme, tone)),
    ...boxStyles(theme),
    ...stateStyles(theme),
  ];
}

function nodeStyles(theme: CanvasTheme): StylesheetStyle[] {
  return [
    {
      selector: 'node',
      style: {
        shape: 'data(shape)' as never,
        width: 'data(size)',
        height: 'data(size)',
        'background-color': theme.raised,
        'border-width': 2,
        'overlay-opacity': 0,
        'z-index': 10,
      },
    },
    { selector: 'node[?isDashed]', style: { 'border-style': 'dashed', 'background-color': theme.bg } },
    { selector: 'node[?isIdle]', style: { 'background-color': theme.bg, 'border-width': 1.5 } },
  ];
}

function toneStyles(theme: CanvasTheme, tone: Tone): StylesheetStyle[] {
  const isTrouble = tone === 'failing' || tone === 'degraded';
  const colour = theme.softTones[tone];
  return [
    {
      selector: `node[tone = "${tone}"]`,
      style: {
        'border-color': colour,
        ...(isTrouble
          ? { 'border-width': 2.5, 'background-color': mixColours(theme.raised, theme.tones[tone], 0.14) }
          : {}),
      },
    },
    {
      selector: `edge[tone = "${tone}"]`,
      style: { 'line-color': colour, 'target-arrow-color': colour, 'z-index': isTrouble ? 5 : 1 },
    },
  ];
}

function edgeStyles(theme: CanvasTheme, isReduced: boolean): StylesheetStyle[] {
  const line = isReduced
    ? { 'curve-style': 'haystack' as const, 'haystack-radius': 0 }
    : {
        'curve-style': 'unbundled-bezier' as const,
        'control-point-distances': 'data(distances)' as never,
        'control-point-weights': 'data(weights)' as never,
        'edge-distances': 'node-position' as const,
        'target-arrow-shape': 'triangle' as const,
        'arrow-scale': 0.85,
      };
  return [
    {
      selector: 'edge',
      style: {
        width: 'data(width)',
        'overlay-opacity': 0,
        'line-cap': 'butt',
        'line-color': theme.border,
        ...line,
      },
    },
    { selector: 'edge[line = "dashed"]', style: { 'line-style': 'dashed', 'line-dash-pattern': [7, 4] } },
    {
      selector: 'edge[line = "dotted"]',
      style: { 'line-style': 'dashed', 'line-dash-pattern': [2, 4], width: 1 },
    },
    {
      selector: 'edge[?isLoop]',
      style: { 'curve-style': 'bezier', 'loop-direction': '-45deg', 'loop-sweep': '60deg' },
    },
  ];
}

function boxStyles(theme: CanvasTheme): StylesheetStyle[] {
  return [
    {
      selector: 'node.box',
      style: {
        shape: 'round-rectangle',
        'corner-radius': '10',
        width: 'data(width)',
        height: 'data(height)',
        'background-color': theme.surface,
        'background-opacity': 0.75,
        'border-width': 1,
        'border-color': theme.border,
        'z-compound-depth': 'bottom',
        'z-index': 0,
      },
    },
    {
      selector: 'node.box[kind = "app"]',
      style: { 'background-color': theme.raised, 'background-opacity': 0.5, 'z-index': 1 },
    },
    ...(['failing', 'degraded'] as const).map((tone) => ({
      selector: `node.box[tone = "${tone}"]`,
      style: {
        'background-color': mixColours(theme.surface, theme.tones[tone], 0.035),
        'border-color': mixColours(theme.border, theme.tones[tone], 0.3),
      },
    })),
  ];
}

function stateStyles(theme: CanvasTheme): StylesheetStyle[] {
  return [
    {
      selector: 'node.hovered',
      style: { 'outline-color': theme.borderStrong, 'outline-width': 2, 'outline-offset': 3 },
    },
    {
      selector: 'edge.hovered',
      style: { 'underlay-color': theme.text, 'underlay-opacity': 0.1, 'underlay-padding': 4 },
    },
    {
      selector: 'node.selected',
      style: { 'outline-color': theme.accent, 'outline-width': 2.5, 'outline-offset': 4 },
    },
    {
      selector: 'node.box.selected',
      style: { 'border-color': theme.accent, 'border-width': 2, 'outline-width': 0 },
    },
    {
      selector: 'edge.selected',
      style: {
        'underlay-color': theme.accent,
        'underlay-opacity': 0.45,
        'underlay-padding': 4,
        'z-index': 9,
      },
    },
    { selector: '.faded', style: { opacity: 0.2 } },
  ];
}
