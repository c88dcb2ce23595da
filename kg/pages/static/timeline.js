/* Draw the timeline: how many claims have each kind of date, and below it the claims by family of event, one mark a day. */
"use strict";

(() => {
  const DAY = 86400000;
  const KINDS = [["happened", "happened"], ["said", "said"], ["published", "published"]];
  const holder = document.getElementById("timeline");
  const stage = holder.querySelector(".stage");
  const { element } = visual;
  const number = (day) => Date.parse(`${day}T00:00:00Z`) / DAY;
  const iso = (value) => new Date(value * DAY).toISOString().slice(0, 10);

  visual.start(holder, (data) => {
    let state = {};
    let window_ = [0, 1];
    const spans = Object.fromEntries(KINDS.map(([by]) => {
      const days = data.claims.map((claim) => visual.day(claim, by)).filter(Boolean).map(number).sort((one, other) => one - other);
      return [by, days];
    }));

    /** Return the days from which and to which the picture goes: as asked, else all; a few that lie far out are left out. */
    function extent() {
      const days = spans[state.by] ?? [];
      let [first, last] = days.length ? [days[0], days.at(-1)] : [number("2000-01-01"), number("2000-12-31")];
      const most = [days[Math.floor(days.length * 0.05)], days[Math.ceil(days.length * 0.95) - 1]];
      if (most[1] - most[0] < (last - first) / 3) [first, last] = most;
      const asked = [state.from ? number(state.from) : first - 1, state.to ? number(state.to) : last + 1];
      return asked[1] >= asked[0] ? asked : [asked[0], asked[0]];
    }

    function chosen() {
      return data.claims.filter((claim) => {
        const day = visual.day(claim, state.by);
        return day && visual.fits(data, state, day, claim.event, claim.outlet);
      });
    }

    /** Return how many days one column holds, so that columns are at least so many pixels wide. */
    function step(width, least) {
      const days = (window_[1] - window_[0] + 1) / (width / least);
      return [1, 2, 7, 14, 30, 91, 182, 365, 1826].find((one) => one >= days) ?? Math.ceil(days / 3652) * 3652;
    }

    /** Return the days at which the axis has a line, with their words. */
    function ticks(width) {
      const days = (window_[1] - window_[0]) / Math.max(2, width / 90);
      const found = [];
      if (days <= 20) {
        const every = [1, 2, 5, 10, 20].find((one) => one >= days) ?? 20;
        for (let day = Math.ceil(window_[0] / every) * every; day <= window_[1]; day += every) found.push([day, words(day, { day: "numeric", month: "short", year: "numeric" })]);
        return found;
      }
      const months = [1, 2, 3, 6, 12, 24, 60, 120, 600].find((one) => one * 30.4 >= days) ?? 1200;
      const start = new Date(window_[0] * DAY);
      for (let month = Math.floor((start.getUTCFullYear() * 12 + start.getUTCMonth()) / months) * months; ; month += months) {
        const day = Date.UTC(Math.floor(month / 12), month % 12, 1) / DAY;
        if (day > window_[1]) return found;
        if (day >= window_[0]) found.push([day, words(day, months < 12 ? { month: "short", year: "numeric" } : { year: "numeric" })]);
      }
    }

    function words(day, format) {
      return new Intl.DateTimeFormat("en-GB", { ...format, timeZone: "UTC" }).format(new Date(day * DAY));
    }

    function bins(claims, by, size) {
      const found = new Map();
      for (const claim of claims) {
        const day = visual.day(claim, by);
        if (!day) continue;
        const at = Math.floor(number(day) / size) * size;
        if (at + size <= window_[0] || at > window_[1]) continue;
        if (!found.has(at)) found.set(at, []);
        found.get(at).push(claim);
      }
      return found;
    }

    function draw() {
      window_ = extent();
      const claims = chosen();
      const width = Math.max(320, stage.clientWidth || 320);
      const narrow = width < 640;
      const left = narrow ? 12 : 150;
      const right = 14;
      const inner = width - left - right;
      const size = step(inner, 6);
      const wide = step(inner, 20);
      const x = (day) => left + ((day - window_[0]) / (window_[1] - window_[0] + 1)) * inner;
      const all = data.claims.filter((claim) => visual.fits(data, { ...state, from: "", to: "" }, "", claim.event, claim.outlet));
      const lane = 42;
      const gap = narrow ? 20 : 6;
      const families = data.families.map((family, index) => ({ ...family, claims: claims.filter((claim) => data.events[claim.event].family === index) })).filter((family) => family.claims.length);
      const row = narrow ? 56 : 46;
      const top = 46;
      const rows = top + KINDS.length * (lane + gap) + 14;
      const high = rows + families.length * row + 12;
      const svg = element("svg", { viewBox: `0 0 ${width} ${high}`, width, height: high, role: "group", "aria-label": "Claims over time; the table below holds the same" });
      for (const [day, text] of ticks(inner)) {
        svg.append(element("line", { class: "axis", x1: x(day), x2: x(day), y1: top - 6, y2: high - 6 }));
        if (x(day) < width - 30) svg.append(element("text", { x: x(day) + 3, y: top - 8, text }));
      }
      KINDS.forEach(([by, called], index) => {
        const foot = top + index * (lane + gap) + lane + (narrow ? gap : 0);
        const counted = bins(all, by, size);
        const most = Math.max(1, ...[...counted.values()].map((some) => some.length));
        svg.append(element("line", { class: "axis", x1: left, x2: width - right, y1: foot, y2: foot }));
        svg.append(element("text", { class: "name", x: narrow ? left : left - 10, y: foot - (narrow ? lane + 4 : 6), "text-anchor": narrow ? "start" : "end", text: called }));
        for (const [day, some] of counted) {
          const tall = Math.max(2, (some.length / most) * (lane - 6));
          const [from, to] = [Math.max(x(day), left), Math.min(x(day + size) - 1, width - right)];
          svg.append(element("rect", { class: by === state.by ? "bar by" : "bar", x: from, y: foot - tall, width: Math.max(1, to - from), height: tall },
            element("title", { text: `${range(day, size)}: ${visual.counted(some.length, "claim")} ${called}` })));
        }
      });
      const binned = families.map((family) => bins(family.claims, state.by, wide));
      const most = Math.max(1, ...binned.flatMap((found) => [...found.values()].map((some) => some.length)));
      families.forEach((family, index) => {
        const middle = rows + index * row + row / 2 + (narrow ? 8 : 0);
        svg.append(element("line", { class: "row", x1: left, x2: width - right, y1: middle, y2: middle }));
        svg.append(element("text", { class: "name", x: narrow ? left : left - 10, y: narrow ? middle - 18 : middle + 4, "text-anchor": narrow ? "start" : "end", text: family.name }));
        for (const [day, some] of binned[index]) {
          const at = Math.min(Math.max(x(day + wide / 2), left), width - right);
          const label = `${range(day, wide)}: ${visual.counted(some.length, "claim")}, ${family.name}`;
          const narrowTo = () => form.set({ from: iso(Math.max(day, window_[0])), to: iso(Math.min(day + wide - 1, window_[1])), event: family.name });
          const mark = element("circle", { class: "mark", cx: at, cy: middle, r: 3 + (row / 2 - 5) * Math.sqrt(some.length / most), fill: family.colour, "fill-opacity": 0.85,
            click: narrowTo }, element("title", { text: label }));
          svg.append(mark);
        }
      });
      svg.addEventListener("pointerdown", (event) => brush(event, svg, (pixel) => window_[0] + ((pixel - left) / inner) * (window_[1] - window_[0] + 1), top, high));
      stage.replaceChildren(svg);
      list(claims);
    }

    const range = (day, size) => (size === 1 ? words(day, { dateStyle: "medium" }) : `${words(day, { dateStyle: "medium" })} to ${words(day + size - 1, { dateStyle: "medium" })}`);

    /** Let a person draw over the days to look at. */
    function brush(event, svg, dayAt, top, high) {
      if (event.button !== 0 || event.pointerType === "touch" || event.target.classList.contains("mark")) return;
      const scale = () => svg.viewBox.baseVal.width / svg.getBoundingClientRect().width;
      const at = (moved) => (moved.clientX - svg.getBoundingClientRect().left) * scale();
      const begun = at(event);
      const shade = element("rect", { class: "brush", x: begun, y: top - 6, width: 0, height: high - top });
      svg.append(shade);
      svg.setPointerCapture(event.pointerId);
      const move = (moved) => {
        shade.setAttribute("x", Math.min(begun, at(moved)));
        shade.setAttribute("width", Math.abs(at(moved) - begun));
      };
      svg.addEventListener("pointermove", move);
      svg.addEventListener("pointerup", (ended) => {
        svg.removeEventListener("pointermove", move);
        shade.remove();
        const [one, other] = [begun, at(ended)].sort((first, second) => first - second);
        if (other - one > 5) form.set({ from: iso(Math.floor(Math.max(dayAt(one), window_[0]))), to: iso(Math.floor(Math.min(dayAt(other), window_[1]))) });
      }, { once: true });
    }

    function list(claims) {
      const rows = claims.slice().sort((one, other) => (visual.day(one, state.by) < visual.day(other, state.by) ? -1 : visual.day(one, state.by) > visual.day(other, state.by) ? 1 : one.href < other.href ? -1 : 1));
      visual.table("rows", rows, (claim) => [
        visual.cell(claim.begin === claim.end ? claim.begin : `${claim.begin} to ${claim.end}`, "day"),
        visual.cell(claim.said, "day"),
        visual.cell(claim.published, "day"),
        visual.cell(data.events[claim.event].words),
        visual.link(claim.href, claim.words),
        visual.cell([claim.source, data.outlets[claim.outlet]].filter(Boolean).join(", ")),
      ]);
      const without = data.claims.filter((claim) => !visual.day(claim, state.by)).length;
      const called = Object.fromEntries(KINDS)[state.by];
      const outside = claims.filter((claim) => { const at = number(visual.day(claim, state.by)); return at < window_[0] || at > window_[1]; }).length;
      const far = outside ? `${visual.number(outside)} of them lie outside of the picture. ` : "";
      visual.say(`${visual.counted(claims.length, "claim")}. ${far}${without ? `Of ${visual.number(without)} no text says when ${state.by === "happened" ? "it happened" : `it was ${called}`}.` : ""}`);
    }

    const form = visual.listen(document.querySelector("form.controls"), (asked) => {
      state = { ...asked, by: asked.by || "happened" };
      draw();
    });

    function move(factor, shift) {
      const [from, to] = window_;
      const [middle, half] = [(from + to) / 2 + shift * (to - from), Math.max(1, ((to - from) / 2) * factor)];
      form.set({ from: iso(Math.round(middle - half)), to: iso(Math.round(middle + half)) });
    }

    const zoom = { in: () => move(0.5, 0), out: () => move(2, 0), back: () => move(1, -0.5), on: () => move(1, 0.5), all: () => form.set({ from: "", to: "" }) };
    for (const button of holder.querySelectorAll("[data-zoom]")) button.addEventListener("click", () => zoom[button.dataset.zoom]());
    let wide = stage.clientWidth;
    new ResizeObserver(() => {
      if (stage.clientWidth === wide) return;
      wide = stage.clientWidth;
      draw();
    }).observe(stage);
  });
})();
