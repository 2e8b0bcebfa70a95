// Texts to vectors by transformers.js, with model files that are there:  node embed.mjs FOLDER POOLING
// FOLDER has config.json, tokenizer.json, tokenizer_config.json and onnx/model_quantized.onnx.
import { env, pipeline } from "@huggingface/transformers";
import { connect } from "@lancedb/lancedb";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { serve, version } from "./lines.mjs";

const BATCH = 32;

const [folder, pooling] = process.argv.slice(2);
env.allowRemoteModels = false;
env.localModelPath = dirname(folder);
const extract = await pipeline("feature-extraction", basename(folder), {
  dtype: "q8",
  device: "cpu",
});

async function embed(texts) {
  const vectors = [];
  for (let from = 0; from < texts.length; from += BATCH) {
    const batch = texts.slice(from, from + BATCH);
    vectors.push(...(await extract(batch, { pooling, normalize: true })).tolist());
  }
  return vectors;
}

await serve({
  about: async () => ({ what: version("@huggingface/transformers") }),
  embed: async ({ texts }) => {
    const vectors = await embed(texts);
    return { count: vectors.length, first: vectors[0] };
  },
  // What its users do next: a table of LanceDB, of its own each time.
  ingest: async ({ texts }) => {
    const place = mkdtempSync(join(tmpdir(), "kith-peer-"));
    try {
      const vectors = await embed(texts);
      const rows = vectors.map((vector, i) => ({ vector, text: texts[i] }));
      const table = await (await connect(place)).createTable("passages", rows);
      return { count: await table.countRows() };
    } finally {
      rmSync(place, { recursive: true });
    }
  },
});
process.exit(0);
