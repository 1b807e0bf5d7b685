// Keeps a page up to date: when the server says that something changed, the page is fetched again and its live parts are put in
// place of the old ones. Without this script a link fetches the page anew.

const line = document.querySelector("[data-live-changes]");
const state = line?.querySelector("[data-live-state]");
const toggle = document.createElement("button");
const pause = 1000; // at most so often, in milliseconds
const minute = 60_000; // the time left goes on, whether or not something is stored
let source, waiting, ticking, fetching = false, again = false, fetchedAt = 0, failures = 0;

if (line && "EventSource" in window) {
  toggle.type = "button";
  toggle.className = "btn two-nd sm";
  line.querySelector("[data-live-switch]").replaceWith(toggle);
  toggle.addEventListener("click", () => (source ? stop("更新を止めています") : start()));
  start();
}

function start() {
  source = new EventSource(line.dataset.liveChanges);
  source.addEventListener("open", () => say(true, "自動で更新中"));
  source.addEventListener("change", soon);
  source.addEventListener("ended", ended);
  source.addEventListener("error", () => {
    if (source.readyState === EventSource.CLOSED) stop("つながっていません");
    else say(false, "つなぎ直しています");
  });
  ticking = setInterval(soon, minute);
  toggle.textContent = "更新を止める";
  say(false, "つないでいます");
}

function stop(words) {
  source?.close();
  source = undefined;
  clearInterval(ticking);
  clearTimeout(waiting);
  waiting = undefined;
  toggle.textContent = "更新を再開する";
  say(false, words);
}

// An idle session ends: the page says so and shows no more.
function ended() {
  stop("しばらく操作がなかったため、更新を止めました。ログインし直してください");
}

function say(on, words) {
  state.classList.toggle("off", !on);
  if (state.textContent !== words) state.textContent = words;
}

// Changes that come in quick succession are shown together; after a failure it waits longer from time to time.
function soon() {
  if (fetching) again = true;
  else waiting ??= setTimeout(refresh, Math.max(0, fetchedAt + pause * 2 ** Math.min(failures, 5) - Date.now()));
}

function failed() {
  failures += 1;
  again = true;
  if (source) say(false, "いまの状況を取得できませんでした。もう一度試しています");
}

async function refresh() {
  waiting = undefined;
  fetching = true;
  fetchedAt = Date.now();
  try {
    const answer = await fetch(location.href, { headers: { "X-Live": "1" } });
    if (answer.redirected) return ended();
    if (!answer.ok) return failed();
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!source) return; // stopped meanwhile: what is shown stays
    failures = 0;
    for (const part of document.querySelectorAll("[data-live-part]")) {
      const fresh = page.querySelector(`[data-live-part="${part.dataset.livePart}"]`);
      if (fresh && fresh.outerHTML !== part.outerHTML) replace(part, fresh);
    }
    say(true, "自動で更新中");
  } catch {
    failed();
  } finally {
    fetching = false;
    if (again && source) {
      again = false;
      soon();
    }
  }
}

// Where the reader was in a part stays: the scrolled place and the focused link.
function replace(part, fresh) {
  const focused = part.contains(document.activeElement) ? document.activeElement : undefined;
  const scrolled = [part, ...part.querySelectorAll(".scroll")].map((box) => box.scrollLeft);
  const known = new Set([...part.querySelectorAll("li")].map((row) => row.textContent));
  part.replaceWith(fresh);
  [fresh, ...fresh.querySelectorAll(".scroll")].forEach((box, index) => (box.scrollLeft = scrolled[index] ?? 0));
  if (fresh.matches(".feed")) {
    for (const row of fresh.children) row.classList.toggle("new", !known.has(row.textContent));
  }
  if (!focused) return;
  const href = focused.getAttribute("href");
  const same = href ? [...fresh.querySelectorAll("a")].find((link) => link.getAttribute("href") === href) : undefined;
  (same ?? (fresh.hasAttribute("tabindex") ? fresh : fresh.querySelector("[tabindex], a")))?.focus({ preventScroll: true });
}
