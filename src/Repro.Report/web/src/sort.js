// Puts a button into each heading; a second press turns the order round. Cells without a value stay last.
export function sortClaims(table) {
  const body = table.tBodies[0];
  const headings = [...table.tHead.rows[0].cells];

  const key = (row, index) => {
    const cell = row.cells[index];
    if (cell.dataset.sort === undefined) return cell.textContent.trim();
    return cell.dataset.sort === '' ? null : Number(cell.dataset.sort);
  };

  const compare = (a, b) => typeof a === 'number' ? a - b : a.localeCompare(b, 'en', { numeric: true });

  headings.forEach((heading, index) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener('click', () => {
      const ascending = heading.getAttribute('aria-sort') !== 'ascending';
      headings.forEach(other => other.removeAttribute('aria-sort'));
      heading.setAttribute('aria-sort', ascending ? 'ascending' : 'descending');
      const sorted = [...body.rows].sort((a, b) => {
        const [x, y] = [key(a, index), key(b, index)];
        if (x === null || y === null) return (x === null) - (y === null);
        return ascending ? compare(x, y) : compare(y, x);
      });
      body.append(...sorted);
    });
  });
}
