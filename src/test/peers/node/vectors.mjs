// One index of vectors:  node vectors.mjs NAME FOLDER DIMENSION VECTORS QUERIES
// VECTORS and QUERIES are files of 32-bit floats, little-endian, one vector after the other.
import { closeSync, mkdirSync, openSync, readSync, statSync } from "node:fs";
import { disk, now, resident, serve } from "./lines.mjs";

const [name, folder, dimensionText, vectorsFile, queriesFile] = process.argv.slice(2);
const dimension = Number(dimensionText);
mkdirSync(folder, { recursive: true });

/** Hands on all vectors of a file, some at a time, with the number of the first. */
async function each(file, atOnce, take) {
  const bytes = dimension * 4;
  const count = statSync(file).size / bytes;
  const handle = openSync(file, "r");
  for (let first = 0; first < count; first += atOnce) {
    const size = Math.min(atOnce, count - first);
    const piece = new Float32Array(size * dimension);
    const view = new Uint8Array(piece.buffer);
    for (let done = 0; done < view.length; ) {
      done += readSync(handle, view, done, view.length - done, first * bytes + done);
    }
    const vectors = [];
    for (let i = 0; i < size; i++) vectors.push(piece.subarray(i * dimension, (i + 1) * dimension));
    await take(vectors, first);
  }
  closeSync(handle);
}

const queries = [];
await each(queriesFile, 1000, (vectors) => queries.push(...vectors.map((v) => Array.from(v))));

const { open } = await import(`./index-${name}.mjs`);
const index = await open({ folder, dimension });

await serve({
  build: async () => {
    const begun = now();
    await each(vectorsFile, index.atOnce, (vectors, first) => index.add(vectors, first));
    await index.finish();
    return { seconds: now() - begun };
  },
  // Asks one query after the other, each when the one before is answered.
  ask: async ({ first, count, wanted, effort }) => {
    await index.effort(effort, wanted);
    const seconds = [];
    const found = [];
    for (let i = first; i < first + count; i++) {
      const begun = now();
      const ids = await index.nearest(queries[i], wanted);
      seconds.push(now() - begun);
      found.push(ids);
    }
    return { seconds, found };
  },
  about: async () => ({
    what: index.what,
    disk: disk(folder),
    resident: resident(index.pid ?? process.pid),
  }),
});
await index.close();
process.exit(0);
