// A table of members or of days: pasting from a spreadsheet, moving about as in one, and states that follow what is typed. Without this
// script everything works as well: the buttons send the form, and a text area takes what is pasted.

const form = document.getElementById("page-table");
const grid = form?.querySelector("table.members, table.days");
const isDays = grid?.classList.contains("days") ?? false;
const LEFT = ["fix", "ask", "draft", "empty"];
const CHIPS = { draft: ["s-draft", "入力中"], empty: ["s-due", "未入力"] };

// After a refused post the summary says what has to be put right: reading begins there.
document.getElementById("page-sum")?.focus();
for (const hint of document.querySelectorAll("[data-with-script]")) hint.hidden = false;
for (const hint of document.querySelectorAll("[data-without-script]")) hint.hidden = true;

if (form && grid) {
  grid.addEventListener("input", (event) => follow(event.target));
  grid.addEventListener("change", (event) => follow(event.target));
  grid.addEventListener("keydown", move);
  grid.addEventListener("paste", paste);
  form.addEventListener("click", press);
  form.addEventListener("submit", () => { isTyped = false; });
  window.addEventListener("beforeunload", (event) => { if (isTyped) event.preventDefault(); });
  document.querySelector("#page-pasted button").addEventListener("click", takeBack);
}

// Something was typed that is stored nowhere: leaving the page asks first.
let isTyped = false;
// What stood in the cells before the last paste.
let before = [];

function cells(row) { return [...row.querySelectorAll(".cell")]; }
function columnOf(cell) { return cell.closest("td").cellIndex; }
function fieldAt(row, column) { return row.cells[column]?.querySelector(".cell") ?? null; }
function isMember(row) { return !row.classList.contains("msg"); }
function isShown(row) { return isMember(row) && !row.hidden; }

// The row's state, and the counts of the tabs and of the bar; nothing else is touched while somebody types. What was refused stays
// so until it is sent again.
function follow(field) {
  if (!field.classList?.contains("cell")) return;
  isTyped = true;
  const row = field.closest("tr");
  const state = row.dataset.s;
  if (state === "fix" || state === "ask") return;
  const next = field.value.trim() || cells(row).some((cell) => cell.value.trim()) ? "draft" : "empty";
  if (next !== state) change(row, state, next);
}

function change(row, state, next) {
  row.dataset.s = next;
  const chip = row.querySelector(".chip");
  chip.className = `chip ${CHIPS[next][0]}`;
  chip.textContent = CHIPS[next][1];
  count(state, -1);
  count(next, 1);
  count("left", LEFT.includes(next) - LEFT.includes(state));
}

function count(state, by) {
  for (const mark of document.querySelectorAll(`[data-count="${state}"]`)) mark.textContent = Number(mark.textContent) + by;
}

// Enter goes down its column, Shift+Enter up; arrows go from cell to cell, sideways once the caret is at the end. Not while an
// input method is composing.
function move(event) {
  const field = event.target;
  if (!field.classList.contains("cell") || event.isComposing || event.keyCode === 229) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const isText = field instanceof HTMLInputElement;
  const end = isText && field.selectionStart === field.value.length;
  const whole = isText && field.selectionStart === 0 && field.selectionEnd === field.value.length;
  const start = isText && field.selectionEnd === 0;
  let next;
  if (event.key === "Enter") next = beside(field, event.shiftKey ? -1 : 1) ?? field;
  else if (event.shiftKey || !isText) return;
  else if (event.key === "ArrowDown") next = beside(field, 1);
  else if (event.key === "ArrowUp") next = beside(field, -1);
  else if (event.key === "ArrowRight" && (end || whole)) next = along(field, 1);
  else if (event.key === "ArrowLeft" && (start || whole)) next = along(field, -1);
  else return;
  event.preventDefault();
  if (!next) return;
  next.focus();
  if (next instanceof HTMLInputElement) next.select();
}

// The next field of the same column, over rows that have none there.
function beside(field, step) {
  const column = columnOf(field);
  let row = field.closest("tr");
  while ((row = step > 0 ? row.nextElementSibling : row.previousElementSibling)) {
    if (!isShown(row)) continue;
    const found = fieldAt(row, column);
    if (found) return found;
  }
  return null;
}

function along(field, step) {
  const row = cells(field.closest("tr"));
  return row[row.indexOf(field) + step] ?? null;
}

// A table from a spreadsheet fills the cells to the right and down. Lines that name their member go to it; all others go down row
// by row, and a line that falls on a row without fields is passed over.
function paste(event) {
  const field = event.target;
  if (!field.classList?.contains("cell")) return;
  const lines = table(event.clipboardData.getData("text/plain"));
  if (lines.length === 0 || (lines.length === 1 && lines[0].length === 1)) return;
  event.preventDefault();
  const told = { filled: 0, rows: new Set(), passed: 0, outside: 0 };
  before = [];
  const keys = members();
  const named = lines.some((line) => keys.has(key(line[0])));
  const rows = named ? [] : from(field.closest("tr"));
  lines.forEach((line, index) => {
    const row = named ? keys.get(key(line[0])) : rows[index];
    if (!row) { told.outside += 1; return; }
    const values = named ? unnamed(line, row) : line;
    fill(row, values, named ? 2 : columnOf(field), told);
  });
  for (const row of told.rows) follow(cells(row)[0]);
  tell(told);
}

