/* Answer SPARQL in a worker: load the dump of a published folder into Oxigraph, once, then run the queries that are sent. */
"use strict";

let store = null;

/** Unpack a file of gzip with any number of members. */
function unpacked(bytes) {
  const parts = [];
  const gunzip = new fflate.Gunzip((part) => parts.push(part));
  gunzip.push(bytes, true);
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

async function open({ dump, oxigraph, inflate }) {
  postMessage({ state: "Loading the graph …" });
  importScripts(inflate);
  const { default: initialise, Store } = await import(oxigraph);
  await initialise();
  const answer = await fetch(dump);
  if (!answer.ok) throw new Error(`${dump}: ${answer.status} ${answer.statusText}`);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const packed = bytes[0] === 0x1f && bytes[1] === 0x8b;
  postMessage({ state: "Reading the graph …" });
  const opened = new Store();
  opened.load(packed ? unpacked(bytes) : bytes, { format: "application/n-quads", lenient: true, no_transaction: true });
  return opened;
}

onmessage = async ({ data }) => {
  if (data.dump) {
    store = open(data);
    store.catch(() => {});
    return;
  }
  try {
    const opened = await store;
    postMessage({ state: `The graph is loaded: ${opened.size.toLocaleString("en")} statements.`, ready: true });
    const graph = /\b(?:CONSTRUCT|DESCRIBE)\b/i.test(data.query.replace(/<[^>]*>|"[^"]*"|'[^']*'|#.*|\b(?:SELECT|ASK)\b[^]*/gi, ""));
    const type = graph ? "text/turtle" : "application/sparql-results+json";
    const body = opened.query(data.query, { use_default_graph_as_union: true, results_format: graph ? "text/turtle" : "json" });
    postMessage({ id: data.id, body, type });
  } catch (error) {
    postMessage({ id: data.id, error: String(error.message ?? error) });
  }
};
