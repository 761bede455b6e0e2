// What a page does beyond showing: it follows what changes, switches between light and dark, and
// listens to a few keys. Without this file everything can still be read and done.

const root = document.documentElement;

// ---- Follow: the service says that something changed; the part #live asks for itself again.
const follow = document.getElementById('follow');
const PAUSED = 'stillwatch-paused';
let missed = 0;

const paused = () => sessionStorage.getItem(PAUSED) === 'yes';

function showFollowing(connected) {
  follow.setAttribute('aria-pressed', String(!paused() && connected));
  const says = paused() ? (missed ? `Paused, ${missed} missed` : 'Paused') : connected ? 'Live' : 'Offline';
  follow.querySelector('.says').textContent = says;
}

function refresh() {
  missed = 0;
  document.body.dispatchEvent(new CustomEvent('stillwatch:changed'));
}

// At most one refresh a second, and none while somebody types or opens something there.
let due = 0;
function changed() {
  if (paused()) {
    missed += 1;
    showFollowing(true);
    return;
  }
  if (due) return;
  due = setTimeout(() => {
    due = 0;
    const part = document.getElementById('live');
    const busy = document.hidden || part?.contains(document.activeElement) || part?.querySelector('details[open]')
      || String(getSelection()).length > 0;
    if (busy) {
      missed += 1;
    } else {
      refresh();
    }
  }, 1000);
}

if (follow && document.getElementById('live')) {
  follow.hidden = false;
  const stream = new EventSource('/live');
  stream.addEventListener('open', () => showFollowing(true));
  stream.addEventListener('error', () => showFollowing(false));
  stream.addEventListener('changed', changed);
  addEventListener('pagehide', () => stream.close());
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden && missed && !paused()) refresh();
  });
  follow.addEventListener('click', () => {
    sessionStorage.setItem(PAUSED, paused() ? 'no' : 'yes');
    clearTimeout(due);
    due = 0;
    if (!paused() && missed) refresh();
    showFollowing(stream.readyState === EventSource.OPEN);
  });
  showFollowing(false);
}

// ---- Light and dark: a choice outlives the page; without one it is as the system is.
const theme = document.getElementById('theme');
if (theme) {
  theme.hidden = false;
  theme.addEventListener('click', () => {
    const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = dark ? 'light' : 'dark';
    document.cookie = `theme=${root.dataset.theme}; path=/; max-age=31536000; samesite=lax`;
  });
}

// ---- Keys: / search, j and k rows, Enter opens, p pause, t theme.
let row = -1;
function choose(step) {
  const rows = [...document.querySelectorAll('table.rows tbody tr')];
  if (!rows.length) return;
  row = Math.max(0, Math.min(rows.length - 1, row + step));
  rows.forEach((one, at) => one.classList.toggle('chosen', at === row));
  rows[row].querySelector('a')?.focus();
  rows[row].scrollIntoView({ block: 'nearest' });
}

addEventListener('keydown', (event) => {
  const typing = event.target.closest?.('input, select, textarea, [contenteditable]');
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  switch (event.key) {
    case '/': {
      const search = document.getElementById('search');
      if (search) { event.preventDefault(); search.focus(); }
      break;
    }
    case 'j': choose(1); break;
    case 'k': choose(-1); break;
    case 'p': follow?.click(); break;
    case 't': theme?.click(); break;
    default:
  }
});
