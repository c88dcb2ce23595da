// Read a GEXF file as graphology does, strictly and with the options of Gephi Lite, and tell what was read as JSON.
const fs = require("node:fs");
const Graph = require("graphology");

const gexf = require("graphology-gexf");

const text = fs.readFileSync(process.argv[2], "utf8");
const read = {
  strict: () => gexf.parse(Graph, text),
  lite: () => gexf.parse(Graph, text, { allowUndeclaredAttributes: true, addMissingNodes: true }),
};

function told(graph) {
  return {
    type: graph.type,
    meta: graph.getAttributes(),
    nodes: graph.mapNodes((id, attributes) => [id, attributes]),
    edges: graph.mapEdges((id, attributes, source, target) => [source, target, attributes]),
  };
}

console.log(JSON.stringify(Object.fromEntries(Object.entries(read).map(([name, parse]) => [name, told(parse())]))));
