// LanceDB in process: a table on disk with a graph of 8-bit vectors, rescored in full precision.
import { Index, connect } from "@lancedb/lancedb";
import { version } from "./lines.mjs";

export async function open({ folder }) {
  const database = await connect(folder);
  let table;
  let refine = 1; // so many times the wanted are compared in full precision
  let ef = 10;
  return {
    what: `${version("@lancedb/lancedb")}, in process, HNSW of 8 bits, 16 neighbours, 100 while building`,
    atOnce: 5000,
    async add(vectors, first) {
      const rows = vectors.map((vector, i) => ({ id: first + i, vector: Array.from(vector) }));
      if (table) await table.add(rows);
      else table = await database.createTable("vectors", rows);
    },
    async finish() {
      await table.createIndex("vector", {
        config: Index.hnswSq({ distanceType: "dot", numPartitions: 1, m: 16, efConstruction: 100 }),
      });
      await table.optimize();
    },
    effort(effort, wanted) {
      ef = effort;
      refine = Math.min(3, Math.floor(effort / wanted)); // LanceDB wants ef for all of them
    },
    async nearest(query, wanted) {
      const rows = await table
        .query()
        .nearestTo(query)
        .distanceType("dot")
        .nprobes(1)
        .ef(ef)
        .refineFactor(refine)
        .select(["id", "_distance"])
        .limit(wanted)
        .toArray();
      return rows.map((row) => Number(row.id));
    },
    close: () => database.close(),
  };
}
