// A heat map: a row a line, a column a point. Every cell holds its number, so that nothing is told by colour alone; the chosen cell has a frame.
export function heat(figure) {
  const most = Math.max(...figure.values.map(point => point.value)) || 1;
  const rows = figure.series.length;
  const x = { field: 'x', type: 'ordinal', sort: null, title: figure.xLabel, axis: { labelAngle: 0, domain: false, ticks: false } };
  const y = { field: 'series', type: 'ordinal', sort: null, title: figure.seriesLabel, axis: { domain: false, ticks: false } };
  const color = { field: 'value', type: 'quantitative', scale: { domain: [0, most], range: [figure.color('--panel'), figure.color('--series-1')] }, legend: null };
  // From here on a cell is nearer to the full colour than to the page, and its number is written in the page's.
  const ink = { condition: { test: `datum.value > ${0.6 * most}`, value: figure.color('--page') }, value: figure.color('--ink') };
  const tooltip = [
    { field: 'series', type: 'nominal', title: figure.seriesLabel },
    { field: 'x', type: 'nominal', title: figure.xLabel },
    { field: 'value', type: 'quantitative', title: figure.yLabel, format: '.4~g' },
  ];
  return {
    height: 60 + 24 * rows,
    encoding: { x, y },
    layer: [
      { mark: { type: 'rect', stroke: figure.color('--page'), strokeWidth: 1 }, encoding: { color, tooltip } },
      { transform: [{ filter: 'datum.chosen' }], mark: { type: 'rect', fillOpacity: 0, stroke: figure.color('--ink'), strokeWidth: 3 } },
      {
        mark: { type: 'text', fontSize: figure.width < 520 ? 9 : 12, baseline: 'middle' },
        encoding: { text: { field: 'value', type: 'quantitative', format: figure.width < 520 ? '.0f' : '.1f' }, color: ink },
      },
    ],
  };
}
