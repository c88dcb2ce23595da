/* What the pages with pictures share: the data, what a person asked to see (kept in the address), and the form. */
"use strict";

const visual = (() => {
  /** Return a new element: attributes by name, `text` for its words, functions for events. */
  function element(name, attributes = {}, ...children) {
    const svg = ["svg", "g", "path", "circle", "rect", "line", "text", "title"].includes(name);
    const made = svg ? document.createElementNS("http://www.w3.org/2000/svg", name) : document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (key === "text") made.textContent = value;
      else if (typeof value === "function") made.addEventListener(key, value);
      else if (value !== null && value !== undefined && value !== false) made.setAttribute(key, value === true ? "" : value);
    }
    made.append(...children.filter((child) => child !== null && child !== undefined));
    return made;
  }

  //: Whether the data are only those that the address asks for: then another choice is asked of the server.
  let partial = false;

  /** Return the data of a picture: from the page itself, or from the file that it names. */
  async function load(holder) {
    const inline = document.getElementById("data");
    if (inline) return JSON.parse(inline.textContent);
    const answer = await fetch(holder.dataset.source + location.search, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(`${holder.dataset.source}: ${answer.status} ${answer.statusText}`);
    return answer.json();
  }

  /** Return a colour of the page's style sheet. */
  function colour(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  }

  /** Say something below the picture, for eyes and for screen readers. */
  function say(words) {
    document.getElementById("status").textContent = words;
  }

  const number = (value) => value.toLocaleString("en");
  const counted = (count, one) => `${number(count)} ${count === 1 ? one : `${one}s`}`;

  /** Read what was asked for out of the address. */
  function asked() {
    return Object.fromEntries(new URLSearchParams(location.search));
  }

  /** Write what is asked for into the address, so that it can be kept and sent; what is empty is left out. */
  function keep(state) {
    const given = new URLSearchParams(Object.entries(state).filter(([, value]) => value !== "" && value !== null && value !== undefined));
    const query = given.toString();
    history.replaceState(null, "", location.pathname + (query ? `?${query}` : "") + location.hash);
  }

  /** Let the form above a picture change it at once; `draw` gets what is asked for. */
  function listen(form, draw) {
    const fields = [...form.elements].filter((field) => field.name);
    const reset = form.querySelector('button[type="reset"]');
    form.hidden = false;
    form.querySelector('button[type="submit"]')?.remove();
    const read = () => ({ ...others(), ...Object.fromEntries(fields.map((field) => [field.name, field.value])) });
    const others = () => Object.fromEntries(Object.entries(asked()).filter(([name]) => !fields.some((field) => field.name === name)));
    const fill = () => { for (const field of fields) if (field.name in asked()) field.value = asked()[field.name]; };
    const first = (field) => (field.tagName === "SELECT" && !field.querySelector('option[value=""]') ? null : "");
    const show = () => {
      const state = read();
      if (reset) reset.hidden = fields.every((field) => first(field) === null || field.value === "");
      draw(state);
      return state;
    };
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", () => { keep(partial ? read() : show()); if (partial) again(); });
    reset?.addEventListener("click", (event) => {
      event.preventDefault();
      for (const field of fields) if (first(field) === "") field.value = "";
      form.dispatchEvent(new Event("input"));
    });
    window.addEventListener("popstate", () => { fill(); show(); });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);
    fill();
    show();
    return { read, show, set(values) {
      for (const field of fields) if (field.name in values) field.value = values[field.name];
      keep({ ...read(), ...values });
      if (partial && fields.some((field) => field.name in values)) again();
      else show();
    } };
  }

  /** Ask the server for the page of the new address, once nobody has typed for a moment. */
  let waiting = null;
  function again() {
    clearTimeout(waiting);
    waiting = setTimeout(() => location.reload(), 600);
  }

  /** Tell whether a day, a type of event and an outlet were asked for; the last two are numbers in the lists of the data. */
  function fits(data, state, day, event, outlet) {
    if (state.from && !(day >= state.from)) return false;
    if (state.to && !(day && day <= state.to)) return false;
    if (state.outlet && data.outlets[outlet] !== state.outlet) return false;
    if (!state.event) return true;
    const type = data.events[event];
    return Boolean(type) && (type.name === state.event || data.families[type.family].name === state.event);
  }

  /** Return the day of one kind of date of a claim, empty where it is not known. */
  function day(claim, by) {
    return by === "happened" ? claim.begin : by === "said" ? claim.said : claim.published;
  }

  /** Put rows into the table that stands below a picture; the first `limit` of them. */
  function table(id, rows, cells, limit = 200) {
    const body = document.querySelector(`#${id} tbody`);
    body.replaceChildren(...rows.slice(0, limit).map((row) => element("tr", {}, ...cells(row))));
    const cut = document.getElementById("cut");
    cut.dataset.words ??= cut.textContent.replace(/^[\d,]+ of [\d,]+ \w+\.\s*/, "");
    cut.textContent = [rows.length > limit ? `${number(limit)} of ${number(rows.length)} rows.` : "", cut.dataset.words].join(" ").trim();
  }

  const cell = (text, kind) => element("td", { text, class: kind });
  const link = (href, text) => element("td", {}, element("a", { href, text }));

  /** Run what draws a page; an error is said where a person sees it, and the table stays. */
  async function start(holder, draw) {
    try {
      const data = await load(holder);
      partial = Boolean(data.partial);
      holder.hidden = false;
      await draw(data);
      if (data.left_out) say(`${document.getElementById("status").textContent} The picture holds the newest claims; ${number(data.left_out)} older ones are left out.`);
      document.documentElement.dataset.drawn = "yes";
    } catch (error) {
      holder.hidden = true;
      say(`The picture cannot be drawn here (${error.message}); the table holds the same.`);
      document.documentElement.dataset.drawn = "no";
    }
  }

  return { asked, cell, colour, counted, day, element, fits, keep, link, listen, number, say, start, table };
})();
