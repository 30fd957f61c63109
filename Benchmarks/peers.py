#!/usr/bin/env python3
"""peers.py [--repeat N]: Daybook's cleaning beside its neighbours, over the same pages, on one core.

libxml2       its HTML parser alone, called from C: the floor for everything built on it
Daybook       `daybook extract --clean-only`: bytes to article with metadata
trafilatura   bare_extraction with metadata, where Python has it
resiliparse   extract_plain_text(main_content=True), where Python has it

Prints pages a second, the time as a multiple of libxml2's, and where the pages have a gold body the F1 of the shared
scorer. What is not installed is named and skipped. Time is CPU time, the least of N runs (3)."""

import argparse
import contextlib
import ctypes
import ctypes.util
import gzip
import importlib
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import floors

DATA = floors.REPOSITORY.parent / "shared"


def corpus():
    """The pages as (id, bytes), and their gold where there is one."""
    folder = DATA / "corpora" / "cleaning" / "aeb-dev"
    if not folder.exists():
        samples = sorted((floors.REPOSITORY / "Tests" / "Samples" / "pages").glob("*.html"))
        return [(path.stem, path.read_bytes()) for path in samples], None
    packed = sorted((folder / "pages").glob("*.gz"))
    return [(path.name.split(".")[0], gzip.decompress(path.read_bytes())) for path in packed], folder / "gold.json"


def decoded(page):
    """The page as text, by its label, else as UTF-8: what peers that want text are given."""
    label = re.search(rb"charset\s*=\s*[\"']?([\w-]+)", page[:4096])
    for name in [label.group(1).decode("ascii") if label else "utf-8", "utf-8"]:
        with contextlib.suppress(LookupError, UnicodeDecodeError):
            return page.decode(name)
    return page.decode("utf-8", "replace")


def cpu_seconds():
    """What this process and those it waited for have used."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def timed(repeat, work):
    """The least CPU time that work takes, and what it gave."""
    best, result = None, None
    for _ in range(repeat):
        start = cpu_seconds()
        result = work()
        elapsed = cpu_seconds() - start
        best = elapsed if best is None else min(best, elapsed)
    return best, result


def libxml2(pages, repeat):
    """The parser alone, over texts in memory; the loop around it costs microseconds a page."""
    name = ctypes.util.find_library("xml2") or "libxml2.so.2"
    library = ctypes.CDLL(name)
    library.htmlReadMemory.restype = ctypes.c_void_p
    library.htmlReadMemory.argtypes = [ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_char_p, ctypes.c_int]
    library.xmlFreeDoc.argtypes = [ctypes.c_void_p]
    # RECOVER, NOERROR, NOWARNING, NONET, COMPACT, IGNORE_ENC, HUGE: as Daybook's own parser.
    options = 1 | 32 | 64 | 2048 | 65536 | 2097152 | 524288
    texts = [decoded(page).encode() for _, page in pages]

    def work():
        for text in texts:
            tree = library.htmlReadMemory(text, len(text), None, b"UTF-8", options)
            if tree:
                library.xmlFreeDoc(tree)

    return timed(repeat, work)[0], None


def daybook(pages, repeat):
    """The whole process over all files, less a run over one of them: starting up is not cleaning."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for name, page in pages:
            paths.append(Path(folder) / (name + ".html"))
            paths[-1].write_bytes(page)

        def run(files):
            command = [floors.binary(), "extract", "--clean-only", *map(str, files)]
            return subprocess.run(command, stdout=subprocess.PIPE, check=False).stdout

        seconds, output = timed(repeat, lambda: run(paths))
        start, _ = timed(repeat, lambda: run(paths[:1]))
    lines = [json.loads(line) for line in output.splitlines() if line.strip()]
    return seconds - start * (1 - 1 / len(pages)), {line.get("id"): line.get("body") or "" for line in lines if "id" in line}


def trafilatura(pages, repeat):
    peer = importlib.import_module("trafilatura")
    texts = [(name, decoded(page)) for name, page in pages]

    def body(text):
        with contextlib.suppress(Exception):
            found = peer.bare_extraction(text, with_metadata=True, include_comments=False)
            if found is not None:
                return (found["text"] if isinstance(found, dict) else found.text) or ""
        return ""

    return timed(repeat, lambda: {name: body(text) for name, text in texts})


def resiliparse(pages, repeat):
    html2text = importlib.import_module("resiliparse.extract.html2text")
    texts = [(name, decoded(page)) for name, page in pages]
    return timed(
        repeat,
        lambda: {name: html2text.extract_plain_text(text, main_content=True, comments=False) for name, text in texts},
    )


def scorer(gold):
    """F1 of bodies against the gold, or nothing to print where there is none."""
    if gold is None or not (DATA / "eval" / "score_cleaning.py").exists():
        return lambda bodies: None
    sys.path.insert(0, str(DATA / "eval"))
    scoring = importlib.import_module("score_cleaning")
    truth = scoring.load_gold(gold)
    return lambda bodies: scoring.evaluate(truth, {k: {"text": v} for k, v in bodies.items() if k in truth})["f"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    with contextlib.suppress(AttributeError, OSError):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    pages, gold = corpus()
    score = scorer(gold)
    floor = None
    print(f"{len(pages)} pages\n{'':14}{'pages/s':>9}{'x libxml2':>11}{'F1':>8}")
    for peer in [libxml2, daybook, trafilatura, resiliparse]:
        try:
            seconds, bodies = peer(pages, options.repeat)
        except (ImportError, OSError) as error:
            print(f"{peer.__name__:14}skipped, not installed ({error})")
            continue
        floor = floor or (seconds if peer is libxml2 else None)
        ratio = f"{seconds / floor:11.2f}" if floor else f"{'-':>11}"
        f1 = score(bodies) if bodies else None
        print(f"{peer.__name__:14}{len(pages) / seconds:9.0f}{ratio}" + (f"{f1:8.3f}" if f1 is not None else f"{'-':>8}"))


if __name__ == "__main__":
    main()
