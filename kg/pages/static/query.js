/* Set up the editor: the graph's own prefixes and words, saved questions to begin with, and where queries are answered.

   On a server the endpoint answers. In a published folder the browser itself does: Oxigraph in a worker, over the dump. */
"use strict";

(() => {
  const holder = document.getElementById("query");
  const choice = document.getElementById("f-question");
  //: What a query in the browser may take before it is ended, in milliseconds; loading the dump comes before it.
  const LIMIT = 60000;
  //: Stands for the endpoint where there is none; no request goes to it.
  const HERE = new URL("sparql-in-this-browser", location.href).href;

  visual.start(holder, (data) => {
    const endpoint = data.endpoint ? new URL(data.endpoint, location.href).href : HERE;
    if (!data.endpoint) answerHere(data);
    adoptStyles();
    Yasgui.Yasr.defaults.errorRenderers = [problem];
    const defaults = Yasgui.Tab.getDefaults.bind(Yasgui.Tab);
    Yasgui.Tab.getDefaults = (...given) => ({ ...defaults(...given), yasr: { settings: { selectedPlugin: "table", pluginsConfig: { table: { compact: true } } }, response: undefined } });
    complete(data);
    const begin = question(visual.asked().question) ?? data.beginning;
    const yasgui = new Yasgui(holder, {
      autofocus: false,
      copyEndpointOnNewTab: false,
      corsProxy: undefined,
      endpointCatalogueOptions: { getData: () => [], keys: [] },
      endpointInfo: undefined,
      persistenceId: `kg ${endpoint}`,
      populateFromUrl: (tab) => ({ ...tab, requestConfig: { ...tab.requestConfig, endpoint } }),
      requestConfig: { endpoint, method: "POST", headers: {} },
      yasqe: { autocompleters: ["kg-prefixes", "variables", "kg-classes", "kg-properties"], editorHeight: "17rem", prefixCcApi: null, value: begin, tabSize: 2, indentUnit: 2 },
      yasr: { prefixes: data.prefixes, pluginOrder: ["table", "response"], maxPersistentResponseSize: 0 },
    });
    fix(yasgui, endpoint);
    if (visual.asked().question) use(visual.asked().question);

    document.getElementById("begin").hidden = false;
    document.getElementById("begin").addEventListener("submit", (event) => event.preventDefault());
    document.getElementById("bare")?.remove();
    choice.addEventListener("change", () => choice.value && use(choice.value));
    for (const link of document.querySelectorAll("a.use")) {
      link.hidden = false;
      link.addEventListener("click", (event) => {
        event.preventDefault();
        use(new URL(link.href).searchParams.get("question"));
        holder.scrollIntoView();
      });
    }

    function question(name) {
      return data.questions.find((one) => one.name === name)?.text;
    }

    /** Put a saved question into the editor, in a tab of its own if there is something else in this one. */
    function use(name) {
      const text = question(name);
      if (!text) return;
      const tab = yasgui.getTab();
      const empty = !tab || [data.beginning, "", ...data.questions.map((one) => one.text)].map((one) => one.trim()).includes(tab.getQuery().trim());
      if (empty && tab) tab.setQuery(text);
      else yasgui.addTab(true, { ...Yasgui.Tab.getDefaults(yasgui), name, yasqe: { value: text } });
      yasgui.getTab().setName(name);
      choice.value = name;
      visual.keep({ question: name });
    }
  });

  /** Keep every tab at our endpoint, keep its query in the address, and give every control a name. */
  function fix(yasgui, endpoint) {
    const each = (tab) => {
      if (!tab) return;
      tab.setEndpoint(endpoint);
      const area = tab.getYasqe()?.getInputField();
      area?.setAttribute("aria-label", "SPARQL query");
    };
    yasgui.on("tabSelect", () => setTimeout(() => { each(yasgui.getTab()); name(); }));
    yasgui.on("tabAdd", () => setTimeout(() => { each(yasgui.getTab()); name(); }));
    yasgui.on("query", (_, tab) => {
      const link = new URL(tab.getShareableLink());
      const given = new URLSearchParams(link.hash.slice(1));
      history.replaceState(null, "", `${location.pathname}#${new URLSearchParams({ query: given.get("query"), tabTitle: given.get("tabTitle") ?? "Query" })}`);
      visual.say("");
    });
    yasgui.on("queryResponse", () => setTimeout(name));
    each(yasgui.getTab());
    name();
    new MutationObserver(name).observe(holder, { childList: true, subtree: true });
  }

  /** Name what YASGUI leaves without a name for screen readers. */
  function name() {
    const named = { ".tabPanel .yasqe textarea": "SPARQL query", ".autocompleteWrapper input": "Endpoint", ".tableFilter": "Filter rows", ".tableSizer, .pageSizerControl select": "Rows a page" };
    // The button for a new tab stands among the tabs, where only tabs may stand.
    for (const add of holder.querySelectorAll(".addTab:not([role])")) for (const [key, value] of [["role", "tab"], ["aria-selected", "false"]]) add.setAttribute(key, value);
    for (const [selector, words] of Object.entries(named)) {
      for (const found of holder.querySelectorAll(selector)) if (found.getAttribute("aria-label") !== words) found.setAttribute("aria-label", words);
    }
  }

  /** Show what the server says of a query that it does not answer: its words, not the document that they came in. */
  async function problem(error) {
    let told = null;
    try { told = JSON.parse(error.text ?? error.message); } catch { told = { detail: error.text ?? error.message }; }
    if (!told?.detail) return undefined;
    const { element } = visual;
    return element("div", { class: "problem", role: "alert" }, told.title ? element("strong", { text: told.title }) : null, element("p", { text: told.detail }));
  }

  /** Take over the rules that the table of results writes into the page: the policy of the page lets no script write a style element. */
  function adoptStyles() {
    const append = document.head.appendChild.bind(document.head);
    const known = new Set();
    document.head.appendChild = (child) => {
      if (child.tagName !== "STYLE" || !child.gripid) return append(child);
      if (!known.has(child.gripid) && !child.textContent.startsWith("*")) {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(child.textContent);
        document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
      }
      known.add(child.gripid);
      // The library takes the last child of the head away when a column was drawn wider: it shall not be one of ours.
      return append(document.createElement("meta"));
    };
  }

  /** Complete prefixes, classes and properties with those of the graph. */
  function complete(data) {
    const pairs = Object.entries(data.prefixes).map(([prefix, iri]) => `${prefix}: <${iri}>`);
    const { Yasqe } = Yasgui;
    Yasqe.forkAutocompleter("prefixes", { name: "kg-prefixes", persistenceId: null, get: () => Promise.resolve(pairs) }, false);
    Yasqe.forkAutocompleter("class", { name: "kg-classes", bulk: true, autoShow: false, persistenceId: null, get: () => Promise.resolve(data.classes) }, false);
    Yasqe.forkAutocompleter("property", { name: "kg-properties", bulk: true, autoShow: false, persistenceId: null, get: () => Promise.resolve(data.properties) }, false);
    Yasqe.defaults.autocompleters = ["kg-prefixes", "variables", "kg-classes", "kg-properties"];
    Yasqe.defaults.prefixCcApi = null;
  }

  /** Answer what the editor asks of HERE in a worker of this browser; everything else is asked as ever. */
  function answerHere(data) {
    if (location.protocol === "file:") visual.say("A browser answers queries only for pages of a web server; any server of files will do.");
    const ask = window.fetch.bind(window);
    let worker = null;
    let next = 0;
    const start = () => {
      worker = new Worker(holder.dataset.engine);
      const { oxigraph, inflate } = holder.dataset;
      worker.postMessage({ dump: new URL(data.dump, location.href).href, oxigraph: new URL(oxigraph, location.href).href, inflate: new URL(inflate, location.href).href });
    };
    const run = (query, signal) => new Promise((resolve, reject) => {
      if (!worker) start();
      const id = (next += 1);
      let timer = null;
      const end = () => { clearTimeout(timer); worker?.removeEventListener("message", hear); };
      const stop = (words) => { end(); worker.terminate(); worker = null; reject(new Error(words)); };
      const hear = ({ data: told }) => {
        if (told.state) {
          visual.say(told.state);
          if (told.ready) timer = setTimeout(() => stop(`The query took longer than ${LIMIT / 1000} seconds and was ended.`), LIMIT);
        } else if (told.id === id) {
          end();
          if (told.error) reject(new Error(told.error));
          else resolve(new Response(told.body, { headers: { "Content-Type": told.type } }));
        }
      };
      worker.addEventListener("message", hear);
      worker.addEventListener("error", (event) => stop(event.message || "The query engine cannot be started here."), { once: true });
      signal?.addEventListener("abort", () => stop("Aborted"), { once: true });
      worker.postMessage({ id, query });
    });
    window.fetch = async (request, options) => {
      const url = typeof request === "string" ? request : request.url;
      if (!url.startsWith(HERE)) return ask(request, options);
      const text = request.method === "POST" ? new URLSearchParams(await request.text()).get("query") : new URL(url).searchParams.get("query");
      const declared = Object.entries(data.prefixes).map(([prefix, iri]) => [prefix, `PREFIX ${prefix}: <${iri}>`]);
      const missing = declared.filter(([prefix]) => !new RegExp(`PREFIX\\s+${prefix}:`, "i").test(text)).map(([, line]) => line);
      return run(`${missing.join(" ")} ${text}`, request.signal);
    };
  }
})();
