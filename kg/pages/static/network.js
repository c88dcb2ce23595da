/* Draw the network: actors at the places that the server chose, one line between two actors for all that ties them. */
"use strict";

(() => {
  const holder = document.getElementById("network");
  const stage = holder.querySelector(".stage");
  const aside = document.getElementById("tied");
  const { element } = visual;

  visual.start(holder, (data) => {
    const graph = new graphology.Graph({ type: "undirected", multi: false });
    // A picture that is wider than high is turned where the page is higher than wide.
    const tall = stage.clientHeight > stage.clientWidth;
    data.nodes.forEach((node, number) => graph.addNode(number, { ...node, x: tall ? node.y : node.x, y: tall ? node.x : node.y, title: node.type, type: "circle", color: node.colour, size: node.size / 4 + 1.5 }));
    const pairs = new Map();
    data.edges.forEach((edge) => {
      const key = [edge.source, edge.target].sort((one, other) => one - other).join(" ");
      if (!pairs.has(key)) pairs.set(key, graph.addEdgeWithKey(key, edge.source, edge.target, { type: "line" }));
    });
    let state = {};
    let hovered = null;
    let shown = [];
    let near = null;

    const renderer = new Sigma(graph, stage, {
      allowInvalidContainer: true,
      defaultDrawNodeHover: drawHover,
      defaultDrawNodeLabel: drawLabel,
      labelFont: getComputedStyle(document.body).fontFamily,
      labelSize: 13,
      labelWeight: "500",
      labelDensity: 0.9,
      labelGridCellSize: 90,
      labelRenderedSizeThreshold: data.nodes.length > 80 ? 4.5 : 2,
      maxCameraRatio: 3,
      minCameraRatio: 0.05,
      nodeReducer: (node, attributes) => reducedNode(Number(node), attributes),
      stagePadding: 40,
      zIndex: true,
    });

    function reducedNode(node, attributes) {
      const focus = hovered ?? focused();
      const linked = graph.getNodeAttribute(node, "count") > 0;
      const far = !linked || (focus !== null && near && !near.has(node));
      return {
        ...attributes,
        color: far ? visual.colour("--line") : attributes.colour,
        label: far ? "" : attributes.label,
        forceLabel: focus !== null && !far && near?.size < 40,
        highlighted: node === focus,
        zIndex: far ? 0 : 1,
      };
    }

    /** Draw a label so that lines behind it do not cross it out, on the left of its actor where the picture ends. */
    function drawLabel(context, node, settings) {
      if (!node.label) return;
      context.font = `${settings.labelWeight} ${settings.labelSize}px ${settings.labelFont}`;
      const width = context.measureText(node.label).width;
      const right = node.x + node.size + 4;
      const x = right + width > stage.clientWidth && node.x - node.size - 4 - width > 0 ? node.x - node.size - 4 - width : right;
      const y = node.y + settings.labelSize / 3;
      context.lineJoin = "round";
      context.lineWidth = 4;
      context.strokeStyle = visual.colour("--raised");
      context.strokeText(node.label, x, y);
      context.fillStyle = visual.colour("--ink");
      context.fillText(node.label, x, y);
    }

    /** Draw the label of the actor under the pointer in a box of the page's colours. */
    function drawHover(context, node, settings) {
      context.font = `600 ${settings.labelSize}px ${settings.labelFont}`;
      const width = context.measureText(node.label).width;
      const [x, y, high] = [node.x + node.size + 3, node.y, settings.labelSize + 10];
      context.fillStyle = visual.colour("--raised");
      context.strokeStyle = visual.colour("--strong-line");
      context.lineWidth = 1;
      context.beginPath();
      context.roundRect(x - 2, y - high / 2, width + 12, high, 4);
      context.fill();
      context.stroke();
      context.beginPath();
      context.arc(node.x, node.y, node.size + 2, 0, 2 * Math.PI);
      context.lineWidth = 2;
      context.stroke();
      context.fillStyle = visual.colour("--ink");
      context.fillText(node.label, x + 4, y + settings.labelSize / 3);
    }

    function focused() {
      const number = data.nodes.findIndex((node) => node.label === state.actor);
      return number < 0 ? null : number;
    }

    /** Count what was asked for on every edge, and colour the line of each pair by its strongest relation. */
    function filter() {
      shown = data.edges.map((edge) => ({ edge, weight: weight(edge) })).filter(({ weight }) => weight > 0);
      const lines = new Map();
      const counts = new Array(data.nodes.length).fill(0);
      for (const { edge, weight } of shown) {
        const key = [edge.source, edge.target].sort((one, other) => one - other).join(" ");
        const kind = data.kinds[edge.kind];
        const line = lines.get(key) ?? { weight: 0, colour: kind.colour, plain: true };
        line.weight += weight;
        if (line.plain && !kind.plain) Object.assign(line, { colour: kind.colour, plain: false });
        lines.set(key, line);
        counts[edge.source] += weight;
        counts[edge.target] += weight;
      }
      graph.updateEachNodeAttributes((node, attributes) => ({ ...attributes, count: counts[node] }));
      graph.updateEachEdgeAttributes((key, attributes) => {
        const line = lines.get(key);
        return { ...attributes, hidden: !line, plain: line?.plain, colour: line?.colour, size: line ? (line.plain ? 1 : 1.6) + Math.sqrt(line.weight) * (line.plain ? 0.4 : 0.7) : 0 };
      });
    }

    function weight(edge) {
      if (state.kind && data.kinds[edge.kind].name !== state.kind) return 0;
      return edge.parts.reduce((sum, [day, outlet, event, count]) => sum + (visual.fits(data, state, day, event, outlet) ? count : 0), 0);
    }

    function refresh() {
      const focus = hovered ?? focused();
      near = focus === null ? null : new Set([focus]);
      if (near) for (const { edge } of shown) if (edge.source === focus || edge.target === focus) near.add(edge.source).add(edge.target);
      const plain = visual.colour("--strong-line");
      renderer.setSetting("labelColor", { color: visual.colour("--ink") });
      renderer.setSetting("edgeReducer", (key, attributes) => {
        const [one, other] = graph.extremities(key).map(Number);
        const far = focus !== null && one !== focus && other !== focus;
        return { ...attributes, hidden: attributes.hidden || far, color: attributes.plain ? plain : attributes.colour, zIndex: attributes.plain ? 0 : 1 };
      });
    }

    /** Say beside the picture what ties the actor that was asked for. */
    function beside() {
      const focus = focused();
      const was = aside.hidden;
      aside.hidden = focus === null;
      holder.parentElement.classList.toggle("open", focus !== null);
      if (was !== aside.hidden) renderer.resize(true);
      if (focus === null) return;
      const node = data.nodes[focus];
      const own = shown.filter(({ edge }) => edge.source === focus || edge.target === focus).sort((one, other) => other.weight - one.weight);
      aside.replaceChildren(
        element("h2", {}, element("a", { href: node.href, text: node.label })),
        element("p", { class: "soft", text: `${node.type}, in ${visual.counted(node.claims, "claim")}` }),
        element("ol", {}, ...own.slice(0, 60).map(({ edge, weight }) => entry(edge, weight, edge.source === focus))));
    }

    function entry(edge, weight, from) {
      const [kind, other] = [data.kinds[edge.kind], data.nodes[from ? edge.target : edge.source]];
      const button = element("button", { type: "button", class: "plain", text: other.label, click: () => form.set({ actor: other.label }) });
      const line = from ? [`${kind.name} `, button] : [button, ` ${kind.name} it`];
      const dot = element("span", { class: "dot" });
      dot.style.background = kind.plain ? visual.colour("--strong-line") : kind.colour;
      return element("li", {}, dot, ...line, element("span", { class: "soft", text: ` (${visual.number(weight)})` }), element("div", { class: "soft", text: edge.words }));
    }

    function list() {
      const focus = focused();
      const rows = shown.filter(({ edge }) => focus === null || edge.source === focus || edge.target === focus)
        .sort((one, other) => other.weight - one.weight || data.nodes[one.edge.source].label.localeCompare(data.nodes[other.edge.source].label, "en"));
      visual.table("edges", rows, ({ edge, weight }) => {
        const [source, target] = [data.nodes[edge.source], data.nodes[edge.target]];
        return [visual.link(source.href, source.label), visual.cell(data.kinds[edge.kind].name), visual.link(target.href, target.label),
          visual.cell(visual.number(weight), "number"), visual.cell(edge.words)];
      }, 400);
      const ends = new Set(rows.flatMap(({ edge }) => [edge.source, edge.target]));
      visual.say(`${visual.counted(ends.size, "actor")}, ${visual.counted(rows.length, "relation")}.`);
    }

    const form = visual.listen(document.querySelector("form.controls"), (asked) => {
      state = asked;
      filter();
      beside();
      refresh();
      list();
    });

    let touched = false;
    stage.addEventListener("pointerdown", (event) => { touched = event.pointerType === "touch"; }, true);
    renderer.on("enterNode", ({ node }) => { hovered = Number(node); stage.classList.add("over"); refresh(); });
    renderer.on("leaveNode", () => { hovered = null; stage.classList.remove("over"); refresh(); });
    renderer.on("clickNode", ({ node }) => {
      const { href, label } = data.nodes[Number(node)];
      if (touched && state.actor !== label) form.set({ actor: label });
      else location.assign(href);
    });
    renderer.on("clickStage", () => { if (state.actor) form.set({ actor: "" }); });
    const camera = renderer.getCamera();
    const still = { duration: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 200 };
    const zoom = { in: () => camera.animatedZoom(still), out: () => camera.animatedUnzoom(still), all: () => camera.animatedReset(still) };
    for (const button of holder.querySelectorAll("[data-zoom]")) button.addEventListener("click", () => zoom[button.dataset.zoom]());
    window.kgNetwork = { renderer, graph };
  });
})();
