"""What runs at the host: actions that nobody can change under us, and words that there are."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def steps(workflow: Path) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Return each step of a workflow with its job."""
    jobs = yaml.safe_load(workflow.read_text("utf-8"))["jobs"]
    return [(job, step) for job in jobs.values() for step in job["steps"]]


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_an_action_is_named_by_its_commit_and_says_its_version(workflow: Path) -> None:
    used = re.findall(r"uses: *(.*)", workflow.read_text("utf-8"))
    assert len(used) == sum("uses" in step for _, step in steps(workflow)) > 0
    assert [each for each in used if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40}  # v\d+\.\d+\.\d+", each)] == []


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_says_words_of_the_makefile(workflow: Path) -> None:
    words = set(re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    said = set()
    for job, step in steps(workflow):
        for word in re.findall(r"^make (\S+|\$\{\{ matrix\.word \}\})", step.get("run", ""), re.MULTILINE):
            said |= set(job["strategy"]["matrix"]["word"]) if word.startswith("$") else {word}
    assert said - words == set()
    assert said or any(step.get("run") == ".ci/run" for _, step in steps(workflow))


def test_what_is_published_is_what_was_tested_and_a_deploy_is_never_cut() -> None:
    book = yaml.safe_load((ROOT / ".github" / "workflows" / "book.yml").read_text("utf-8"))
    test = [step.get("run") or step["uses"].partition("@")[0] for step in book["jobs"]["test"]["steps"]]
    assert test.index(".ci/run") < test.index("actions/upload-pages-artifact")
    after = [run for run in test[test.index(".ci/run") + 1 :] if not run.startswith("actions/")]
    assert after == ["make pdf"]  # from the site that was tested; it looks through what it printed
    assert test.index("make pdf") < test.index("actions/upload-pages-artifact")
    assert "test" in book["jobs"]["deploy"]["needs"]
    assert book["jobs"]["deploy"]["concurrency"]["cancel-in-progress"] is False
    assert book["concurrency"]["cancel-in-progress"] == "${{ github.event_name == 'pull_request' }}"
    lines = (ROOT / ".ci" / "run").read_text("utf-8").splitlines()
    made = [re.sub(r"#.*", "", line).strip() for line in lines if re.search(r"^(?!#).*\bmake\b", line)]
    assert [line.rpartition("make ")[2] for line in made] == ["live", "test-all"]
