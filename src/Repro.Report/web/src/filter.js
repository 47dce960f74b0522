// Hides the rows that do not match the words and the verdict chosen.
export function filterClaims(table, form) {
  const rows = [...table.tBodies[0].rows];
  const words = form.querySelector('input[type=search]');
  const status = form.querySelector('[role=status]');
  const empty = document.querySelector('#claims .empty');

  const matches = (row, terms, verdict) => {
    const text = row.textContent.toLowerCase();
    return terms.every(term => text.includes(term))
      && (verdict === '' || row.dataset.verdict === verdict || (verdict === 'unexpected' && row.dataset.unexpected === 'true'));
  };

  const apply = () => {
    const terms = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    const verdict = form.elements.verdict.value;
    let shown = 0;
    for (const row of rows) {
      row.hidden = !matches(row, terms, verdict);
      shown += row.hidden ? 0 : 1;
    }
    empty.hidden = shown > 0;
    table.hidden = shown === 0;
    status.textContent = shown === rows.length ? `${rows.length} claims` : `${shown} of ${rows.length} claims`;
  };

  form.addEventListener('input', apply);
  form.addEventListener('submit', event => event.preventDefault());
  apply();
}
