// The console works without this script. It adds keys, countdowns that run, and pages that stay up to date.
const root = document.documentElement;
root.classList.add('scripted');
const $ = (selector, within = document) => within.querySelector(selector);
const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];
const stored = (name) => { try { return localStorage.getItem(name); } catch { return null; } };
const store = (name, value) => { try { localStorage.setItem(name, value); } catch { /* private browsing */ } };

// Countdowns run by the server's clock, not by this computer's.
const ahead = Number(root.dataset.now) - Date.now();

function left(milliseconds) {
  if (milliseconds <= 0) return 'now';
  const seconds = Math.floor(milliseconds / 1000), minutes = Math.floor(seconds / 60), hours = Math.floor(minutes / 60);
  const two = (number) => String(number).padStart(2, '0');
  if (hours < 1) return `${minutes}:${two(seconds % 60)}`;
  if (hours < 24) return `${hours} h ${two(minutes % 60)}`;
  return hours < 48 ? `1 day ${hours - 24} h` : `${Math.floor(hours / 24)} days`;
}

function tick() {
  const now = Date.now() + ahead;
  for (const time of $$('time[data-until]')) {
    const rest = Number(time.dataset.until) - now, text = left(rest);
    if (time.textContent !== text) time.textContent = text;
    time.classList.toggle('wrong', rest < 300000);
    time.classList.toggle('waiting', rest >= 300000 && rest < 900000);
  }
}
tick();
setInterval(tick, 1000);

// Keys.
const items = () => $$('[data-item]');
const selected = () => document.activeElement?.closest?.('[data-item]');

function move(step) {
  const all = items(), at = all.indexOf(selected());
  const to = all[at < 0 ? 0 : Math.min(Math.max(at + step, 0), all.length - 1)];
  to?.focus();
}

let going = false;
const keys = {
  j: () => move(1),
  k: () => move(-1),
  a: () => $('[data-do="first"]', selected() ?? items()[0] ?? document)?.click(),
  d: () => {
    const decline = $('details[data-do="decline"]', selected() ?? items()[0] ?? document);
    if (!decline) return;
    decline.open = true;
    $('input:not([type=hidden]), textarea', decline)?.focus();
  },
  '/': () => $('#find')?.focus(),
  '?': () => $('#keys')?.togglePopover(),
  g: () => { going = true; setTimeout(() => { going = false; }, 1500); },
};

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  const inText = event.target.closest?.('input:not([type=checkbox]):not([type=radio]), textarea, select');
  if (event.key === 'Escape' && event.target.closest?.('details[open]')) {
    const details = event.target.closest('details[open]');
    details.open = false;
    $('summary', details)?.focus();
    return;
  }
  if (inText || (stored('keys') === 'off' && event.key !== '?')) return;
  if (going) {
    going = false;
    const link = $(`[data-key-go="${CSS.escape(event.key)}"]`);
    if (link) { event.preventDefault(); link.click(); }
    return;
  }
  if (event.key === 'Enter' && event.target.matches?.('[data-item]')) {
    $('a[href]', event.target)?.click();
    return;
  }
  if (keys[event.key]) { event.preventDefault(); keys[event.key](); }
});

const keysOn = $('#keys-on');
if (keysOn) {
  keysOn.checked = stored('keys') !== 'off';
  keysOn.addEventListener('change', () => store('keys', keysOn.checked ? 'on' : 'off'));
}

// Copy buttons, and buttons that print.
document.addEventListener('click', async (event) => {
  const button = event.target.closest?.('[data-copy], [data-print]');
  if (!button) return;
  if ('print' in button.dataset) { window.print(); return; }
  await navigator.clipboard?.writeText($(button.dataset.copy)?.textContent ?? '');
  const text = button.textContent;
  button.textContent = 'Copied';
  setTimeout(() => { button.textContent = text; }, 1500);
});

// A form is sent once, however often its button is pressed.
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (form.dataset.sent) { event.preventDefault(); return; }
  if (form.method === 'post') form.dataset.sent = 'yes';
});
window.addEventListener('pageshow', () => $$('form[data-sent]').forEach((form) => delete form.dataset.sent));

// Parts of the page are read again when something has changed. What somebody is working in stays as it is, with a note.
const isBusy = (element) =>
  $$('input:not([type=hidden]), textarea, select', element).some(isTyped) || Boolean($('details[open]', element));
const isTyped = (input) => input.matches('[type=checkbox], [type=radio]') ? input.checked !== input.defaultChecked
  : input.matches('select') ? [...input.options].some((option) => option.selected !== option.defaultSelected)
    : input.value !== input.defaultValue;

function stripped(element) {
  const copy = element.cloneNode(true);
  copy.classList.remove('stale');
  $('.stale-note', copy)?.remove();
  $$('input[name="__RequestVerificationToken"]', copy).forEach((token) => token.setAttribute('value', ''));
  $$('time[data-until]', copy).forEach((time) => { time.textContent = ''; time.className = ''; });
  return copy.outerHTML;
}