function fill(row, values, column, told) {
  if (cells(row).length === 0) { told.passed += 1; return; }
  values.forEach((value, index) => {
    const field = fieldAt(row, column + index);
    if (!field) {
      if (value.trim()) told.outside += 1;
      return;
    }
    before.push([field, field.value]);
    write(field, value.trim());
    told.filled += 1;
    told.rows.add(row);
  });
}

// A choice is pasted by its words.
function write(field, value) {
  if (!(field instanceof HTMLSelectElement)) { field.value = value; return; }
  const option = [...field.options].find((option) => option.text === value || option.value === value);
  field.value = option ? option.value : "";
}

function from(row) {
  const rows = [];
  for (; row; row = row.nextElementSibling) if (isShown(row)) rows.push(row);
  return rows;
}

// Members by ID and by name, as far as a name is one member's alone; days with their year and without.
function members() {
  const found = new Map();
  if (isDays) {
    for (const head of grid.querySelectorAll("tbody th.key")) {
      found.set(head.id, head.parentElement);
      found.set(head.id.slice(5), head.parentElement);
    }
    return found;
  }
  for (const head of grid.querySelectorAll("tbody th.key")) {
    const name = key(head.textContent);
    found.set(key(head.id), head.parentElement);
    found.set(name, found.has(name) ? null : head.parentElement);
  }
  return found;
}

function key(text) { return isDays ? dayKey(text) : nameKey(text); }

// 「2021/1/15」, 「2021年1月15日(金)」, 「20210115」, 「R3.1.15」, 「1/15」, 「1月15日」; a figure with a point is no day.
function dayKey(text) {
  const plain = text.normalize("NFKC").trim().replace(/[ T]0?0:00(:00)?$/, "").replace(/\s|\(.*$/g, "");
  const whole = plain.match(/^(\d{4})(\d{2})(\d{2})$/)
    ?? plain.match(/^(\d{4}|[RrR]\d{1,2}|令和(?:\d{1,2}|元))[年/.-](\d{1,2})[月/.-](\d{1,2})日?$/);
  if (whole) {
    const era = whole[1].replace(/^(?:[Rr]|令和)/, "").replace("元", "1");
    const year = era === whole[1] ? Number(era) : Number(era) + 2018;
    return [year, whole[2].padStart(2, "0"), whole[3].padStart(2, "0")].join("-");
  }
  const short = plain.match(/^(\d{1,2})[月/](\d{1,2})日?$/);
  return short ? [short[1].padStart(2, "0"), short[2].padStart(2, "0")].join("-") : "";
}

function nameKey(text) { return text.normalize("NFKC").replace(/\s/g, "").toUpperCase(); }

function unnamed(line, row) {
  const head = row.querySelector("th.key");
  const rest = line.slice(1);
  if (isDays) return rest;
  return rest.length > 0 && [key(head.id), key(head.textContent)].includes(key(rest[0])) ? rest.slice(1) : rest;
}

// Tabs and line ends part cells; a cell in quotes may hold both.
function table(text) {
  const rows = [[""]];
  let quoted = false;
  const source = text.replace(/\r\n?/g, "\n").replace(/\n+$/, "");
  for (let index = 0; index < source.length; index += 1) {
    const sign = source[index];
    const row = rows[rows.length - 1];
    const last = row.length - 1;
    if (quoted && sign === '"') {
      if (source[index + 1] === '"') { row[last] += sign; index += 1; } else quoted = false;
    } else if (!quoted && sign === '"' && row[last] === "" && source.includes('"', index + 1)) quoted = true;
    else if (!quoted && sign === "\t") row.push("");
    else if (!quoted && sign === "\n") rows.push([""]);
    else row[last] += sign;
  }
  return source ? rows : [];
}

function tell(told) {
  const words = [`${told.rows.size}行の${told.filled}マスに貼り付けました。まだ報告していません。`];
  if (told.passed > 0) words.push(`入力欄のない${told.passed}行は飛ばしました。`);
  if (told.outside > 0) words.push(`入れる場所のない値が${told.outside}件ありました。`);
  say(words.join(" "), before.length > 0);
}

function say(words, isUndoable) {
  const box = document.getElementById("page-pasted");
  box.hidden = false;
  box.querySelector("p").textContent = words;
  box.querySelector("button").hidden = !isUndoable;
}

function takeBack() {
  const rows = new Set();
  for (const [field, value] of before.reverse()) {
    field.value = value;
    rows.add(field.closest("tr"));
  }
  for (const row of rows) follow(cells(row)[0]);
  const [first] = before.slice(-1);
  before = [];
  say("貼り付けを取り消しました。", false);
  first?.[0].focus();
}

// Tabs and 「すべて0」 need no way to the server.
function press(event) {
  const act = event.target.closest("[data-show], button[name='do']");
  if (!act) return;
  if (act.dataset.show) {
    event.preventDefault();
    show(act);
  } else if (act.value.startsWith("zero:")) {
    event.preventDefault();
    const row = act.closest("tr");
    for (const field of row.querySelectorAll("input.cell[inputmode]")) field.value = "0";
    follow(cells(row)[0]);
    cells(row)[0].focus();
  }
}

function show(tab) {
  const wanted = tab.dataset.show;
  for (const row of grid.tBodies[0].rows) {
    const state = isMember(row) ? row.dataset.s : row.previousElementSibling.dataset.s;
    row.hidden = !(wanted === "all" || (wanted === "left" ? LEFT.includes(state) : state === wanted));
  }
  for (const other of form.querySelectorAll("[data-show]")) other.removeAttribute("aria-current");
  tab.setAttribute("aria-current", "page");
  form.elements.show.value = wanted;
}
