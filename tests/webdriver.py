"""Firefox and WebKit as Debian has them, told what to do with the commands of WebDriver.

Playwright drives a distribution's Firefox without touch, and no WebKit but its own; Selenium drives Firefox through
geckodriver, which neither Debian nor a wheel brings. So both are asked directly: Firefox through its own socket,
Marionette, and WebKit through WebKitWebDriver.
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Protocol
from urllib.error import HTTPError, URLError
from urllib.request import ProxyHandler, Request, build_opener

LOADED = "document.readyState === 'complete' && document.fonts.status === 'loaded'"
WAIT = 180.0  # seconds that a condition may take on a busy machine
SIZE = {"width": 1200, "height": 900}
PREFERENCES = {
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "dom.w3c_touch_events.enabled": 1,
    "marionette.port": 0,  # any free one
    "network.proxy.socks": "127.0.0.1",  # where nobody listens, so that no other host is reached
    "network.proxy.socks_port": 9,
    "network.proxy.type": 1,
}
PATHS = {
    "NewSession": "session",
    "Navigate": "session/{}/url",
    "Refresh": "session/{}/refresh",
    "ExecuteScript": "session/{}/execute/sync",
    "PerformActions": "session/{}/actions",
    "SetWindowRect": "session/{}/window/rect",
}


class Line(Protocol):
    """Takes a command to a browser."""

    def __call__(self, command: str, **parameters: Any) -> Any:
        """Return what the browser answers."""


def until(ask: Callable[[], Any], what: str) -> Any:
    """Return the first answer that counts as true; fail with what was waited for."""
    end = time.monotonic() + WAIT
    while not (answer := ask()):
        if time.monotonic() > end:
            raise TimeoutError(f"waited {WAIT:g} s for {what}")
        time.sleep(0.05)
    return answer


class Tab:
    """A browser's only tab."""

    def __init__(self, tell: Line, finger: str) -> None:
        """Take a line to a browser; `finger` is what its pages call a pointer that touches."""
        self.tell, self.finger = tell, finger
        tell("SetWindowRect", **SIZE)

    def open(self, address: str) -> None:
        """Go to a page and wait until it is loaded, its fonts too."""
        self.tell("Navigate", url=address)
        self.until(LOADED)

    def reload(self) -> None:
        """Load the page anew, and wait for it; a page that reloads itself goes on answering for a while."""
        self.tell("Refresh")
        self.until(LOADED)

    def ask(self, expression: str) -> Any:
        """Return the value of an expression in the page."""
        return self.tell("ExecuteScript", script=f"return {expression}", args=[])["value"]

    def until(self, expression: str) -> Any:
        """Wait until an expression in the page is true, and return its value."""
        return until(lambda: self.ask(expression), expression)

    def act(self, kind: str, *actions: dict[str, Any], **parameters: str) -> None:
        """Perform actions of one finger or of the keyboard."""
        source = {"type": kind, "id": kind, "parameters": parameters, "actions": actions}
        self.tell("PerformActions", actions=[source])

    def tap(self, element: str) -> None:
        """Touch the middle of an element, an expression in the page."""
        self.ask(f"{element}.scrollIntoView({{ block: 'center', behavior: 'instant' }})")
        box = self.ask(f"{element}.getBoundingClientRect().toJSON()")
        place = {"x": round(box["x"] + box["width"] / 2), "y": round(box["y"] + box["height"] / 2)}
        move = {"type": "pointerMove", "duration": 0, "origin": "viewport", **place}
        self.act(
            "pointer", move, *({"type": f"pointer{way}", "button": 0} for way in ("Down", "Up")), pointerType="touch"
        )

    def press(self, key: str) -> None:
        """Press a key where the focus is."""
        self.act("key", *({"type": f"key{way}", "value": key} for way in ("Down", "Up")))


