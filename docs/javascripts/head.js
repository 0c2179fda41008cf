/**
 * The head of a chapter: First reading, which folds what is not Foundation to one line a section. The choice is kept in
 * this browser; main.html applies it before anything is seen. And old addresses of sections, which lead on.
 */
import { BookElement, button, define } from "./element.js";

const KEY = "downhill-reading";
const page = document.documentElement;
const isFirst = () => page.classList.contains("first-reading");

/** Begin or end a first reading, and keep the choice where the browser keeps anything. */
function choose(first) {
  page.classList.toggle("first-reading", first);
  try {
    if (first) localStorage.setItem(KEY, "first");
    else localStorage.removeItem(KEY);
  } catch {
    // a storage that is full costs the memory, never the page
  }
  for (const each of document.querySelectorAll("first-reading, later-part")) {
    if (each instanceof FirstReading || each instanceof LaterPart) each.show();
  }
}

/** `<first-reading>`: the switch, which the page has with its words, so that its line has its height from the first. */
class FirstReading extends BookElement {
  /** @type {HTMLInputElement} */
  box = this.querySelector("input");

  connected(signal) {
    this.box.addEventListener("change", () => choose(this.box.checked), { signal });
    this.show();
  }

  show() {
    this.box.checked = isFirst();
  }
}

/** `<later-part>`: a section that a first reading folds. It opens on request, and where a link or a search leads in. */
class LaterPart extends BookElement {
  press = Object.assign(
    button("", () => this.unfold(!this.open)),
    { className: "unfold" },
  );

  /** Whether it is open although this is a first reading. */
  get open() {
    return this.hasAttribute("open");
  }

  connected(signal) {
    const heading = this.querySelector("h2");
    this.press.setAttribute("aria-describedby", heading.id);
    this.querySelector(".level").after(this.press);
    addEventListener("hashchange", () => this.follow(location), { signal });
    addEventListener("click", ({ target }) => target instanceof Element && this.follow(target.closest("a")), {
      signal,
    });
    this.addEventListener("beforematch", () => this.unfold(true), { signal });
    this.show();
    this.follow(location);
  }

  /** Open it where an address leads into it; behind a question mark stands the state of a simulation. */
  follow(address) {
    const here = address?.hash && address.pathname === location.pathname;
    const place = here && document.getElementById(decodeURIComponent(address.hash.slice(1)).split("?")[0]);
    if (!isFirst() || this.open || !place || !this.contains(place)) return;
    this.unfold(true);
    place.scrollIntoView();
  }

  unfold(open) {
    this.toggleAttribute("open", open);
    this.show();
  }

  show() {
    const folded = isFirst() && !this.open;
    const inside = this.querySelector(".later");
    if (folded)
      inside.setAttribute("hidden", "until-found"); // the browser's own search sees it
    else inside.removeAttribute("hidden");
    this.press.textContent = folded ? "Open" : "Fold";
    this.press.setAttribute("aria-expanded", String(!folded));
  }
}

/** `<moved-sections>`: links to sections that were on this page once; an old address of one leads on to it. */
class MovedSections extends BookElement {
  connected(signal) {
    addEventListener("hashchange", () => this.follow(), { signal });
    this.follow();
  }

  follow() {
    const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (place instanceof HTMLAnchorElement && this.contains(place)) location.replace(place.href);
  }
}

define("moved-sections", MovedSections);
define("first-reading", FirstReading);
define("later-part", LaterPart);
