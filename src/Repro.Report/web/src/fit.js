// A figure's specification as this page shows it: without its title, which stands above it, in the chart's width and the page's colours of now.
export function fit(spec, width, colors, style) {
  const now = new Map(Object.entries(colors).map(([name, light]) => [light, style.getPropertyValue(name).trim()]));
  const narrow = width < 520;
  const { $schema, title, description, background, ...rest } = structuredClone(spec);
  const page = recolor({ ...rest, width, background: null }, now);
  page.config.axisY.labelLimit = width * 0.42;
  Object.assign(page.config.legend, { labelLimit: Math.max(160, width - 60), columns: narrow ? 1 : width < 820 ? 2 : 3 });
  if (narrow) {
    page.config.text.fontSize = 9;
    page.height = page.height === 340 ? 300 : page.height;
    page.layer.forEach(({ encoding }) => { if (encoding.text?.format) encoding.text.format = '.0f'; });
  }
  return page;
}

// Colours stand under these names only; data and texts stay as they are.
const colored = /color$|^(stroke|fill|value|range)$/i;

function recolor(node, now, inColor = false) {
  if (typeof node === 'string') return inColor && now.has(node) ? now.get(node) : node;
  if (Array.isArray(node)) return node.map(item => recolor(item, now, inColor));
  if (node === null || typeof node !== 'object') return node;
  return Object.fromEntries(Object.entries(node).map(([name, value]) => [name, name === 'data' ? value : recolor(value, now, colored.test(name))]));
}
