// Write the canonical form (RDFC-1.0) of a file of N-Quads to stdout.
const fs = require("node:fs");

(async () => {
  const { default: rdf } = { default: await import("rdf-canonize") };
  const options = { algorithm: "RDFC-1.0", inputFormat: "application/n-quads" };
  process.stdout.write(await rdf.canonize(fs.readFileSync(process.argv[2], "utf8"), options));
})();
