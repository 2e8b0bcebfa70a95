// Chroma's own server, asked over HTTP by its client.
import { ChromaClient } from "chromadb";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { version } from "./lines.mjs";

const HOST = "127.0.0.1";

async function freePort() {
  const server = createServer().listen(0, HOST);
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

async function start(folder, port) {
  const program = fileURLToPath(
    new URL("../node_modules/chromadb/dist/cli.mjs", import.meta.url),
  );
  const server = spawn(
    process.execPath,
    [program, "run", "--path", folder, "--host", HOST, "--port", String(port)],
    { stdio: "ignore" },
  );
  process.on("exit", () => server.kill("SIGKILL"));
  return server;
}

/** A client of a server that answers. */
async function connect(server, port) {
  const client = new ChromaClient({ host: HOST, port, ssl: false });
  for (let tries = 0; ; tries++) {
    try {
      await client.heartbeat();
      return client;
    } catch (error) {
      if (tries > 300 || server.exitCode !== null) throw error;
      await pause(100);
    }
  }
}

async function stop(server) {
  server.kill("SIGTERM");
  if (server.exitCode === null) await Promise.race([once(server, "exit"), pause(10_000)]);
}

const NOT_USED = { name: "none", generate: () => Promise.reject(new Error("not used")) };
const FIRST = 100;

export async function open({ folder }) {
  const port = await freePort();
  let server = await start(folder, port);
  let client = await connect(server, port);
  let collection = await client.createCollection({
    name: "vectors",
    embeddingFunction: NOT_USED,
    configuration: {
      hnsw: { space: "ip", ef_construction: 100, max_neighbors: 16, ef_search: FIRST },
    },
  });
  let current = FIRST;
  return {
    what: `${version("chromadb")}, over HTTP, HNSW, 16 neighbours, 100 while building`,
    get pid() {
      return server.pid;
    },
    atOnce: 1000,
    add: (vectors, first) =>
      collection.add({
        ids: vectors.map((_, i) => String(first + i)),
        embeddings: vectors.map((vector) => Array.from(vector)),
      }),
    finish() {},
    // An index that the server has loaded keeps its ef: only after a start it heeds another.
    async effort(effort) {
      if (effort === current) return;
      await collection.modify({ configuration: { hnsw: { ef_search: effort } } });
      await stop(server);
      server = await start(folder, port);
      client = await connect(server, port);
      collection = await client.getCollection({ name: "vectors", embeddingFunction: NOT_USED });
      current = effort;
    },
    async nearest(query, wanted) {
      const found = await collection.query({
        queryEmbeddings: [query],
        nResults: wanted,
        include: [],
      });
      return found.ids[0].map(Number);
    },
    close: () => stop(server),
  };
}
