// Moves the keyboard's focus to the place a link leads to, and opens everything for print.
export function openTarget() {
  const follow = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target) {
      target.closest('details')?.setAttribute('open', '');
      target.focus({ preventScroll: true });
    }
  };
  window.addEventListener('hashchange', follow);
  follow();

  let closed = [];
  window.addEventListener('beforeprint', () => {
    closed = [...document.querySelectorAll('details:not([open])')];
    closed.forEach(details => { details.open = true; });
  });
  window.addEventListener('afterprint', () => closed.forEach(details => { details.open = false; }));
}
