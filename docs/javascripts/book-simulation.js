/**
 * Puts a simulation in its place when that comes near the view, and ends it when the reader leaves. The place holds the
 * specification of the controls, which the build took from docs/simulations/<name>.json, and a still picture.
 */
class BookSimulation extends HTMLElement {
  connectedCallback() {
    this.near = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && this.open(), { rootMargin: "400px" });
    this.near.observe(this);
    this.followed = () => location.hash.startsWith(`#${this.getAttribute("name")}?`) && this.show();
    addEventListener("hashchange", this.followed);
    this.followed();
  }

  disconnectedCallback() {
    this.near.disconnect();
    removeEventListener("hashchange", this.followed);
    this.stage?.end();
    this.stage = undefined;
  }

  /** A link led here: come into view in the state that it speaks of. */
  async show() {
    await this.open();
    this.stage?.open(location.hash);
    this.scrollIntoView({ block: "nearest" });
  }

  open() {
    this.near.disconnect();
    return (this.opening ??= this.build());
  }

  async build() {
    const name = this.getAttribute("name");
    try {
      const at = new URL(`../simulations/`, import.meta.url);
      const [{ Stage }, { default: simulation }] = await Promise.all([import(new URL("stage.js", at)), import(new URL(`${name}.js`, at))]);
      if (this.isConnected) this.stage = new Stage(this, JSON.parse(this.dataset.spec), simulation);
    } catch (error) {
      const note = document.createElement("p");
      note.textContent = `This simulation could not be loaded (${error.message}).`;
      this.append(note);
    }
  }
}

/** A link to a state of a simulation on this page: no navigation, and nothing for the theme to load anew. */
document.addEventListener(
  "click",
  (event) => {
    const link = event.target.closest?.("a.see");
    const place = link?.pathname === location.pathname && document.querySelector(`book-simulation[name="${link.hash.slice(1).split("?")[0]}"]`);
    if (!place || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    history.replaceState(history.state, "", link.hash);
    place.show();
  },
  true,
);

if (!customElements.get("book-simulation")) customElements.define("book-simulation", BookSimulation);