@contextmanager
def running(command: list[str], **options: Any) -> Iterator[subprocess.Popen[str]]:
    """Run a program, and end it with all that it started."""
    options = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, **options}
    child = subprocess.Popen(command, text=True, start_new_session=True, **options)
    try:
        yield child
    finally:
        os.killpg(child.pid, signal.SIGTERM)
        child.communicate()


def firefox_program() -> str:
    """Return the name of Firefox, which is another where it is the one of Debian."""
    return "firefox-esr" if shutil.which("firefox-esr") else "firefox"


@contextmanager
def firefox() -> Iterator[Tab]:
    """Start Firefox, without a window and with a profile and a home of its own."""
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True)))
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in PREFERENCES.items()]
        (home / "user.js").write_text("".join(lines), "utf-8")
        command = [firefox_program(), "--headless", "--marionette", "--profile", str(home)]
        stack.enter_context(running(command, env={**os.environ, "HOME": str(home)}))
        port = until(lambda: text_of(home / "MarionetteActivePort"), "Firefox")
        server = stack.enter_context(socket.create_connection(("127.0.0.1", int(port)), timeout=WAIT))
        stream = stack.enter_context(server.makefile("rwb"))
        heard(stream)  # its greeting
        yield Tab(marionette(stream), "touch")


def text_of(path: Path) -> str:
    """Return the text of a file, empty where there is none yet."""
    return path.read_text("utf-8") if path.exists() else ""


def heard(stream: Any) -> Any:
    """Read one message: its length, a colon, and JSON."""
    length = b""
    while not length.endswith(b":"):
        length += stream.read(1)
    return json.loads(stream.read(int(length[:-1])))


def marionette(stream: Any) -> Line:
    """Return a line to a Firefox that listens at a socket."""

    def tell(command: str, **parameters: Any) -> Any:
        if command == "ExecuteScript":
            parameters["sandbox"] = None  # the page's own names
        message = json.dumps([0, 1, f"WebDriver:{command}", parameters])
        stream.write(f"{len(message)}:{message}".encode())  # JSON is ASCII, so characters are bytes
        stream.flush()
        _, _, error, answer = heard(stream)
        if error:
            raise RuntimeError(f"{command}: {error['message']}")
        return answer

    tell("NewSession", capabilities={"alwaysMatch": {}})
    return tell


def webkit_programs() -> list[str]:
    """Return the programs that WebKit needs here: its driver and, without a screen, one in memory."""
    return ["WebKitWebDriver", *([] if os.environ.get("DISPLAY") else ["Xvfb"])]


@contextmanager
def webkit() -> Iterator[Tab]:
    """Start WebKit with a home of its own, on a screen in memory where there is no other."""
    with ExitStack() as stack:
        home = stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True))
        environment = {**os.environ, "HOME": home}
        if "DISPLAY" not in environment:
            command = ["Xvfb", "-displayfd", "1", "-screen", "0", "1280x1024x24"]
            screen = stack.enter_context(running(command, stdout=subprocess.PIPE))
            environment["DISPLAY"] = f":{screen.stdout.readline().strip() if screen.stdout else ''}"
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        stack.enter_context(running(["WebKitWebDriver", f"--port={port}"], env=environment))
        line = until(lambda: webdriver(f"http://127.0.0.1:{port}"), "WebKit")
        yield Tab(line, "mouse")  # which is what its driver makes of a finger


def webdriver(address: str) -> Line | None:
    """Return a line to a WebKit whose driver answers at an address, or nothing while it does not."""
    opener = build_opener(ProxyHandler({}))
    session = ""

    def tell(command: str, **parameters: Any) -> Any:
        path = PATHS[command].format(session)
        request = Request(f"{address}/{path}", json.dumps(parameters).encode(), {"Content-Type": "application/json"})
        try:
            with opener.open(request, timeout=WAIT) as answer:
                return json.load(answer)
        except HTTPError as error:
            raise RuntimeError(f"{command}: {error.read().decode()}") from error

    try:
        session = tell("NewSession", capabilities={"alwaysMatch": {}})["value"]["sessionId"]
    except URLError:
        return None
    return tell
