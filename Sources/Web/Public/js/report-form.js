// Two small conveniences of pages with a form; without this script everything works as well.

// After a refused post the summary says what has to be put right: reading begins there.
document.getElementById("page-sum")?.focus();

// Enter moves to the next field, Shift+Enter back, as on a calculator; at the button it sends. Not while an input method is
// composing: there Enter accepts the word (some browsers tell it by key code 229 alone).
const form = document.getElementById("report-form");
form?.addEventListener("keydown", (event) => {
  const field = event.target;
  if (event.key !== "Enter" || event.isComposing || event.keyCode === 229) return;
  if (event.ctrlKey || event.metaKey || event.altKey || !(field instanceof HTMLInputElement)) return;
  event.preventDefault();
  const all = stops();
  const here = all.findIndex((stop) => stop === field || (field.type === "radio" && stop.name === field.name));
  const next = all[here + (event.shiftKey ? -1 : 1)];
  next?.focus();
  if (next?.matches(".input")) next.select();
});

// What Enter stops at: every field, the sending button last; of a group of radio buttons the chosen one, or the first.
function stops() {
  return [...form.elements].filter((field) => {
    if (field.type === "hidden" || field.disabled || !field.name && field.type !== "submit") return false;
    if (field.type !== "radio") return true;
    const group = [...form.elements].filter((other) => other.type === "radio" && other.name === field.name);
    return field === (group.find((other) => other.checked) ?? group[0]);
  });
}
