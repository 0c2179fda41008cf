"""Variants to hand out, `make variants`: starters, solutions and a list of answers, each verified before it is written.

The folder holds what the last command made, and is replaced as a whole: one variant that is wrong, and it stays.
"""

import csv
import io
import multiprocessing
import os
import re
import shutil
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from downhill import projects, variants
from downhill.files import write
from downhill.solved import Trial

FOLDER = "variants"
COLUMNS = ("task", "seed", "changed", "prints")


def of_range(text: str) -> range:
    """Return the seeds that `17` or `1..30` names. Raises ValueError."""
    found = re.fullmatch(r"(\d+)(?:\.\.(\d+))?", text)
    first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
    if not 1 <= first <= last <= variants.LAST:
        raise ValueError(f"SEEDS is a number, or a range such as 1..30, from 1 to {variants.LAST}, not {text!r}")
    return range(first, last + 1)


def verified(
    root: Path, seeds: range, everything: bool, source: Path
) -> tuple[list[str], dict[str, str], list[list[str]]]:
    """Return what is wrong with the variants of a task, their files, and their rows of the list of answers."""
    wrong: list[str] = []
    made: dict[str, str] = {}
    rows: list[list[str]] = []
    try:
        trial = Trial(rule := variants.Rule.read(root, source), seeds[-1])
        for seed in seeds:
            wrong += [f"seed {seed}: {text}" for text in trial.complaints(seed, everything)]
            solution, texts = trial.source(seed), trial.texts[seed - 1]
            place = f"{rule.task}/{seed:03}"
            made |= {f"{place}.py": projects.starter(solution), f"{place}-key.py": solution}
            kept = zip(texts.items(), rule.shown(texts), strict=True)
            changed = "; ".join(f"{was} → {now}" for (was, now), shown in kept if shown and was != now)
            rows.append([rule.task, str(seed), changed, trial.solved(seed).printed.rstrip()])
        wrong += trial.twins([*seeds])
    except variants.RuleError as error:
        wrong.append(str(error))
    return wrong, made, rows


def make(root: Path, seeds: str, only: str, everything: bool) -> int:
    """Write variants of the tasks with a word in their name; return how many faults there are: then none is written."""
    try:
        asked = of_range(seeds)
        tasks = {variants.name_of(root, source): source for source in variants.with_rules(root)}
        tasks = {task: source for task, source in tasks.items() if only in task}
        if not tasks:
            raise ValueError(f"no task with variants has {only!r} in its name")
    except ValueError as error:
        print(error)
        return 1
    draft, listed, found = root / ".cache" / f"{FOLDER}.{os.getpid()}", io.StringIO(), 0
    table = csv.writer(listed, lineterminator="\n")
    table.writerow(COLUMNS)
    with ProcessPoolExecutor(mp_context=multiprocessing.get_context("fork")) as pool:
        said = pool.map(partial(verified, root, asked, everything), tasks.values())
        for task, (wrong, made, rows) in zip(tasks, said, strict=True):
            found += len(wrong)
            print("\n".join(f"{task}: {text}" for text in wrong) or f"{task}: {len(asked)} verified", flush=True)
            table.writerows(rows)
            for name, content in made.items():
                write(draft / name, content)
    if not found:
        write(draft / "keys.csv", listed.getvalue())
        shutil.rmtree(root / FOLDER, ignore_errors=True)
        draft.rename(root / FOLDER)
        print(f"{len(tasks) * len(asked)} variants of {len(tasks)} tasks are in {FOLDER}/, their answers in keys.csv")
    shutil.rmtree(draft, ignore_errors=True)
    return found
