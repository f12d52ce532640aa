// Helps where it can; every page works without it.
"use strict";
// What a search may go on with, under the search fields.
(() => {
  const list = document.getElementById("suggestions");
  const fields = document.querySelectorAll("input[type=search]");
  if (!list || !fields.length || !window.fetch) return;
  let timer = 0;
  const ask = (words) => fetch("/suggest?q=" + encodeURIComponent(words))
    .then((answer) => (answer.ok ? answer.json() : { suggestions: [] }))
    .then(({ suggestions }) => {
      list.replaceChildren(...suggestions.map(({ text, detail }) => {
        const option = document.createElement("option");
        option.value = text;
        if (detail) option.label = text + " " + detail;
        return option;
      }));
    })
    .catch(() => {});
  for (const field of fields) {
    field.setAttribute("list", "suggestions");
    field.addEventListener("input", () => {
      clearTimeout(timer);
      const words = field.value.trim();
      if (words) timer = setTimeout(ask, 180, words);
    });
  }
})();
