"""Packs the built site as one archive, whose pages also work when they are opened as files: `make zip`."""

import json
import posixpath
import re
from fnmatch import fnmatch
from pathlib import Path
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser

from downhill import live
from downhill.export import formerly
from downhill.files import packed, write
from downhill.metadata import ARCHIVE, VOLUME
from downhill.theme import element

# The archive itself; what only a web server, another language or somebody who debugs the theme asks for
LEFT_OUT = (ARCHIVE, VOLUME, "live/*", "404.html", "sitemap.xml*", "assets/javascripts/lunr/*", "*.map")
PLOTLY = "live/plotly-*.zip"  # of all that runs programs the one file that no other site has
SEARCH = "search/search_index.json"
SCRIPT = "offline/offline.js"


def archived(site: Path) -> dict[str, bytes]:
    """Return what the archive of a built site holds, by its path."""
    paths = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    kept = [name for name in paths if not any(fnmatch(name, pattern) for pattern in LEFT_OUT) or fnmatch(name, PLOTLY)]
    files = {name: paths[name].read_bytes() for name in kept}
    files = {name: content for name, content in files.items() if formerly.MARK not in content}
    for name in [name for name in files if name.endswith(".html")]:
        tree = LexborHTMLParser(files[name].decode())
        for template in tree.css("template"):
            template.decompose()  # for a frame in another page, of which the archive has none
        for link in tree.css("a[download][href], [data-concepts]"):
            address = link.attributes.get("href") or link.attributes.get("data-concepts") or ""
            offered = posixpath.normpath(posixpath.join(name, "..", unquote(address)))
            if offered in files and not offered.endswith(".zip"):  # which a browser saves from a file, too
                contents = json.dumps(files[offered].decode())
                files[f"offline/{offered}.js"] = f"document.currentScript.contents = {contents};\n".encode()
        from_file(tree, paths[name].parent, "../" * name.count("/"))
        files[name] = f"{tree.html}\n".encode()
    if live.MANIFEST in files:
        files[live.MANIFEST] = live.elsewhere(files[live.MANIFEST].decode()).encode()
    files[SEARCH] = search_index(files[SEARCH].decode()).encode()
    files[SEARCH.removesuffix("on")] = b"var __index = " + files[SEARCH]  # the name that the theme looks for
    files[SCRIPT] = script(files).encode()
    return files


def from_file(tree: LexborHTMLParser, folder: Path, up: str) -> None:
    """Change a page, which stands in `folder`, so that it works as a file; `up` leads to the root."""
    for each in tree.css("[href]"):
        name = "href" if "href" in each.attributes else "xlink:href"  # in a drawing
        path, mark, rest = re.split(r"([?#:]|$)", each.attributes[name] or "", maxsplit=1)
        if path and mark != ":" and (folder / unquote(path)).is_dir():
            each.attrs[name] = f"{path.rstrip('/')}/index.html{mark}{rest}"
    for each in tree.css("link[rel=preload][as=font]"):
        each.decompose()  # refused for a file, and the stylesheet gets it anyway
    for module in tree.css("script[type=module][src]"):
        address = module.attributes["src"] or ""
        address = address if address.startswith(".") else f"./{address}"
        module.replace_with(element(f'<script type="module">import "{address}"</script>', "script"))
    if settings := tree.css_first("script#__config"):
        read = json.loads(settings.text())
        read["features"] = [each for each in read["features"] if not each.startswith("navigation.instant")]
        written = json.dumps(read, ensure_ascii=False).replace("</", "<\\/")
        settings.replace_with(element(f'<script id="__config" type="application/json">{written}</script>', "script"))
    if head := tree.head:
        head.insert_child(element(f'<script src="{up}{SCRIPT}"></script>', "script"))


def search_index(text: str) -> str:
    """Return the search index with the index.html of each folder named."""
    index = json.loads(text)
    for entry in index["docs"]:
        address, mark, anchor = entry["location"].partition("#")
        entry["location"] = f"{address}index.html{mark}{anchor}"
    return json.dumps(index, ensure_ascii=False, separators=(",", ":"))


def script(files: dict[str, bytes]) -> str:
    """Return what every page loads: offline.js, called with the text of the modules and of the search worker."""
    own = [name for name in files if re.fullmatch(r"(javascripts|simulations)/.*(?<!\.min)\.js", name)]
    workers = [name for name in files if fnmatch(name, "assets/javascripts/workers/*.js")]
    scripts = json.dumps({name: files[name].decode() for name in sorted(own + workers)}, ensure_ascii=False)
    called = Path(__file__).with_suffix(".js").read_text("utf-8").rstrip().removesuffix(";")
    return f"({called})({scripts});\n"


def pack(files: dict[str, bytes], archive: Path) -> None:
    """Write an archive with one folder of its own name; the same files give the same bytes."""
    write(archive, packed({f"{archive.stem}/{name}": content for name, content in files.items()}))
