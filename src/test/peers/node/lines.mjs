// The one way in which the benchmark talks to these programs: a line of JSON in, a line out.
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** Answers each line by the handler of its `do`; ends with the input, or at `end`. */
export async function serve(handlers) {
  const write = (answer) => process.stdout.write(JSON.stringify(answer) + "\n");
  for await (const line of createInterface({ input: process.stdin })) {
    const request = JSON.parse(line);
    if (request.do === "end") break;
    try {
      write((await handlers[request.do](request)) ?? {});
    } catch (error) {
      write({ error: String(error?.stack ?? error) });
    }
  }
}

/** Seconds of a steady clock. */
export const now = () => Number(process.hrtime.bigint()) / 1e9;

/** Bytes of all files in a folder. */
export function disk(folder) {
  let sum = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    sum += entry.isDirectory() ? disk(path) : statSync(path).size;
  }
  return sum;
}

/** Bytes of memory that a process holds; 0 where the system does not tell. */
export function resident(pid) {
  if (pid === process.pid) return process.memoryUsage().rss;
  try {
    return 1024 * Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]);
  } catch {
    return 0;
  }
}

/** The version of an installed package. */
export function version(name) {
  const file = new URL(`../node_modules/${name}/package.json`, import.meta.url);
  return name + " " + JSON.parse(readFileSync(file, "utf8")).version;
}
