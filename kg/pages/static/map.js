/* Draw the map: outlines of the countries, and a circle at every place where claims say that something happened. */
"use strict";

(() => {
  const holder = document.getElementById("map");
  const stage = holder.querySelector(".stage");
  const aside = document.getElementById("at");
  const { element } = visual;

  visual.start(holder, async (data) => {
    const map = L.map(stage, { attributionControl: false, minZoom: 1, maxZoom: 11, worldCopyJump: true, zoomSnap: 0.5 });
    map.createPane("land").style.zIndex = 250;
    const canvas = L.canvas({ padding: 0.5, pane: "land" });
    const circles = L.layerGroup().addTo(map);
    const labels = L.layerGroup().addTo(map);
    let state = {};
    let groups = new Map();
    let land = null;

    /** Return the claims at each place that were asked for. */
    function filter() {
      const found = new Map();
      for (const claim of data.claims) {
        if (!visual.fits(data, state, visual.day(claim, state.by || "published"), claim.event, claim.outlet)) continue;
        for (const place of claim.places) {
          if (!found.has(place)) found.set(place, []);
          found.get(place).push(claim);
        }
      }
      return found;
    }

    /** Return the family of most of the claims, whose colour the circle gets. */
    function family(claims) {
      const counts = data.families.map(() => 0);
      for (const claim of claims) counts[data.events[claim.event].family] += 1;
      return data.families[counts.indexOf(Math.max(...counts))];
    }

    function draw() {
      groups = filter();
      circles.clearLayers();
      const order = [...groups].sort(([, one], [, other]) => other.length - one.length);
      for (const [number, claims] of order) {
        const place = data.places[number];
        const chosen = place.label === state.place;
        const style = { color: visual.colour(chosen ? "--ink" : "--raised"), fillColor: family(claims).colour, fillOpacity: 0.82, weight: chosen ? 3 : 1.5 };
        L.circleMarker(place.at, { ...style, radius: 5 + 2.6 * Math.sqrt(claims.length), className: "spot" })
          .bindTooltip(element("span", { text: `${place.label}: ${visual.counted(claims.length, "claim")}` }), { direction: "top" })
          .on("click", () => form.set({ place: place.label === state.place ? "" : place.label }))
          .addTo(circles);
      }
      land?.setStyle(outline());
    }

    const outline = () => ({ color: visual.colour("--border"), fillColor: visual.colour("--land"), fillOpacity: 1, weight: 0.8 });

    /** Put the names of countries on the map where there is room for them. */
    function name(countries) {
      const named = countries.features.map((country) => ({ name: country.properties.name, ...middle(country.geometry) }));
      const show = () => {
        labels.clearLayers();
        const scale = 2 ** map.getZoom();
        for (const { name, at, width } of named) {
          if (width * scale * 0.711 < name.length * 11 || !map.getBounds().contains(at)) continue;
          const icon = L.divIcon({ className: "country", html: element("span", { text: name }) });
          L.marker(at, { icon, interactive: false, keyboard: false }).addTo(labels);
        }
      };
      map.on("moveend", show);
      show();
    }

    /** Return the middle of the biggest ring of a country, and how many degrees it is wide. */
    function middle(geometry) {
      const rings = geometry.type === "Polygon" ? [geometry.coordinates[0]] : geometry.coordinates.map((polygon) => polygon[0]);
      const boxes = rings.map((ring) => {
        const [xs, ys] = [ring.map(([x]) => x), ring.map(([, y]) => y)];
        const box = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
        return { ring, box, area: (box[2] - box[0]) * (box[3] - box[1]) };
      });
      const { ring, box } = boxes.sort((one, other) => other.area - one.area)[0];
      let [area, x, y] = [0, 0, 0];
      ring.forEach(([x1, y1], index) => {
        const [x2, y2] = ring[(index + 1) % ring.length];
        const cross = x1 * y2 - x2 * y1;
        area += cross;
        x += (x1 + x2) * cross;
        y += (y1 + y2) * cross;
      });
      return { at: [y / (3 * area), x / (3 * area)], width: box[2] - box[0] };
    }

    /** Show the claims of the place that was chosen beside the map. */
    function beside() {
      const number = data.places.findIndex((place) => place.label === state.place);
      const claims = groups.get(number);
      const was = aside.hidden;
      aside.hidden = !claims;
      holder.parentElement.classList.toggle("open", Boolean(claims));
      if (was !== aside.hidden) map.invalidateSize({ pan: false });
      if (!claims) return;
      const place = data.places[number];
      aside.replaceChildren(
        element("h2", {}, element("a", { href: place.href, text: place.label })),
        element("p", { class: "soft", text: `${place.type}, ${visual.counted(claims.length, "claim")}` }),
        element("ol", {}, ...claims.slice(0, 100).map(entry)),
        claims.length > 100 ? element("p", { class: "soft", text: `and ${visual.number(claims.length - 100)} more, on the page of the place` }) : "");
    }

    function entry(claim) {
      const type = data.events[claim.event];
      const dot = element("span", { class: "dot" });
      dot.style.background = data.families[type.family].colour;
      const told = [claim.source, data.outlets[claim.outlet], claim.published].filter(Boolean).join(", ");
      return element("li", {}, element("span", { class: "soft" }, dot, type.words + (claim.begin ? `, ${claim.begin}` : "")),
        element("div", {}, element("a", { href: claim.href, text: claim.words })), element("span", { class: "soft", text: told }));
    }

    function list() {
      const rows = [...groups].sort(([one, a], [other, b]) => b.length - a.length || one - other);
      visual.table("spots", rows, ([number, claims]) => {
        const place = data.places[number];
        const days = claims.map((claim) => claim.published).filter(Boolean).sort();
        const counts = new Map();
        for (const claim of claims) counts.set(claim.event, (counts.get(claim.event) ?? 0) + 1);
        const events = [...counts].map(([event, count]) => [data.events[event].words, count]).sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1));
        return [visual.link(place.href, place.label), visual.cell(place.type), visual.cell(visual.number(claims.length), "number"),
          visual.cell(events.slice(0, 4).map(([words, count]) => `${words} (${count})`).join(", ")),
          visual.cell([...new Set([days[0], days.at(-1)])].filter(Boolean).join(" to "))];
      });
      const claims = rows.reduce((sum, [, all]) => sum + all.length, 0);
      visual.say(`${visual.counted(rows.length, "place")}, ${visual.counted(claims, "claim")}.`);
    }

    /** Look at where the address says, else at all places; one far from all others does not make the picture small. */
    function look() {
      const [zoom, latitude, longitude] = (state.at ?? "").split("/").map(Number);
      if (Number.isFinite(zoom) && Number.isFinite(latitude) && Number.isFinite(longitude) && state.at) { map.setView([latitude, longitude], zoom); return; }
      const weighed = [...groups].flatMap(([number, claims]) => claims.map(() => data.places[number].at));
      if (!weighed.length) { map.setView([20, 10], 2); return; }
      const within = (axis) => {
        const sorted = weighed.map((at) => at[axis]).sort((one, other) => one - other);
        return [sorted[Math.floor(sorted.length * 0.08)], sorted[Math.ceil(sorted.length * 0.92) - 1]];
      };
      const [south, north] = within(0);
      const [west, east] = within(1);
      map.fitBounds([[south, west], [north, east]], { padding: [60, 60], maxZoom: 7, animate: false });
    }

    state = visual.asked();
    groups = filter();
    look();
    const form = visual.listen(document.querySelector("form.controls"), (asked) => {
      state = asked;
      draw();
      list();
      beside();
    });
    map.on("moveend", () => {
      const { lat, lng } = map.getCenter();
      state = { ...state, at: `${map.getZoom()}/${lat.toFixed(3)}/${lng.toFixed(3)}` };
      visual.keep(state);
    });
    const topology = await fetch(holder.dataset.outlines).then((answer) => answer.json()).catch(() => null);
    if (!topology) { visual.say("The outlines of the countries cannot be loaded here."); return; }
    const countries = topojson.feature(topology, topology.objects.countries);
    land = L.geoJSON(countries, { interactive: false, pane: "land", renderer: canvas, style: outline }).addTo(map);
    name(countries);
  });
})();
