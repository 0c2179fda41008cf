"""Puts the scripts that every simulation needs into one: they come in one request, and are packed better together.

A source stays a module of its own. In the site the last of `CORE` holds them all, and who imports one imports that one.
"""

import posixpath
import re
from collections import defaultdict

CORE = [f"simulations/{name}.js" for name in ("kernel/words", "kernel/path", "chart", "stage")]  # in the order of needs
IMPORT = re.compile(r'^import \{([^}]*)\} from "([^"]+)";\n', re.MULTILINE)
NAMED = re.compile(r"^(?:export )?(?:async )?(?:function\*?|class|const|let) (\w+|\[[^\]]*\])", re.MULTILINE)


def together(scripts: dict[str, str]) -> dict[str, str]:
    """Return the scripts of the site by path, those of `CORE` in the last of these."""
    if not set(CORE) <= set(scripts):
        return scripts
    taken: dict[str, str] = {}  # who gave a name to what
    for path in CORE:
        for name in (word for found in NAMED.findall(scripts[path]) for word in re.findall(r"\w+", found)):
            if name in taken:
                raise ValueError(f"docs/{path}: {taken[name]} has something called {name} too")
            taken[name] = path
    needs: defaultdict[str, list[str]] = defaultdict(list)
    bodies = [rest(scripts[path], path, needs) for path in CORE]
    needs.pop(CORE[-1], None)
    found = {CORE[-1]: imports(needs, CORE[-1]) + "".join(bodies)}
    for path, text in scripts.items():
        if path not in CORE:
            needs = defaultdict(list)
            body = rest(text, path, needs)
            found[path] = imports(needs, path) + body
    return found


def rest(text: str, path: str, needs: defaultdict[str, list[str]]) -> str:
    """Return a script without what it imports by name, which goes to `needs`, by who gives it."""

    def take(found: re.Match[str]) -> str:
        """Keep the names of one import, and return nothing in its place."""
        source = posixpath.normpath(posixpath.join(posixpath.dirname(path), found[2]))
        names = [name.strip() for name in found[1].split(",") if name.strip()]
        kept = needs[CORE[-1] if source in CORE else source]
        kept += [name for name in names if name not in kept]
        return ""

    return IMPORT.sub(take, text)


def imports(needs: dict[str, list[str]], path: str) -> str:
    """Return what a script imports, as its first lines."""
    lines = []
    for source, names in needs.items():
        address = posixpath.relpath(source, posixpath.dirname(path) or ".")
        address = address if address.startswith(".") else f"./{address}"
        lines.append(f'import {{ {", ".join(names)} }} from "{address}";\n')
    return "".join(lines)
