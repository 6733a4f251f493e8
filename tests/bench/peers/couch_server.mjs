// A CouchDB-like server over LevelDB files: node couch_server.mjs FOLDER HOST. Prints its port.
import { createRequire } from "node:module";
import { mkdirSync } from "node:fs";
const need = createRequire(process.env.PEERS + "/");
const PouchDB = need("pouchdb");
const express = need("express");
const handlers = need("express-pouchdb");
const [folder, host] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
process.chdir(folder);
const Stored = PouchDB.defaults({ prefix: folder + "/" });
const app = express();
app.use("/", handlers(Stored, { mode: "minimumForPouchDB", inMemoryConfig: true }));
const server = app.listen(0, host, () => console.log(server.address().port));