function markStale(element) {
  if (element.classList.contains('stale')) return;
  element.classList.add('stale');
  const note = document.createElement('p');
  note.className = 'stale-note';
  note.setAttribute('role', 'status');
  note.textContent = 'This has changed meanwhile. What you typed is kept; send it, or reload the page.';
  element.append(note);
}

/** Replaces an element by its new version, unless somebody works in it; the focus stays. */
function renew(old, fresh) {
  if (stripped(old) === stripped(fresh)) return;
  if (isBusy(old)) { markStale(old); return; }
  const focus = document.activeElement, had = old.contains(focus);
  const place = had ? (focus === old ? '' : focus.id || focus.dataset.do) : null;
  old.replaceWith(fresh);
  if (!had) return;
  const again = place === '' ? fresh : $(`#${CSS.escape(place)}, [data-do="${CSS.escape(place)}"]`, fresh) ?? fresh;
  again.focus({ preventScroll: true });
}

/** Brings a list to its new content item by item, so that the focus and what is typed stay. */
function renewList(old, fresh) {
  const freshItems = $$('[data-item]', fresh), byId = new Map($$('[data-item]', old).map((item) => [item.id, item]));
  if (freshItems.length === 0 || byId.size === 0) { renew(old, fresh); return; }
  let after = null;
  for (const item of freshItems) {
    const present = byId.get(item.id);
    byId.delete(item.id);
    if (present) renew(present, item);
    const placed = document.getElementById(item.id) ?? item;
    if (!present || (after ? after.nextElementSibling !== placed : old.firstElementChild !== placed)) {
      if (!placed.contains(document.activeElement)) after ? after.after(placed) : old.prepend(placed);
    }
    after = placed;
  }
  for (const gone of byId.values()) {
    if (isBusy(gone)) { markStale(gone); continue; }
    const had = gone.contains(document.activeElement), next = gone.nextElementSibling ?? gone.previousElementSibling;
    gone.remove();
    if (had) next?.focus({ preventScroll: true });
  }
}

let reading = false, again = false;
async function reread() {
  if (reading) { again = true; return; }
  reading = true;
  try {
    const answer = await fetch(location.href, { headers: { 'X-Console-Reread': '1' } });
    if (answer.status === 401) { location.reload(); return; }
    if (!answer.ok || answer.redirected) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const before = waiting();
    for (const part of $$('[data-live]')) {
      const now = fresh.getElementById(part.id);
      if (now) part.matches('[data-list]') ? renewList(part, document.adoptNode(now)) : renew(part, document.adoptNode(now));
    }
    document.title = fresh.title;
    tick();
    if (waiting() > before) alertPeople();
  } catch { /* The stream says when the gateway is there again. */ } finally {
    reading = false;
    if (again) { again = false; reread(); }
  }
}

const waiting = () => Number(/^\((\d+)/.exec(document.title)?.[1] ?? 0);

// The stream: only a visible tab holds it.
let stream = null, pending = 0, wait = 1000;
const connection = $('#connection');
function follow() {
  if (stream || document.hidden || !$('[data-live]') || !connection) return;
  stream = new EventSource('/console/stream');
  stream.addEventListener('open', () => { wait = 1000; connection.textContent = 'Live'; });
  stream.addEventListener('changed', () => { clearTimeout(pending); pending = setTimeout(reread, 300); });
  stream.addEventListener('error', () => {
    // Also after 429 and 401, which end an EventSource: it is opened anew, ever more slowly.
    leave();
    connection.textContent = 'Not live: trying again';
    setTimeout(() => { reread(); follow(); }, wait);
    wait = Math.min(wait * 2, 60000);
  });
}
function leave() { stream?.close(); stream = null; }
document.addEventListener('visibilitychange', () => {
  if (document.hidden) leave();
  else { if (connection) reread(); follow(); }
});
window.addEventListener('pagehide', leave);
window.addEventListener('pageshow', (event) => { if (event.persisted) { reread(); follow(); } });
follow();
// What ends by the clock alone causes no event.
if ($('[data-live]') && connection) setInterval(() => { if (!document.hidden) reread(); }, 60000);

// Alerts.
for (const kind of ['sound', 'desktop']) {
  const box = $(`#alert-${kind}`);
  if (!box) continue;
  box.checked = stored(`alert-${kind}`) === 'on';
  box.addEventListener('change', async () => {
    if (kind === 'desktop' && box.checked && (await Notification?.requestPermission()) !== 'granted') box.checked = false;
    store(`alert-${kind}`, box.checked ? 'on' : 'off');
    if (box.checked) alertPeople();
  });
}

function alertPeople() {
  if (stored('alert-sound') === 'on') {
    const audio = new AudioContext(), tone = audio.createOscillator(), volume = audio.createGain();
    volume.gain.setValueAtTime(0.15, audio.currentTime);
    volume.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + 0.6);
    tone.frequency.value = 660;
    tone.connect(volume).connect(audio.destination);
    tone.start();
    tone.stop(audio.currentTime + 0.6);
  }
  if (stored('alert-desktop') === 'on' && 'Notification' in window && Notification.permission === 'granted')
    new Notification('A request waits for your decision', { tag: 'waiting' });
}
