#!/usr/bin/env python3
"""csip beside SQLite and DuckDB on one workload: compare.py CSV_DIR [csip_bench]; prints a table and the ratios.

Everything runs one after the other in the same minutes, so that the ratios mean something on a machine whose speed moves.
"""
import json
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROWS = (("load_s", "CSV to ready, s"), ("recompute_ms", "full recomputation, ms"), ("edit_p50_us", "one edit, p50, µs"),
        ("edit_p99_us", "one edit, p99, µs"), ("dashboard_ms", "risk dashboard, ms"), ("memory_mb", "memory, MB"))


def run(*command):
    done = subprocess.run(command, cwd=HERE, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout.strip().splitlines()[-1])


def main():
    csv = str(pathlib.Path(sys.argv[1]).resolve())
    bench = sys.argv[2] if len(sys.argv) > 2 else HERE.parent.parent / "build/release/csip_bench"
    if not (HERE / "node_modules").exists():
        # Not `npm ci`: the lock file names the binaries of this platform only.
        subprocess.run(["npm", "install", "--no-save"], cwd=HERE, check=True, stdout=sys.stderr)
    engines = {"csip": run(str(pathlib.Path(bench).resolve()), "--csv", csv), "DuckDB": run("node", "duckdb.mjs", csv),
               "SQLite": run(sys.executable, "sqlite.py", csv)}
    sums = {name: figures["health_sum"] for name, figures in engines.items()}
    if max(sums.values()) - min(sums.values()) > 1e-9 * abs(sums["csip"]):
        sys.exit(f"The engines do not agree on the sum of all health scores: {sums}")
    print(f"{'':28}" + "".join(f"{name:>14}" for name in engines) + f"{'DuckDB/csip':>14}{'SQLite/csip':>14}")
    for key, words in ROWS:
        figures = [engine.get(key) for engine in engines.values()]
        ratios = [f"{value / figures[0]:.1f}" if value is not None else "" for value in figures[1:]]
        print(f"{words:28}" + "".join(f"{'' if v is None else format(v, '.4g'):>14}" for v in figures)
              + "".join(f"{r:>14}" for r in ratios))


main()
