"""The floors file: what CI holds and what was measured. Standard library only."""

import json
from pathlib import Path

FILE = Path(__file__).resolve().parent / "floors.json"
REPOSITORY = FILE.parent.parent


def load(section):
    """{figure: floor} of a section, `|max` endings kept."""
    return {name: entry["floor"] for name, entry in json.loads(FILE.read_text("utf-8"))[section].items()}


def record(section, figures):
    """Writes what was measured beside each floor."""
    document = json.loads(FILE.read_text("utf-8"))
    for name, entry in document[section].items():
        value = figures.get(name.removesuffix("|max"))
        if value is not None:
            entry["measured"] = round(value, 4)
    text = json.dumps(document, indent=2, ensure_ascii=False)
    # One figure a line reads better than four.
    lines = []
    for line in text.replace(": {\n      \"floor\"", ": {\"floor\"").replace(",\n      \"measured\"", ", \"measured\"").split("\n"):
        if line.strip() in ("}", "},") and line.startswith("    ") and not line.startswith("     "):
            lines[-1] += line.strip()
        else:
            lines.append(line)
    FILE.write_text("\n".join(lines) + "\n", "utf-8")


def below(section, figures):
    """The figures that miss their floor, in words; a figure that was not measured misses it."""
    misses = []
    for name, floor in load(section).items():
        value = figures.get(name.removesuffix("|max"))
        is_ceiling = name.endswith("|max")
        if value is None or (value > floor if is_ceiling else value < floor):
            misses.append(f"{name.removesuffix('|max')}: {value}, {'at most' if is_ceiling else 'at least'} {floor}")
    return misses


def binary():
    """The release build."""
    return REPOSITORY / ".build" / "release" / "daybook"
