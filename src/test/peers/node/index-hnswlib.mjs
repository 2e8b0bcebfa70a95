// hnswlib: a graph in memory, written to a file in the end.
import hnswlib from "hnswlib-node";
import { join } from "node:path";
import { version } from "./lines.mjs";

const GROWTH = 1.5;

export async function open({ folder, dimension }) {
  const index = new hnswlib.HierarchicalNSW("ip", dimension);
  let room = 10_000;
  index.initIndex(room, 16, 100);
  return {
    what: `${version("hnswlib-node")}, in process, 16 neighbours, 100 while building`,
    atOnce: 1000,
    add(vectors, first) {
      while (first + vectors.length > room) index.resizeIndex((room = Math.ceil(room * GROWTH)));
      vectors.forEach((vector, i) => index.addPoint(Array.from(vector), first + i));
    },
    finish: () => index.writeIndexSync(join(folder, "index")),
    effort: (effort) => index.setEf(effort),
    nearest: (query, wanted) => index.searchKnn(query, wanted).neighbors,
    close() {},
  };
}
