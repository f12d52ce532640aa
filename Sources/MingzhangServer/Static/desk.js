// Helps at the desk: files dropped one by one with their results, progress that moves, keys in the viewer. Everything works without it.
"use strict";

const english = document.documentElement.lang.startsWith("en");
const say = (chinese, other) => (english ? other : chinese);

// MARK: upload

const upload = document.getElementById("upload");
if (upload) {
  const [input, drop, sent, sending] = ["files", "drop", "sent", "sending"].map((id) => document.getElementById(id));

  const line = (name, words, isTaken, id, problems) => {
    const item = document.createElement("li");
    item.className = isTaken ? "taken" : "refused";
    if (id) {
      const link = document.createElement("a");
      link.href = upload.action.replace(/upload$/, "versions/" + id);
      link.textContent = name;
      item.append(link, "：" + words);
    } else {
      item.textContent = name + "：" + words;
    }
    if (problems && problems.length) {
      const list = document.createElement("ol");
      list.className = "problems";
      for (const problem of problems) list.append(Object.assign(document.createElement("li"), { textContent: problem }));
      item.append(list);
    }
    sent.append(item);
  };

  const send = async (files) => {
    if (files.length > 200) {
      sending.textContent = say("一次最多 200 个文件。", "At most 200 files at a time.");
      return;
    }
    let first = null;
    let refused = 0;
    for (const [index, file] of files.entries()) {
      sending.textContent = say(`正在传 ${index + 1} / ${files.length}`, `Sending ${index + 1} of ${files.length}`);
      const form = new FormData(upload);
      form.delete("files");
      form.append("files", file, file.name);
      try {
        const answer = await fetch(upload.action, { method: "POST", body: form, headers: { Accept: "application/json" } });
        if (!(answer.headers.get("content-type") || "").startsWith("application/json")) {
          const page = new DOMParser().parseFromString(await answer.text(), "text/html");
          throw new Error(page.querySelector(".message")?.textContent || say("没有收。", "Not taken."));
        }
        for (const one of (await answer.json()).results) {
          line(one.name, one.outcome, one.isTaken, one.id, one.problems);
          if (one.isTaken) first = Math.min(first ?? one.id, one.id);
          else refused += 1;
        }
      } catch (error) {
        refused += 1;
        line(file.name, error.message || say("没有传成，请再试。", "Not sent; try again."), false, null, []);
      }
    }
    sending.textContent = say(`传完：${files.length - refused} 个已收，${refused} 个没有收。`, `Done: ${files.length - refused} taken, ${refused} not.`);
    if (first) {
      const link = document.createElement("a");
      link.href = upload.action.replace(/upload$/, "progress?since=" + first);
      link.textContent = say("看进度", "See the progress");
      sending.append(" ", link);
    }
  };

  for (const name of ["dragover", "dragenter"]) {
    drop.addEventListener(name, (event) => { event.preventDefault(); drop.classList.add("over"); });
  }
  for (const name of ["dragleave", "drop"]) drop.addEventListener(name, () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => { event.preventDefault(); send([...event.dataTransfer.files]); });
  upload.addEventListener("submit", (event) => {
    if (!input.files.length) return;
    event.preventDefault();
    sent.replaceChildren();
    send([...input.files]);
  });
}

// MARK: progress

const progress = document.getElementById("progress");
if (progress && progress.dataset.finished === "no") {
  const [summary, bar] = ["summary", "bar"].map((id) => document.getElementById(id));
  const look = async () => {
    try {
      const answer = await fetch(progress.dataset.address, { headers: { Accept: "application/json" } });
      if (answer.ok) {
        const state = await answer.json();
        if (summary.textContent !== state.summary) summary.textContent = state.summary;
        bar.max = state.total;
        bar.value = state.finished;
        for (const version of state.versions) {
          const row = document.querySelector(`tr[data-version="${version.id}"]`);
          const cell = row && row.querySelector(".examination");
          if (!cell) continue;
          cell.textContent = version.examination;
          cell.className = "examination " + version.examinationCode;
          if (version.isDone) [row.cells[2].textContent, row.cells[6].textContent, row.cells[7].textContent] = [version.organisation, version.errors, version.warnings];
        }
        if (state.isFinished) return;
      }
    } catch { /* the network may come back */ }
    setTimeout(look, 1000);
  };
  setTimeout(look, 1000);
}

// MARK: keys in the viewer

if (document.querySelector(".viewer")) {
  const keys = { j: "#next-finding", k: "#previous-finding", n: "#next-page", p: "#previous-page" };
  document.addEventListener("keydown", (event) => {
    const isWriting = event.target.closest("input, textarea, select, [contenteditable]");
    if (isWriting || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "c") {
      const box = document.querySelector("#comment-text, #reply-text");
      if (box) { event.preventDefault(); box.focus(); }
    } else if (event.key === "Enter" && event.target === document.body) {
      document.getElementById("finding")?.focus();
    } else if (keys[event.key]) {
      const link = document.querySelector(keys[event.key]);
      if (link) { event.preventDefault(); link.click(); }
    }
  });
  if (location.hash === "#finding") document.getElementById("finding")?.focus({ preventScroll: true });
}
