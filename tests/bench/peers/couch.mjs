// PouchDB as the client: node couch.mjs push|pull HOST PORT FOLDER [FILE]. Prints one line of JSON.
// push: the lines of FILE are put into a local store first, outside the clock; then replicated,
// live and with retry, until every document has been written. A second push to the same store
// sends only what is new. pull: everything into an empty store.
import { createRequire } from "node:module";
import { mkdirSync, readFileSync } from "node:fs";
const need = createRequire(process.env.PEERS + "/");
const PouchDB = need("pouchdb");
const [what, host, port, folder, file] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const local = new PouchDB(folder + "/laptop");
let requests = 0;
const remote = new PouchDB(`http://${host}:${port}/cases`, {
  skip_setup: false,
  fetch: (url, options) => {
    requests += 1;
    return PouchDB.fetch(url, options);
  },
});
const told = (began, cpu, documents) => {
  const used = process.cpuUsage(cpu);
  console.log(JSON.stringify({
    seconds: (performance.now() - began) / 1000,
    cpu: (used.user + used.system) / 1e6,
    requests,
    documents,
  }));
};
const run = async () => {
  if (what === "pull") {
    const cpu = process.cpuUsage();
    const began = performance.now();
    const done = await PouchDB.replicate(remote, local, { batch_size: 100 });
    told(began, cpu, done.docs_written);
    return;
  }
  const lines = readFileSync(file, "utf8").split("\n").filter(Boolean);
  const stamp = Date.now().toString(36);
  const rows = lines.map((line, n) => ({ _id: `${stamp}-${String(n).padStart(7, "0")}`, ...JSON.parse(line) }));
  for (let at = 0; at < rows.length; at += 1000) await local.bulkDocs(rows.slice(at, at + 1000));
  const cpu = process.cpuUsage();
  const began = performance.now();
  await new Promise((resolve, reject) => {
    let written = 0;
    const running = PouchDB.replicate(local, remote, { live: true, retry: true });
    running.on("change", (change) => {
      written = change.docs_written;
      if (written >= rows.length) { told(began, cpu, written); resolve(); }
    });
    running.on("error", reject);
  });
};
run().then(() => process.exit(0), (error) => { console.error(error); process.exit(1); });
