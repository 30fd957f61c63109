#!/usr/bin/env python3
"""evaluate.py [--record] [--only PREFIX ...]: every quality figure of the release build on the evaluation data beside
the checkout, held to floors.json. --record writes the measured values into it. Standard library only."""

import argparse
import json
import subprocess
import sys
import tempfile

import floors


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--record", action="store_true")
    parser.add_argument("--only", nargs="*")
    options = parser.parse_args()
    data = floors.REPOSITORY.parent / "shared"
    if not (data / "eval" / "run_eval.py").exists():
        sys.exit("There is no evaluation data beside this checkout; nothing was measured.")
    with tempfile.NamedTemporaryFile(suffix=".json") as out:
        command = [sys.executable, data / "eval" / "run_eval.py", floors.binary(), "--data", data, "--json", out.name]
        if options.only:
            command += ["--only", *options.only]
        subprocess.run(command, check=True)
        figures = json.load(open(out.name, encoding="utf-8"))
    if options.record:
        floors.record("quality", figures)
    misses = floors.below("quality", figures)
    if options.only:
        misses = [miss for miss in misses if any(miss.startswith(prefix) for prefix in options.only)]
    for miss in misses:
        print("below its floor: " + miss)
    sys.exit(1 if misses else 0)


if __name__ == "__main__":
    main()
