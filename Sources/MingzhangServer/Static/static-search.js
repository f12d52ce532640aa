// The search of a static copy: looks into an index that was made with the copy. Without it the page still lists every department.
"use strict";
(() => {
  const form = document.getElementById("static-search");
  if (!form) return;
  const english = document.documentElement.lang === "en";
  const say = (chinese, other) => (english ? other : chinese);
  const [field, year, found, list] = ["words", "y", "found", "hits"].map((id) => document.getElementById(id));
  const root = form.dataset.root;
  const names = {
    statement: say("表", "Table"), line: say("表中的行", "Line"), project: say("项目", "Project"), term: say("名词", "Term"),
    heading: say("标题", "Heading"),
  };
  const order = ["statement", "line", "project", "heading", "term"];
  const most = 100;
  // as in the server's search: no case, no width, no space
  const folded = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");

  const parts = {};
  window.mingzhang = (name, value) => { parts[name] = value; };
  const load = (name) => new Promise((done, failed) => {
    if (parts[name]) { done(); return; }
    const script = document.createElement("script");
    script.src = root + "search-index/" + name + ".js";
    script.onload = done;
    script.onerror = () => failed(new Error(name));
    document.head.append(script);
  });

  const entry = (sort, text, address, book) => {
    const item = document.createElement("li");
    const mark = document.createElement("span");
    mark.className = "mark";
    mark.textContent = sort;
    const link = document.createElement("a");
    link.href = root + (english ? "en/" : "") + address;
    link.textContent = text;
    item.append(mark, " ", link);
    if (book) {
      const where = document.createElement("span");
      where.className = "quiet";
      where.textContent = book;
      item.append(document.createElement("br"), where);
    }
    return item;
  };

  const search = async () => {
    const words = folded(field.value);
    list.replaceChildren();
    found.textContent = "";
    if (!words) return;
    found.textContent = say("正在找……", "Searching…");
    try {
      await load("head");
      const years = year.value ? [year.value] : parts.head.years.map(String);
      for (const one of years) await load(one);
      if (words !== folded(field.value)) return;
      const isLetters = words.length > 1 && /^[a-z]+$/.test(words);
      const hits = parts.head.organisations
        .filter(([name, initials]) => folded(name).includes(words) || (isLetters && initials.includes(words)))
        .sort((a, b) => a[0].length - b[0].length)
        .map(([name, , address]) => entry(say("部门", "Department"), name, address));
      const inBooks = [];
      for (const one of years) {
        for (const book of parts[one]) {
          for (const [what, place, text] of book.entries) {
            if (folded(text).includes(words)) inBooks.push({ what, text, address: book.at + place, book: english ? book.en : book.zh });
          }
        }
      }
      inBooks.sort((a, b) => order.indexOf(a.what) - order.indexOf(b.what));
      const all = hits.length + inBooks.length;
      const shown = inBooks.slice(0, most).map((hit) => entry(names[hit.what], hit.text, hit.address, hit.book));
      list.replaceChildren(...hits.slice(0, 10), ...shown);
      found.textContent = all === 0
        ? say("没有找到“" + field.value + "”。可以少写几个字，或选全部年度。", "Nothing found for “" + field.value + "”. Try fewer words, or all years.")
        : say("找到 " + all + " 处" + (inBooks.length > most ? "，列出前 " + most + " 处" : "") + "。", all + " found" + (inBooks.length > most ? ", the first " + most + " are listed" : "") + ".");
    } catch {
      found.textContent = say("搜索用的索引没有一起拷来，请从下面的部门列表进入。", "The search index was not copied along; start from the list below.");
    }
  };

  form.hidden = false;
  const asked = new URLSearchParams(location.search);
  field.value = asked.get("q") || "";
  if (asked.has("y") && [...year.options].some((option) => option.value === asked.get("y"))) year.value = asked.get("y");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    history.replaceState(null, "", "?" + new URLSearchParams({ q: field.value, y: year.value }));
    search();
  });
  year.addEventListener("change", search);
  search();
})();
