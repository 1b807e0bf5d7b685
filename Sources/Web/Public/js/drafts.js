// What is typed into a form stays in this browser until it is stored: offered again after a crash, a lost line, an ended session. And
// a form is sent over a bad line: again and again until there is an answer. Its number makes all of it one act, so that the server
// stores it once. Drafts belong to one person on one device, and go when that person signs out, or after a week.

const PREFIX = "gmis-draft:";
const MINE = `${PREFIX}${document.body.dataset.draftsOf}:`;
const WEEK = 7 * 24 * 60 * 60 * 1000;
const PATIENCE = 20_000; // no answer for so long: the line is as good as cut
const LONGEST = 60; // seconds between two tries; who is told to wait longer than that is not sent again by itself
const STATES = {
  saved: ["s-draft", "下書き保存済み"],
  waiting: ["s-note", "送信待ち"],
  sending: ["s-draft", "送信中"],
  sent: ["s-ok", "送信済み"],
};

// Where a browser keeps nothing, everything but drafts works.
const shelf = {
  keys() {
    try { return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)); } catch { return []; }
  },
  read(key) {
    try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
  },
  write(key, draft) {
    try { localStorage.setItem(key, JSON.stringify(draft)); return true; } catch { return false; }
  },
  drop(key) {
    try { localStorage.removeItem(key); } catch { /* there is none */ }
  },
};

for (const key of shelf.keys()) if (!(Date.now() - shelf.read(key)?.at < WEEK)) shelf.drop(key);

document.querySelector("form.sign-out")?.addEventListener("submit", (event) => {
  const mine = shelf.keys().filter((key) => key.startsWith(MINE));
  const question = "まだ届いていない報告があります。ログアウトすると、この端末から消えます。ログアウトしますか。";
  if (mine.some((key) => shelf.read(key)?.waiting) && !confirm(question)) return event.preventDefault();
  mine.forEach(shelf.drop);
  isOver = true;
});

let isOver = false; // signed out: nothing is kept any more
const form = document.querySelector("form[data-draft]");
const place = MINE + (form?.dataset.draft ?? location.pathname);
const hidden = new Set([...(form?.elements ?? [])].filter((field) => field.type === "hidden").map((field) => field.name));
const names = new Set([...(form?.elements ?? [])].map((field) => field.name));
const line = form ? statusLine() : null;
// What stood in the fields when the page came; unsaved already where the page answers what was sent.
const initial = form ? text(typed()) : "";
let isUnsaved = form && ("answer" in form.dataset || new URLSearchParams(location.search).has("kept"));
let saving; // the timer of the next saving
let offered; // the draft that waits for a decision
let act; // the last press of the button: its number, and what was sent
let sending; // what is under way: body, button, tries, timer, cut
let isThrough = false;
let isKept = false; // the server keeps it as well: what it keeps goes when this is stored

renumber();
addEventListener("pageshow", (event) => { if (event.persisted) renumber(); });
if (form) {
  begin();
  form.addEventListener("input", () => { halt(); saving ??= setTimeout(save, 400); });
  form.addEventListener("change", () => { saving ??= setTimeout(save, 400); });
  form.addEventListener("submit", submit);
  addEventListener("pagehide", flush);
  document.addEventListener("visibilitychange", flush);
  addEventListener("online", () => { if (sending?.timer) attempt(); });
} else if (shelf.read(place)) {
  remind();
}

// Every press of a button is an act of its own; a page out of the browser's memory must not repeat an old one.
function renumber() {
  for (const field of document.querySelectorAll("input[name=act]")) field.value = number();
}

function number() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// The fields that hold something, hidden ones and files apart.
function typed() {
  return [...new FormData(form)].filter(([name, value]) => value && typeof value === "string" && !hidden.has(name));
}

function text(fields) {
  return JSON.stringify(fields.map(([name, value]) => `${name}=${value.replace(/\r\n?/g, "\n")}`).sort());
}

