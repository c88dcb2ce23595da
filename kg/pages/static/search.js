/* Search the names of a published graph: in a folder of files there is no server to ask. */
"use strict";
(() => {
  const form = document.querySelector("form[data-index]");
  const input = document.getElementById("words");
  const list = document.getElementById("search-hits");
  const status = document.getElementById("search-status");
  const most = 100;
  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  let names = null;

  async function load() {
    const answer = await fetch(form.dataset.index);
    if (!answer.ok) throw new Error(`the names could not be read (${answer.status})`);
    return (await answer.json()).map(([label, kind, href, count]) => ({ label, kind, href, count, folded: folded(label) }));
  }

  function hit(one) {
    const item = document.createElement("li");
    const line = document.createElement("p");
    const kind = document.createElement("span");
    const link = document.createElement("a");
    kind.className = "tag";
    kind.textContent = one.kind;
    link.href = new URL(one.href, new URL(form.dataset.index, document.baseURI)).href;
    link.textContent = one.label;
    line.append(kind, " ", link);
    item.append(line);
    return item;
  }

  async function search() {
    const wanted = folded(input.value).split(/\s+/).filter(Boolean);
    if (!wanted.length) {
      list.replaceChildren();
      status.textContent = "";
      return;
    }
    try {
      names ??= await load();
    } catch (error) {
      status.textContent = `Searching does not work here: ${error.message}`;
      return;
    }
    const found = names.filter((one) => wanted.every((word) => one.folded.includes(word)));
    found.sort((a, b) => b.folded.startsWith(wanted[0]) - a.folded.startsWith(wanted[0]) || b.count - a.count);
    list.replaceChildren(...found.slice(0, most).map(hit));
    status.textContent = found.length > most ? `${found.length} names, the first ${most} are shown` : `${found.length} ${found.length === 1 ? "name" : "names"}`;
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const address = new URL(location.href);
    address.searchParams.set("q", input.value);
    history.replaceState(null, "", address);
    search();
  });
  input.addEventListener("input", search);
  input.value = new URL(location.href).searchParams.get("q") ?? "";
  search();
})();
