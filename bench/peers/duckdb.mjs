// DuckDB on the workload: node duckdb.mjs CSV_DIR; prints one JSON object.
import { readFileSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";

const [dir, today = "2026-11-22"] = process.argv.slice(2);
const connection = await (await DuckDBInstance.create(":memory:", { threads: "2" })).connect();
const seconds = async (work) => {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1e3;
};
const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

const rules = readFileSync(join(import.meta.dirname, "rules.sql"), "utf8")
  .replace(/^--.*$/gm, "")
  .replaceAll("TODAY", `DATE '${today}'`)
  .replace(/DAYS\(/g, "days_between(")
  .split(";")
  .map((statement) => statement.trim())
  .filter(Boolean);
const tables = rules.map((statement) => statement.match(/CREATE TABLE (\w+)/)[1]);

const load_s = await seconds(async () => {
  await connection.run("CREATE MACRO days_between(a, b) AS (CAST(a AS DATE) - CAST(b AS DATE))");
  for (const file of readdirSync(dir).filter((name) => name.endsWith(".csv") && name !== "edits.csv")) {
    await connection.run(`CREATE TABLE "${basename(file, ".csv")}" AS SELECT * FROM read_csv('${join(dir, file)}', header = true, sample_size = -1)`);
  }
});
const recompute = async () => {
  for (const name of tables) await connection.run(`DROP TABLE IF EXISTS ${name}`);
  for (const statement of rules) await connection.run(statement);
};
const recomputations = [];
for (let i = 0; i < 5; ++i) recomputations.push(1e3 * (await seconds(recompute)));
const dashboards = [];
for (let i = 0; i < 11; ++i) {
  dashboards.push(1e3 * (await seconds(() => connection.runAndReadAll(
    "SELECT Renewal_Risk_Level, COUNT(*), SUM(ARR) FROM c_accounts GROUP BY 1 ORDER BY 1"))));
}
const sum = (await connection.runAndReadAll("SELECT SUM(Health_Score) FROM c_accounts")).getRows()[0][0];
console.log(JSON.stringify({ load_s, recompute_ms: median(recomputations), dashboard_ms: median(dashboards),
  memory_mb: process.memoryUsage().rss / 2 ** 20, health_sum: sum }));
process.exit(0);
