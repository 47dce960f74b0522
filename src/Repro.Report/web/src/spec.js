// From the lines of one figure to a Vega-Lite specification: curves over layers or another number, points over conditions, or a heat map.
import { heat } from './heat.js';

const dashes = [[1, 0], [6, 3], [2, 2], [8, 3, 2, 3], [4, 4], [10, 3], [1, 3], [6, 2, 1, 2]];
const shapes = ['circle', 'square', 'triangle-up', 'diamond', 'cross', 'triangle-down', 'triangle-right', 'triangle-left'];

export function specOf(lines, width, style) {
  const color = name => style.getPropertyValue(name).trim();
  const palette = [1, 2, 3, 4, 5, 6, 7, 8].map(i => color(`--series-${i}`));
  const values = lines.flatMap(line => line.points.map(point => ({
    series: line.series,
    x: point.x,
    value: point.value,
    low: point.low ?? null,
    high: point.high ?? null,
    chosen: point.chosen ?? false,
  })));
  const xLabel = lines[0].xLabel ?? null;
  const overNumbers = values.every(point => (xLabel ? /^\d+(\.\d+)?$/ : /^\d+$/).test(point.x));
  const figure = {
    values,
    xLabel,
    yLabel: lines[0].yLabel,
    seriesLabel: lines[0].seriesLabel ?? null,
    reference: lines[0].reference ?? null,
    series: lines.map(line => line.series),
    several: new Set(lines.map(line => line.series)).size > 1,
    hasIntervals: values.some(point => point.low !== null),
    color,
    palette,
    width,
  };
  const draw = lines[0].chart === 'heat' ? heat : overNumbers ? layers : conditions;
  return { ...base(figure), ...draw(figure) };
}

const base = figure => ({
  width: figure.width,
  autosize: { type: 'fit', contains: 'padding' },
  background: null,
  padding: 2,
  data: { values: figure.values },
  config: {
    aria: false,
    font: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif',
    view: { stroke: null },
    axis: {
      labelColor: figure.color('--muted'),
      titleColor: figure.color('--muted'),
      titleFontWeight: 'normal',
      titleFontSize: 12,
      titlePadding: 10,
      labelFontSize: 12,
      gridColor: figure.color('--rule'),
      domainColor: figure.color('--line'),
      tickColor: figure.color('--line'),
      tickSize: 4,
    },
    legend: {
      labelColor: figure.color('--ink'),
      labelFontSize: 12,
      labelLimit: Math.max(160, figure.width - 60),
      symbolSize: 70,
      symbolStrokeWidth: 2,
      title: null,
      orient: 'bottom',
      columns: figure.width < 520 ? 1 : figure.width < 820 ? 2 : 3,
      columnPadding: 18,
      rowPadding: 4,
      offset: 10,
    },
  },
});

const tooltip = figure => [
  { field: 'series', type: 'nominal', title: 'Line' },
  { field: 'x', type: 'nominal', title: 'At' },
  { field: 'value', type: 'quantitative', title: figure.yLabel, format: '.4~g' },
];

// Only the marks have a legend: lines and intervals take their series' colour and dash as constants.
const seriesScales = figure => {
  const scale = range => ({ domain: figure.series, range: figure.series.map((_, i) => range[i % range.length]) });
  const legend = figure.several ? {} : null;
  return {
    color: { field: 'series', type: 'nominal', scale: scale(figure.palette), legend },
    shape: { field: 'series', type: 'nominal', scale: scale(shapes), legend },
  };
};

const ofSeries = (figure, series) => figure.values.filter(point => point.series === series);

function layers(figure) {
  const { color, shape } = seriesScales(figure);
  const axis = figure.xLabel ? { grid: false } : { tickMinStep: 1, format: 'd', grid: false };
  const x = { field: 'layer', type: 'quantitative', title: figure.xLabel ?? 'Layer', axis, scale: { nice: false, padding: 12 } };
  const y = { field: 'value', type: 'quantitative', title: figure.yLabel, scale: { zero: false, nice: true }, axis: { tickCount: 6 } };
  const layer = [{ calculate: 'toNumber(datum.x)', as: 'layer' }];
  const lines = figure.series.flatMap((series, i) => {
    const data = { values: ofSeries(figure, series) };
    const stroke = figure.palette[i % figure.palette.length];
    return [
      ...(data.values.some(point => point.low !== null)
        ? [{ data, transform: layer, mark: { type: 'area', color: stroke, opacity: 0.12 }, encoding: { x, y: { ...y, field: 'low' }, y2: { field: 'high' } } }]
        : []),
      { data, transform: layer, mark: { type: 'line', color: stroke, strokeWidth: 2, strokeDash: dashes[i % dashes.length] }, encoding: { x, y } },
    ];
  });
  return {
    height: figure.width < 520 ? 300 : 340,
    layer: [
      ...lines,
      ...reference(figure, 'y'),
      { transform: layer, mark: { type: 'point', size: 55, filled: true, opacity: 1 }, encoding: { x, y, color, shape, tooltip: tooltip(figure) } },
    ],
  };
}

function conditions(figure) {
  const { color, shape } = seriesScales(figure);
  const y = { field: 'x', type: 'nominal', title: null, sort: null, axis: { labelLimit: figure.width * 0.42, labelColor: figure.color('--ink'), ticks: false, domain: false, labelPadding: 10, grid: true } };
  const x = { field: 'value', type: 'quantitative', title: figure.yLabel, scale: { zero: true, nice: true }, axis: { tickCount: 6, grid: false } };
  const offset = figure.several ? { yOffset: { field: 'series', type: 'nominal', scale: { paddingOuter: 0.4 } } } : {};
  const names = new Set(figure.values.map(point => point.x)).size;
  return {
    height: 70 + names * (figure.several ? 18 * new Set(figure.series).size + 14 : 32),
    layer: [
      ...reference(figure, 'x'),
      ...(figure.hasIntervals
        ? [{ mark: { type: 'rule', strokeWidth: 2 }, encoding: { y, x: { ...x, field: 'low' }, x2: { field: 'high' }, color, ...offset } }]
        : []),
      { mark: { type: 'point', size: 75, filled: true, opacity: 1 }, encoding: { y, x, color, shape, tooltip: tooltip(figure), ...offset } },
    ],
  };
}

const reference = (figure, axis) => figure.reference === null ? [] : [{
  data: { values: [{ at: figure.reference }] },
  mark: { type: 'rule', strokeDash: [5, 4], strokeWidth: 1.5, color: figure.color('--ink') },
  encoding: { [axis]: { field: 'at', type: 'quantitative' } },
}];
