"""Packs the built site as one archive, whose pages also work when they are opened as files; `make zip` runs this."""

import json
import posixpath
import re
import sys
import zipfile
from fnmatch import fnmatch
from pathlib import Path
from urllib.parse import unquote

# What only a web server, another language or somebody who debugs the theme asks for
LEFT_OUT = ("404.html", "sitemap.xml*", "*/search-later.js", "assets/javascripts/lunr/*", "*.map")
SEARCH = "search/search_index.json"
SCRIPT = "offline/offline.js"
DOWNLOAD = re.compile(r'href="([^"]+)"')
LINK = re.compile(r'(?<=href=")([^"#?:]+)(?=["#?])')
MODULE = re.compile(r'<script src="([^"]+)" type="module"></script>')
REMOVED = re.compile(
    r'<link rel="preload"[^>]* as="font"[^>]*>'  # refused for a file; the stylesheet gets the font anyway
    r'|"navigation\.instant[.\w]*", '  # asks for the sitemap
    r'|<script src="[^"]*search-later\.js"></script>'  # without a network nothing has to be held back
)


def archived(site: Path) -> dict[str, bytes]:
    """Return what the archive of a built site holds, by its path."""
    paths = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    files = {
        name: path.read_bytes()
        for name, path in paths.items()
        if not any(fnmatch(name, pattern) for pattern in LEFT_OUT)
    }
    for name in [name for name in files if name.endswith(".html")]:
        html = files[name].decode()
        files[name] = page(html, paths[name], site).encode()
        for offered in downloads(html, name) & files.keys():
            contents = json.dumps(files[offered].decode())
            files[f"offline/{offered}.js"] = f"document.currentScript.contents = {contents};\n".encode()
    files[SEARCH] = search_index(files[SEARCH].decode()).encode()
    files[SEARCH.removesuffix("on")] = b"var __index = " + files[SEARCH]  # the name that the theme looks for
    files[SCRIPT] = script(files).encode()
    return files


def page(html: str, path: Path, site: Path) -> str:
    """Return a page that names the index.html of a folder, and whose scripts run from a file too."""

    def named(link: re.Match[str]) -> str:
        folder = (path.parent / unquote(link[1])).is_dir()
        return f"{link[1].rstrip('/')}/index.html" if folder else link[1]

    def imported(tag: re.Match[str]) -> str:
        address = tag[1] if tag[1].startswith(".") else f"./{tag[1]}"
        return f'<script type="module">import "{address}"</script>'

    up = "../" * (len(path.relative_to(site).parts) - 1)
    html = MODULE.sub(imported, LINK.sub(named, REMOVED.sub("", html)))
    return html.replace("</head>", f'<script src="{up}{SCRIPT}"></script></head>', 1)


def downloads(html: str, name: str) -> set[str]:
    """Return the paths of the files that a page offers for download; `name` is the page's own path."""
    links = [DOWNLOAD.search(tag) for tag in re.findall(r"<a [^>]*\bdownload\b[^>]*>", html)]
    return {posixpath.normpath(posixpath.join(name, "..", unquote(link[1]))) for link in links if link}


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
    return f"({Path(__file__).with_suffix('.js').read_text('utf-8')})({scripts});\n"


def pack(files: dict[str, bytes], archive: Path) -> None:
    """Write an archive with one folder of its own name; the same files give the same bytes."""
    draft = archive.with_suffix(".new")
    with zipfile.ZipFile(draft, "w") as packed:
        for name in sorted(files):
            entry = zipfile.ZipInfo(f"{archive.stem}/{name}", (1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            packed.writestr(entry, files[name], compresslevel=9)
    draft.replace(archive)


if __name__ == "__main__":
    pack(archived(Path(sys.argv[1])), Path(sys.argv[2]))
