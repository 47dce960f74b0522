import { parse, View } from 'vega';
import { expressionInterpreter } from 'vega-interpreter';
import { compile } from 'vega-lite';
import { fit } from './fit.js';

// Draws each chart when it comes near the screen, again when its width or the colour scheme changes, and all for print.
// The interpreter evaluates Vega's expressions, so that the page's policy can forbid eval.
export function drawFigures(figures, colors) {
  const specs = new Map(figures.map(figure => [figure.id, figure.spec]));
  const charts = [...document.querySelectorAll('.chart')];
  const drawn = new Map();

  const draw = chart => {
    const spec = fit(specs.get(chart.dataset.figure), chart.clientWidth, colors, getComputedStyle(document.documentElement));
    const label = chart.getAttribute('aria-label');
    drawn.get(chart)?.view.finalize();
    const view = new View(parse(compile(spec).spec, null, { ast: true }), {
      expr: expressionInterpreter,
      renderer: 'svg',
      container: chart,
      hover: true,
    });
    // Vega makes the container a document without a name; it stays an image with ours.
    view.description(label);
    chart.setAttribute('role', 'img');
    drawn.set(chart, { view, width: chart.clientWidth });
    view.runAsync().then(() => {
      chart.querySelector('svg')?.setAttribute('aria-hidden', 'true'); // the container says what it shows; marks with tooltips would count as unnamed images
      chart.classList.add('drawn');
    });
  };

  const near = new IntersectionObserver(entries => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting && !drawn.has(target)) draw(target);
    }
  }, { rootMargin: '600px' });
  charts.forEach(chart => near.observe(chart));

  const resized = new ResizeObserver(entries => {
    for (const { target } of entries) {
      if (drawn.has(target) && Math.abs(drawn.get(target).width - target.clientWidth) > 1) draw(target);
    }
  });
  charts.forEach(chart => resized.observe(chart));

  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => [...drawn.keys()].forEach(draw));
  window.addEventListener('beforeprint', () => charts.forEach(draw));
}
