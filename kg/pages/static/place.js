/* Show where a place lies: its point on the outlines of the countries. Without them there is no map, and its numbers have to do. */
"use strict";
(() => {
  const holder = document.querySelector(".small-map");
  if (!holder || !window.L) return;
  const at = [Number(holder.dataset.latitude), Number(holder.dataset.longitude)];
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  async function draw() {
    const topology = await (await fetch(holder.dataset.outlines)).json();
    holder.hidden = false;
    const map = L.map(holder, { attributionControl: false, scrollWheelZoom: false, minZoom: 1, maxZoom: 10 }).setView(at, 4);
    const name = document.createElement("span");
    name.textContent = holder.dataset.label;
    const style = { color: colour("--strong-line"), fillColor: colour("--paper"), fillOpacity: 1, weight: 0.8 };
    L.geoJSON(topojson.feature(topology, topology.objects.countries), { style, interactive: false }).addTo(map);
    L.circleMarker(at, { radius: 8, color: colour("--raised"), weight: 2, fillColor: colour("--accent"), fillOpacity: 1 })
      .bindTooltip(name, { permanent: true, direction: "top", offset: [0, -6] })
      .addTo(map);
  }

  draw().catch(() => holder.remove());
})();
