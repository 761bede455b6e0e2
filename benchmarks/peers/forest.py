#!/usr/bin/env python3
"""Isolation forests of scikit-learn and isotree on a folder of labelled sets, beside ours.

    pip install numpy pandas scikit-learn isotree
    ./stillwatch bench adbench --data FOLDER --json ours.json
    python benchmarks/peers/forest.py --data FOLDER --ours ours.json

Each set is a file NAME.csv.gz with the header f0,...,fN,label; a forest is grown on all of it and
scores all of it, for the seeds 1 to N. The peers take as many trees and rows a tree as ours.json
tells. Times are those of the fastest seed, on one thread; of isotree's and scikit-learn's scores
in one call over the whole set. The reference is reference_isolation_forest.json of the folder.
"""

import argparse
import gzip
import json
import os
import sys
import time
from pathlib import Path

# One thread for everybody, set before NumPy reads it.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np  # noqa: E402
from isotree import IsolationForest as Isotree  # noqa: E402
from sklearn.ensemble import IsolationForest as ScikitLearn  # noqa: E402
from sklearn.metrics import average_precision_score, roc_auc_score  # noqa: E402


def read(file):
    with gzip.open(file, "rt") as lines:
        lines.readline()
        rows = np.loadtxt(lines, delimiter=",", ndmin=2)
    return np.ascontiguousarray(rows[:, :-1]), rows[:, -1].astype(int)


def scikit_learn(trees, sample_size, seed):
    forest = ScikitLearn(n_estimators=trees, max_samples=sample_size, random_state=seed, n_jobs=1)
    return forest.fit, lambda rows: -forest.score_samples(rows)


def isotree(trees, sample_size, seed):
    forest = Isotree(
        ntrees=trees,
        sample_size=sample_size,
        ndim=1,
        prob_pick_pooled_gain=0,
        missing_action="fail",
        random_seed=seed,
        nthreads=1,
    )
    return forest.fit, forest.predict


PEERS = {"scikit-learn": scikit_learn, "isotree": isotree}


def measure(make, rows, labels, trees, sample_size, seeds):
    """Mean and deviation over seeds of AUROC and average precision, and the best times."""
    aurocs, precisions, fits, scores = [], [], [], []
    for seed in range(1, seeds + 1):
        fit, score = make(trees, min(sample_size, len(rows)), seed)
        start = time.perf_counter()
        fit(rows)
        fitted = time.perf_counter()
        found = score(rows)
        scored = time.perf_counter()
        aurocs.append(roc_auc_score(labels, found))
        precisions.append(average_precision_score(labels, found))
        fits.append(fitted - start)
        scores.append(scored - fitted)
    spread = 1 if seeds > 1 else 0
    return {
        "auroc": float(np.mean(aurocs)),
        "auroc_sd": float(np.std(aurocs, ddof=spread)),
        "average_precision": float(np.mean(precisions)),
        "average_precision_sd": float(np.std(precisions, ddof=spread)),
        "fit_ms": 1e3 * min(fits),
        "score_ns": 1e9 * min(scores) / len(rows),
    }


def reference(folder):
    file = folder / "reference_isolation_forest.json"
    if not file.exists():
        return {}
    for name, sets in json.loads(file.read_text()).items():
        if name.endswith("_seeds"):
            return {
                set_name: {
                    "auroc": of["auroc"],
                    "auroc_sd": of["auroc_sd"],
                    "average_precision": of["ap"],
                }
                for set_name, of in sets.items()
            }
    return {}


def mean(results, names, key):
    """Over the named sets; None if somebody lacks one."""
    figures = [results.get(name, {}).get(key) for name in names]
    return None if None in figures or not figures else float(np.mean(figures))


def cell(figure, pattern):
    return "-" if figure is None else format(figure, pattern)


def table(by_judge, names):
    """One table: a line for each set, a block of columns for each figure."""
    blocks = [
        ("auroc", ".4f"),
        ("average_precision", ".4f"),
        ("fit_ms", ".1f"),
        ("score_ns", ".0f"),
    ]
    judges = {
        key: [judge for judge, results in by_judge.items() if any(key in r for r in results.values())]
        for key, _ in blocks
    }
    titles = {"auroc": "AUROC", "average_precision": "AP", "fit_ms": "fit ms", "score_ns": "ns a row"}
    lines = [["set"] + [f"{titles[key]} {judge}" for key, _ in blocks for judge in judges[key]]]
    for name in names:
        lines.append(
            [name]
            + [
                cell(by_judge[judge].get(name, {}).get(key), pattern)
                for key, pattern in blocks
                for judge in judges[key]
            ]
        )
    shared = [name for name in names if all(name in results for results in by_judge.values())]
    lines.append(
        [f"mean of {len(shared)}"]
        + [
            cell(mean(by_judge[judge], shared, key), pattern)
            for key, pattern in blocks
            for judge in judges[key]
        ]
    )
    return lines


def print_table(lines):
    widths = [max(len(line[i]) for line in lines) for i in range(len(lines[0]))]
    for line in lines:
        first, *others = zip(line, widths)
        print("  ".join([first[0].ljust(first[1])] + [text.rjust(width) for text, width in others]))


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="folder of the sets")
    parser.add_argument("--ours", type=Path, help="what `stillwatch bench adbench --json` wrote")
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--sets", nargs="*", help="names of sets; all of the folder if not told")
    parser.add_argument("--json", type=Path, help="write all figures to this file too")
    options = parser.parse_args()

    ours = json.loads(options.ours.read_text()) if options.ours else {}
    trees, sample_size = ours.get("trees", 100), ours.get("sample_size", 256)
    by_judge = {"ours": ours["sets"]} if ours else {}
    by_judge.update({"reference": reference(options.data), **{peer: {} for peer in PEERS}})
    if not by_judge["reference"]:
        del by_judge["reference"]

    files = sorted(options.data.glob("*.csv.gz"))
    names = [file.name.removesuffix(".csv.gz") for file in files]
    files = [file for file, name in zip(files, names) if not options.sets or name in options.sets]
    if not files:
        parser.error(f"there is no such set NAME.csv.gz in {options.data}")
    names = [file.name.removesuffix(".csv.gz") for file in files]
    for file, name in zip(files, names):
        rows, labels = read(file)
        for peer, make in PEERS.items():
            by_judge[peer][name] = measure(make, rows, labels, trees, sample_size, options.seeds)
        print(f"{name}: done", file=sys.stderr, flush=True)

    print(f"{trees} trees of {sample_size} rows, {options.seeds} seeds")
    print_table(table(by_judge, names))
    if options.json:
        options.json.write_text(json.dumps(by_judge, indent=1) + "\n")


if __name__ == "__main__":
    main()
