"""Puts scripts of the simulations together that are never needed apart, and keeps what is their own to themselves.

A source stays a module of its own. In the site the last of those that belong together holds them all, and who imports
one imports that one: they come in one request, and are packed better together. What a script does not export is in a
function, so that its names can be made short, and the numbers that it names are written in their places. Styles lose
their comments and blanks.
"""

import posixpath
import re
from collections import defaultdict

import minify

# In the order of needs: what every simulation needs, landscapes and who walks on them, and what one alone needs
TOGETHER = [
    ["kernel/words", "kernel/path", "chart", "stage"],
    ["kernel/landscapes", "kernel/optimizers"],
    ["kernel/clusters", "two-ways-to-learn-quiz", "two-ways-to-learn"],
    ["kernel/houses", "move-w"],
    ["kernel/lenders", "threshold"],
    ["kernel/losses", "pull"],
    ["surface", "descent"],
    ["kernel/polynomials", "fit-and-generalise"],
]
FOLDER = "simulations/"
HOLDERS = {f"{FOLDER}{name}.js": f"{FOLDER}{group[-1]}.js" for group in TOGETHER for name in group}
IMPORT = re.compile(r'^import \{([^}]*)\} from "([^"]+)";\n', re.MULTILINE)
LATER = re.compile(r'(?<=\bimport\(")([^"]+)(?="\))')
EXPORT = re.compile(
    r"^export (default )?((?:async )?(?:function\*?|class|const) (\w+|[\[{][^\]}]*[\]}]))", re.MULTILINE
)
NAMED = re.compile(
    r"^(?:export (?:default )?)?(?:async )?(?:function\*?|class|const|let) (\w+|\[[^\]]*\]|\{[^}]*\})", re.MULTILINE
)

VALUE = r"-?\d[\d._e-]*"
NUMBER = re.compile(rf"^const ([A-Z]\w*) = ({VALUE});.*\n", re.MULTILINE)
NUMBERS = re.compile(rf"^const \[([A-Z]\w*(?:, [A-Z]\w*)*)\] = \[({VALUE}(?:, {VALUE})*)\];.*\n", re.MULTILINE)


def served(scripts: dict[str, str]) -> dict[str, str]:
    """Return the scripts of the site by path, as readers load them."""
    return {path: minified(text) for path, text in together(scripts).items()}


def minified(script: str) -> str:
    """Return a script as readers load it, about half as long: no comments, and short names for its own things."""
    return f"{minify.string('application/javascript', script)}\n"


def packed(style: str) -> str:
    """Return a style sheet as readers load it, a third shorter: no comments, and no more blanks than it needs."""
    bare = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
    return re.sub(r" ?([{};]) ?", r"\1", re.sub(r"\s+", " ", bare)).strip()


def holder(name: str) -> str:
    """Return the name of the script of the site that holds a source of the simulations, both without folder and end."""
    path = f"{FOLDER}{name}.js"
    return HOLDERS.get(path, path).removeprefix(FOLDER).removesuffix(".js")


def together(scripts: dict[str, str]) -> dict[str, str]:
    """Return the scripts of the site by path; raises ValueError where two that come together share a name."""
    found: dict[str, str] = {}
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for path in [*(path for path in HOLDERS if path in scripts), *(path for path in scripts if path not in HOLDERS)]:
        groups[HOLDERS.get(path, path)].append(path)
    for path, group in groups.items():
        needs: defaultdict[str, list[str]] = defaultdict(list)
        own = spelled if path.startswith(FOLDER) else str
        bodies = [rest(own(scripts[each]), each, needs) for each in group]
        taken: dict[str, str] = {}  # who gave a name to what
        needs.pop(path, None)
        outside = [(name.split(" as ")[-1], "an import") for names in needs.values() for name in names]
        inside = [(word, each) for each in group for word in named(scripts[each])]
        for name, giver in [*outside, *inside]:
            if name in taken:
                raise ValueError(f"docs/{giver}: {taken[name]} has something called {name} too")
            taken[name] = giver
        body = "".join(bodies)
        found[path] = imports(needs, path) + (closed(body) if path.startswith(FOLDER) else body)
    return found


def spelled(script: str) -> str:
    """Return a script with its numbers in place of the names that it alone gives them: NEAR where it says 30."""
    numbers = dict(NUMBER.findall(script))
    for names, values in NUMBERS.findall(script):
        numbers |= zip(names.split(", "), values.split(", "), strict=True)
    bare = NUMBERS.sub("", NUMBER.sub("", script))
    for name, value in numbers.items():
        bare = re.sub(rf"(?<![\w.\"]){name}(?![\w\"])", f"({value})", bare)
    return bare


def named(script: str) -> list[str]:
    """Return the names that a script gives to what is its own."""
    return [word for found in NAMED.findall(script) for word in re.findall(r"\w+", found)]


def closed(script: str) -> str:
    """Return a script without imports as a function that is called at once and returns what the script exports."""
    first, names = "", []

    def take(found: re.Match[str]) -> str:
        """Keep the names of what is exported, and return it without that word."""
        nonlocal first
        words = re.findall(r"\w+", found[3])
        names.extend(words)
        if found[1]:
            [first] = words
        return found[2]

    body = EXPORT.sub(take, script)
    if {*names} == {*named(script)}:
        return script
    if names == [first]:
        return f"export default (() => {{\n{body}return {first};\n}})();\n"
    listed = ", ".join(names)
    given = f"[{listed}] = (() => {{\n{body}return [{listed}];\n}})();\n"
    if not first:
        return f"export const {given}"
    outside = ", ".join(f"{each} as default" if each == first else each for each in names)
    return f"const {given}export {{ {outside} }};\n"


def rest(text: str, path: str, needs: defaultdict[str, list[str]]) -> str:
    """Return a script without what it imports by name, which goes to `needs`, by who gives it."""

    def at(address: str) -> str:
        """Return who holds what an address leads to."""
        source = posixpath.normpath(posixpath.join(posixpath.dirname(path), address))
        return HOLDERS.get(source, source)

    def take(found: re.Match[str]) -> str:
        """Keep the names of one import, and return nothing in its place."""
        names = [name.strip() for name in found[1].split(",") if name.strip()]
        kept = needs[at(found[2])]
        kept += [name for name in names if name not in kept]
        return ""

    return LATER.sub(lambda found: relative(at(found[1]), path), IMPORT.sub(take, text))


def relative(source: str, path: str) -> str:
    """Return the address of a script as another one imports it."""
    address = posixpath.relpath(source, posixpath.dirname(path) or ".")
    return address if address.startswith(".") else f"./{address}"


def imports(needs: dict[str, list[str]], path: str) -> str:
    """Return what a script imports, as its first lines."""
    lines = [f'import {{ {", ".join(names)} }} from "{relative(source, path)}";\n' for source, names in needs.items()]
    return "".join(lines)
