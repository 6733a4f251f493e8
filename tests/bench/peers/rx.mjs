// RxDB as the client, memory storage: node rx.mjs push HOST PORT FOLDER FILE. Prints one JSON line.
// Batches of 100 are POSTed as one JSON array each to the plain server's /batch; a break is retried.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
const need = createRequire(process.env.PEERS + "/");
const { createRxDatabase } = need("rxdb");
const { getRxStorageMemory } = need("rxdb/plugins/storage-memory");
const { replicateRxCollection } = need("rxdb/plugins/replication");
const [, host, port, , file] = process.argv.slice(2);
let requests = 0;
const run = async () => {
  const database = await createRxDatabase({ name: "laptop", storage: getRxStorageMemory() });
  const { cases } = await database.addCollections({
    cases: {
      schema: {
        version: 0,
        primaryKey: "id",
        type: "object",
        properties: { id: { type: "string", maxLength: 40 } },
        additionalProperties: true,
      },
    },
  });
  const rows = readFileSync(file, "utf8").split("\n").filter(Boolean)
    .map((line, n) => ({ id: `c${String(n).padStart(7, "0")}`, ...JSON.parse(line) }));
  await cases.bulkInsert(rows);
  const cpu = process.cpuUsage();
  const began = performance.now();
  const running = replicateRxCollection({
    collection: cases,
    replicationIdentifier: "bench",
    live: false,
    retryTime: 1000,
    push: {
      batchSize: 100,
      handler: async (changed) => {
        requests += 1;
        const answer = await fetch(`http://${host}:${port}/batch`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify(changed.map((row) => row.newDocumentState)),
        });
        return answer.json();
      },
    },
  });
  await running.awaitInitialReplication();
  const used = process.cpuUsage(cpu);
  console.log(JSON.stringify({
    seconds: (performance.now() - began) / 1000,
    cpu: (used.user + used.system) / 1e6,
    requests,
    documents: rows.length,
  }));
};
run().then(() => process.exit(0), (error) => { console.error(error); process.exit(1); });
