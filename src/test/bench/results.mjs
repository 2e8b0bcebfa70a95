// RESULTS.md of what benchmarks printed:  node results.mjs FOLDER, which has NAME.json
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

const ORDER = ["engine", "engine-fast", "engine-full", "ingest", "search", "vectors", "start", "grow"];
/** What issue and handbook want to see: the least, or the most where less is better. */
const GOALS = {
  engine_vs_langchain4j_int8: "≥ 3.0, without AMX ≥ 1.6",
  engine_vs_langchain4j_fp32: "≥ 7 with AMX",
  ingest_vs_bare_engine: "≥ 0.90 (int8)",
  three_agents_vs_one: "≥ 0.85",
  search_p50_vs_query_embedding: "≤ 2.0",
  search_p99_vs_query_embedding: "≤ 8",
  search_qps_vs_lucene: "≥ 0.7",
  search_qps_vs_chroma: "≥ 2",
  search_qps_vs_lancedb: "≥ 2",
  start_archive_seconds: "≤ 2.0",
  start_plain_seconds: "≤ 5",
  idle_plain_resident_bytes: "≤ 350 MiB",
  disk_bytes_per_chunk: "≤ 6 KiB",
};

const folder = process.argv[2];
const rank = (name) => (ORDER.indexOf(name) + ORDER.length + 1) % (ORDER.length + 1);
const names = readdirSync(folder)
  .filter((file) => file.endsWith(".json"))
  .map((file) => file.slice(0, -5))
  .sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim();

const words = (name) => name.replaceAll("_", " ");
function number(name, value) {
  if (typeof value !== "number") return String(value);
  if (/bytes/.test(name)) {
    if (value >= 1 << 20) return `${(value / (1 << 20)).toFixed(1)} MiB`;
    return value >= 1024 ? `${(value / 1024).toFixed(2)} KiB` : `${value} B`;
  }
  if (/p\d\d seconds|p\d\d_seconds/.test(name)) return `${(value * 1000).toFixed(2)} ms`;
  if (Number.isInteger(value)) return String(value);
  return Math.abs(value) >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(3)));
}

const lines = [];
const say = (line = "") => lines.push(line);
say("# Results of the benchmarks");
say();
say("Made by `src/test/bench/run`; what is compared, and how, is said in `src/test/peers/README.md` and in the handbook's page on the command line. Above 1 Kith is ahead, except against `query embedding`, where less is better. Ratios are taken round by round.");
for (const name of names) {
  const file = join(folder, name + ".json");
  const { machine, engine, ratios, figures } = JSON.parse(readFileSync(file, "utf8"));
  const { spread = {}, notes = [], ...single } = figures;
  const day = statSync(file).mtime.toISOString().slice(0, 10);
  const busy = Math.max(machine.load_begin, machine.load_end) > 1.5 * machine.cores;
  say();
  say(`## ${name}`);
  say();
  say(`${day}, commit ${commit}. ${machine.processor}, ${machine.cores} cores, ${(machine.memory_bytes / 2 ** 30).toFixed(0)} GiB; ${machine.system}; ${machine.jvm}. ${engine}.`);
  say();
  say(`Load ${machine.load_begin} at the beginning, ${machine.load_end} at the end.${busy ? " **A loaded machine: other programs took part of it; take ratios with caution and times not at all.**" : ""}`);
  for (const [title, wanted] of [
    ["ratio", (key) => key in ratios],
    ["figure", (key) => !(key in ratios)],
  ]) {
    const rows = Object.entries(spread).filter(([key]) => wanted(key));
    if (rows.length === 0) continue;
    say();
    say(`| ${title} | least | median | most | rounds | goal |`);
    say("| --- | --- | --- | --- | --- | --- |");
    for (const [key, s] of rows) {
      const cells = [s.min, s.median, s.max].map((value) => number(key, value)).join(" | ");
      say(`| ${words(key)} | ${cells} | ${s.count} | ${GOALS[key] ?? ""} |`);
    }
  }
  say();
  const rest = Object.entries(single).filter(([key]) => !(key in spread));
  say(rest.map(([key, value]) => `${words(key)}: ${number(key, value)}`).join("; ") + ".");
  for (const note of notes) {
    say();
    say(note);
  }
}
process.stdout.write(lines.join("\n") + "\n");