function revisions() {
  const found = [...form.elements].filter((field) => field.type === "hidden" && /(^|[^A-Za-z])revision$/.test(field.name));
  return Object.fromEntries(found.map((field) => [field.name, field.value]));
}

function begin() {
  const draft = shelf.read(place);
  if (isUnsaved) return save();
  if (!draft) return;
  const fields = draft.fields.filter(([name]) => names.has(name));
  if (fields.length === 0 || text(fields) === initial) shelf.drop(place);
  else offer(draft);
}

function flush() {
  if (saving) save();
}

function save(waiting = false) {
  clearTimeout(saving);
  saving = undefined;
  if (isOver) return undefined;
  const fields = typed();
  if (fields.length === 0 || (!waiting && !isUnsaved && text(fields) === initial)) {
    if (offered) shelf.write(place, offered);
    else shelf.drop(place);
    return tell();
  }
  const draft = { at: Date.now(), fields, revisions: revisions(), act, waiting, kept: isKept };
  if (offered) draft.former = { ...offered, former: undefined };
  if (shelf.write(place, draft) && !sending) tell("saved");
}

// The draft above the form, to be put in or thrown away.
function offer(draft) {
  offered = draft;
  const box = document.createElement("section");
  box.className = "panel draft-offer";
  box.setAttribute("aria-labelledby", "page-draft");
  const when = new Date(draft.at).toLocaleString("ja-JP", {
    month: "long", day: "numeric", weekday: "short", hour: "numeric", minute: "2-digit", timeZone: "Asia/Tokyo",
  });
  const sentences = [
    draft.waiting
      ? `${when}に送りましたが、届いたかどうかを確かめられませんでした。入れて、もう一度送ってください。2回届いても、報告は1つです。`
      : `${when}に、この端末に残した下書きです。まだ報告していません。`,
  ];
  if (isOlder(draft)) sentences.push("そのあとに新しい版が保存されました。入れて送ると、違うところを確かめられます。");
  box.append(element("h2", draft.waiting ? "送信待ちの報告があります" : "前に入力した内容があります", "page-draft"));
  for (const sentence of sentences) box.append(element("p", sentence));
  const row = element("div", "");
  row.className = "row";
  row.append(button("btn two-nd", "入れる", () => { box.remove(); putIn(draft); }));
  row.append(button("as-link", "消す", () => { box.remove(); throwAway(draft); }));
  box.append(row);
  form.before(box);
}

function isOlder(draft) {
  const now = revisions();
  return Object.entries(draft.revisions ?? {}).some(([name, revision]) => name in now && now[name] !== revision);
}

