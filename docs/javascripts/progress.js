/** Reading marks and first guesses, kept in this browser and nowhere else. A storage that is full, broken or forbidden costs the memory, never the page. */
const KEY = "downhill";
const CHAPTER = /(\/index\.html|\.html|\/)?$/;
let here = null; // what is kept, also where the browser keeps nothing

/** @returns {{read: string[], guesses: Object<string, string>}} what was kept; what is no such thing counts as nothing */
function kept() {
  if (here) return here;
  let found = null;
  try {
    found = JSON.parse(localStorage.getItem(KEY));
  } catch {}
  const { read, guesses } = Object(found);
  const words = (list) => list.filter((each) => typeof each === "string");
  const pairs = Object.entries(Object(guesses)).filter(([, guess]) => typeof guess === "string");
  return { read: words(Array.isArray(read) ? read : []), guesses: Object.fromEntries(pairs) };
}

/** Keeps a state, shows it everywhere, and notes whether the browser took it. */
function keep(state) {
  try {
    if (state) localStorage.setItem(KEY, JSON.stringify(state));
    else localStorage.removeItem(KEY);
    here = localStorage instanceof Storage ? null : state; // docs/.overrides/main.html puts a stand-in for a forbidden one
  } catch {
    here = state ?? { read: [], guesses: {} };
  }
  show();
}

const pathOf = (link) => new URL(link.href, location).pathname.replace(CHAPTER, "");

/** Marks links to chapters that were read, and choices that were the first guess; the elements below tell the rest. */
function show() {
  const { read, guesses } = kept();
  for (const link of document.querySelectorAll(".md-nav--primary a.md-nav__link, .contents a")) {
    const path = pathOf(link);
    link.classList.toggle("read", read.some((page) => path.endsWith(`/${page}`)));
  }
  for (const choice of document.querySelectorAll("details.choice")) {
    const summary = choice.querySelector("summary");
    summary.classList.toggle("guess", guesses[choice.getAttribute("name")] === summary.textContent.trim());
  }
  for (const element of document.querySelectorAll("read-mark, reading-progress")) element.show?.();
}

/** Tells in a sentence what of it cannot be kept. */
const warning = () => (here ? " This browser keeps nothing, so it is forgotten when you leave." : "");

/** `<read-mark page="descent/momentum">`: a box that marks this chapter as read. */
class ReadMark extends HTMLElement {
  connectedCallback() {
    if (!this.box) {
      const label = this.appendChild(document.createElement("label"));
      this.box = Object.assign(document.createElement("input"), { type: "checkbox" });
      label.append(this.box, " I have read this chapter");
      this.box.addEventListener("change", () => this.mark());
      this.told = this.appendChild(document.createElement("output"));
    }
    show();
  }

  mark() {
    const { read, guesses } = kept();
    const page = this.getAttribute("page");
    const others = read.filter((each) => each !== page);
    keep({ read: this.box.checked ? [...others, page] : others, guesses });
  }

  show() {
    this.box.checked = kept().read.includes(this.getAttribute("page"));
    this.told.textContent = warning();
  }
}

/** `<reading-progress>`: how far the reader is, where to go on, and a way to forget it all. */
class ReadingProgress extends HTMLElement {
  connectedCallback() {
    if (!this.told) {
      this.told = this.appendChild(document.createElement("output"));
      this.button = Object.assign(document.createElement("button"), { type: "button", textContent: "Forget my marks and guesses" });
      this.button.addEventListener("click", () => keep(null));
      this.append(this.button);
    }
    show();
  }

  show() {
    const chapters = [...document.querySelectorAll(".contents a")];
    const read = chapters.filter((link) => link.classList.contains("read")).length;
    const guesses = Object.keys(kept().guesses).length;
    const next = chapters.find((link) => !link.classList.contains("read"));
    this.button.hidden = !read && !guesses;
    this.told.replaceChildren();
    if (!read && !guesses) {
      this.told.append("Mark chapters as read at their end. The marks, and your first guesses, stay in this browser.");
      return;
    }
    const questions = guesses === 1 ? "1 question" : `${guesses} questions`;
    this.told.append(`You have read ${read} of ${chapters.length} chapters and answered ${questions}.${warning()} `);
    if (next) this.told.append("Go on with ", Object.assign(document.createElement("a"), { href: next.href, textContent: next.textContent }), ". ");
  }
}

/** The first choice that a reader opens is the guess; `toggle` does not bubble, so it is caught on the way down. */
document.addEventListener("toggle", ({ target }) => {
  if (!target.matches?.("details.choice") || !target.open) return;
  const { read, guesses } = kept();
  const question = target.getAttribute("name");
  const guess = target.querySelector("summary").textContent.trim();
  if (!(question in guesses)) keep({ read, guesses: { ...guesses, [question]: guess } });
}, true);

addEventListener("storage", show); // marked in another tab
if (!customElements.get("read-mark")) {
  customElements.define("read-mark", ReadMark);
  customElements.define("reading-progress", ReadingProgress);
}
