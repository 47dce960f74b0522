import { drawFigures } from './figures.js';
import { openTarget } from './places.js';
import { filterClaims } from './filter.js';
import { sortClaims } from './sort.js';

document.documentElement.classList.add('js');
const data = JSON.parse(document.getElementById('run-data').textContent);
const table = document.querySelector('table.claims');

filterClaims(table, document.querySelector('.filter'));
sortClaims(table);
openTarget();
drawFigures(data.figures, data.colors);