// With the revision it was based on, so that what somebody stored since is shown and not overwritten.
function putIn(draft) {
  offered = undefined;
  const values = new Map();
  for (const [name, value] of draft.fields) values.set(name, [...(values.get(name) ?? []), value]);
  for (const field of [...form.elements]) {
    if (!field.name || field.type === "hidden" || field.type === "file" || field.type === "submit") continue;
    const given = values.get(field.name) ?? [];
    const isChoice = field.type === "radio" || field.type === "checkbox";
    const before = isChoice ? field.checked : field.value;
    if (isChoice) field.checked = given.includes(field.value);
    else field.value = given[0] ?? "";
    if ((isChoice ? field.checked : field.value) !== before) field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  for (const [name, revision] of Object.entries(draft.revisions ?? {})) {
    const field = form.elements.namedItem(name);
    if (field?.type === "hidden") field.value = revision;
  }
  act = draft.act;
  isUnsaved = true;
  isKept = draft.kept;
  if (isKept && !form.elements.kept) form.append(Object.assign(element("input", ""), { type: "hidden", name: "kept", value: "1" }));
  save();
  const lost = draft.fields.filter(([name]) => !names.has(name)).length;
  tell("saved", lost > 0 ? `入れました。入力欄のない値が${lost}件ありました。` : "入れました。まだ報告していません。");
  [...form.elements].find((field) => field.name && field.type !== "hidden" && field.offsetParent)?.focus();
}

function throwAway(draft) {
  offered = undefined;
  shelf.drop(place);
  if (draft.former) {
    shelf.write(place, draft.former);
    offer(draft.former);
  }
  save();
  form.closest("main")?.focus();
}

// Buttons that only show the page in another way go their own way; what reports is sent from here.
function submit(event) {
  const pressed = event.submitter;
  if (isThrough || (pressed?.name && pressed.name !== "zeros")) return flush();
  event.preventDefault();
  if (sending) return sending.timer && attempt();
  const body = new URLSearchParams(new FormData(form));
  if (pressed?.name) body.append(pressed.name, pressed.value);
  const sent = [...body].filter(([name]) => !["csrf", "act", "kept"].includes(name)).join("\n");
  if (act?.sent !== sent) act = { number: number(), sent };
  body.set("act", act.number);
  sending = { body, pressed, tries: 0 };
  save(true);
  attempt();
}

async function attempt() {
  const mine = sending;
  clearTimeout(mine.timer);
  mine.timer = undefined;
  mine.tries += 1;
  mine.cut = new AbortController();
  const limit = setTimeout(() => mine.cut.abort(), PATIENCE);
  tell("sending");
  try {
    const answer = await fetch(form.getAttribute("action"), { method: "POST", body: mine.body, signal: mine.cut.signal });
    if (mine === sending) decide(answer);
  } catch {
    if (mine === sending) wait("回線が切れています。つながったら送ります。この画面を閉じても、下書きはこの端末に残ります。");
  } finally {
    clearTimeout(limit);
  }
}

// Led on: it is stored, or the session has ended and the server keeps it for the next sign-in. A page of the form itself is opened as
// any other: sent once more the browser's own way, which is the same act.
function decide(answer) {
  const pause = Number(answer.headers.get("Retry-After") ?? 30);
  if (answer.redirected) {
    const isStored = !new URL(answer.url).pathname.startsWith("/session");
    isKept = !isStored;
    if (isStored) shelf.drop(place);
    else save();
    tell(isStored ? "sent" : "saved");
    location.assign(answer.url);
  } else if ([408, 425, 502, 504].includes(answer.status)) {
    wait("サーバーにつながりません。まもなく、もう一度送ります。");
  } else if (answer.status === 503 && pause <= LONGEST) {
    wait("混み合っています。まもなく、もう一度送ります。", pause);
  } else {
    const { pressed } = sending;
    form.elements.act.value = act.number;
    sending = undefined;
    save();
    isThrough = true;
    form.requestSubmit(pressed);
  }
}

function wait(words, pause = Math.min(LONGEST, 2 ** sending.tries)) {
  sending.timer = setTimeout(attempt, pause * 1000);
  tell("waiting", words);
}

// Something else is typed: what was pressed before is not sent any more.
function halt() {
  if (!sending) return;
  clearTimeout(sending.timer);
  sending.cut.abort();
  sending = undefined;
  tell("saved", "内容が変わったので、送るのを止めました。もう一度送ってください。");
}

function statusLine() {
  const line = element("p", "");
  line.className = "draft-state";
  line.setAttribute("role", "status");
  const bar = document.querySelector(".actbar .wrap");
  if (bar) bar.prepend(line);
  else form.append(line);
  return line;
}

function tell(state, words) {
  if (!state) return line.replaceChildren();
  const chip = element("span", STATES[state][1]);
  chip.className = `chip ${STATES[state][0]}`;
  line.replaceChildren(chip, ...(words ? [` ${words}`] : []));
}

// The form was answered by a page that is not the form: what was typed is still here.
function remind() {
  const note = element("p", "入力した内容は、下書きとしてこの端末に残してあります。報告の画面をもう一度開くと、入れることができます。");
  note.className = "live";
  document.querySelector("main .wrap")?.append(note);
}

function element(name, words, id) {
  const made = document.createElement(name);
  made.textContent = words;
  if (id) made.id = id;
  return made;
}

function button(style, words, action) {
  const made = element("button", words);
  made.type = "button";
  made.className = style;
  made.addEventListener("click", action);
  return made;
}
