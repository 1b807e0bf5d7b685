// Small conveniences of pages with a form; without this script everything works as well.

// After a refused post the summary says what has to be put right: reading begins there.
document.getElementById("page-sum")?.focus();

// Enter moves to the next field, Shift+Enter back, as on a calculator; at the button it sends. The arrows go up and down; within a
// group of radio buttons they choose, as ever. Not while an input method is composing: there Enter accepts the word and arrows pick
// one (some browsers tell it by key code 229 alone).
const form = document.getElementById("report-form");
form?.addEventListener("keydown", (event) => {
  const field = event.target;
  const step = steps(event);
  if (!step || event.isComposing || event.keyCode === 229) return;
  if (event.ctrlKey || event.metaKey || event.altKey || !(field instanceof HTMLInputElement)) return;
  event.preventDefault();
  const all = stops();
  const here = all.findIndex((stop) => stop === field || (field.type === "radio" && stop.name === field.name));
  const next = all[here + step];
  next?.focus();
  if (next?.matches(".input")) next.select();
});

// How far a key leads: 1 forward, -1 back, 0 nowhere.
function steps(event) {
  if (event.key === "Enter") return event.shiftKey ? -1 : 1;
  if (event.shiftKey || event.target.type === "radio") return 0;
  return { ArrowDown: 1, ArrowUp: -1 }[event.key] ?? 0;
}

// What Enter stops at: every field, the sending button last; of a group of radio buttons the chosen one, or the first.
function stops() {
  return [...form.elements].filter((field) => {
    if (field.type === "hidden" || field.disabled || field.tabIndex < 0) return false;
    if (field.type === "submit") return !field.name;
    if (!field.name) return false;
    if (field.type !== "radio") return true;
    const group = [...form.elements].filter((other) => other.type === "radio" && other.name === field.name);
    return field === (group.find((other) => other.checked) ?? group[0]);
  });
}

// What only the script brings is said only where it runs.
for (const hint of document.querySelectorAll("[data-with-script]")) hint.hidden = false;

// How far each section is filled in, while it is being filled in; a section with something to put right says so until it is sent.
form?.addEventListener("input", count);
count();

function count() {
  for (const mark of document.querySelectorAll("[data-progress]")) {
    const chip = mark.querySelector(".s-due, .s-ok");
    const section = document.querySelector(`section[aria-labelledby="${mark.dataset.progress}"]`);
    if (!chip || !section) continue;
    const fields = [...section.querySelectorAll("input[name], textarea[name]")].filter((field) => !field.closest(".ask-box"));
    const all = new Set(fields.map((field) => field.name));
    const filled = new Set(fields.filter(answered).map((field) => field.name));
    chip.textContent = `${filled.size} / ${all.size}`;
    chip.classList.toggle("s-ok", filled.size === all.size);
    chip.classList.toggle("s-due", filled.size !== all.size);
  }
}

function answered(field) {
  return field.type === "radio" ? field.checked && field.value : field.value.trim();
}
