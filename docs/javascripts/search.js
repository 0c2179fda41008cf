/**
 * Makes the theme's search the book's: holds back its index, most of what a page would load, until the reader goes to
 * search; reads what readers type; gives short answers. It runs before the theme's script, which asks for the index as
 * soon as it starts.
 */
(() => {
  const { open, send } = XMLHttpRequest.prototype;
  const searches = new WeakSet(); // the requests for the index
  /** @type {Promise<void>} */
  const wanted = new Promise((resolve) => {
    const check = ({ target }) => {
      if (target.closest?.(".md-search, [for=__search]") || target.id === "__search") resolve();
    };
    for (const type of ["focusin", "pointerdown", "change"]) addEventListener(type, check, true);
    addEventListener("keydown", ({ key }) => ["f", "s", "/"].includes(key) && resolve(), true);
    if (/[?&][qh]=/.test(location.search)) resolve(); // a question, or what was found is to be marked
  });
  XMLHttpRequest.prototype.open = function (method, address, ...rest) {
    if (String(address).endsWith("search/search_index.json")) searches.add(this);
    return open.call(this, method, address, ...rest);
  };
  XMLHttpRequest.prototype.send = function (...body) {
    if (searches.has(this)) wanted.then(() => send.apply(this, body));
    else send.apply(this, body);
  };

  /** What readers type, and how the book writes it. @type {[RegExp, string][]} */
  const SPELLINGS = [
    [/\blr\b|\bstep-?size\b/g, "learning rate"],
    [/\bwarm ?up\b/g, "warm-up"],
    [/\bmini ?batch/g, "mini-batch"],
    [/\bcrossentropy\b/g, "cross-entropy"],
    [/\bk ?means\b/g, "k-means"],
    [/\b(auto-?grad|auto-?diff)\b/g, "automatic differentiation"],
    [/\b(ema|(exponential )?moving average)\b/g, "exponential moving average"],
    [/\bl2\b/g, "penalty"],
    [/\bregulari[sz]\w*/g, "regularization"],
    [/\br(2|[ -]squared)\b/g, "r²"],
    [/\b(normali[sz]|standardiz)(e[ds]?|ing|ation)\b/g, "standardis$2"],
    [/\b(\w+)isation\b(?<!standardisation)/g, "$1ization"],
    [/\boptimis(er|e)/g, "optimiz$1"],
    [/\bcosine (decay|annealing)/g, "cosine schedule"],
    [/\bneighbor/g, "neighbour"],
    [/\bhyper-parameter/g, "hyperparameter"],
    [/^(work-?sheets?|hand-?outs?|slides?)$/g, "what to hand out"],
  ];

  const SUM = "(loss|cost|error|gradients?|weights?|run)";
  const UP = "(explod|blow|diverg|go(es|ing)? up|grow|increas|ris(es|ing)|huge|too large|infinit)";
  /**
   * What readers see who come with a broken run, and the section about it; the first that fits.
   * @type {[RegExp, string][]}
   */
  const SYMPTOMS = [
    [/\b(val|validation|test)\b.*(\bup\b|increas|ris(es|ing)|worse|grow)/, "Overfitting: following the noise"],
    [RegExp(`\\b${SUM}( \\w+){0,2} ${UP}|${UP}\\w* ${SUM}\\b`), "The rate is too large for these data"],
    [/(?=.*\bnan\b).*(\bafter|\blater?\b|sudden|precision|\bgrad|steps|fp16)/, "A loss that breaks late"],
    [/\b(nan|inf)\b|overflow|training.*(explod|diverg)/, "The rate is too large for these data"],
    [/(loss|error|training).*(slow|creep|plateau|flat|forever)/, "The features are not scaled"],
    [/\bstuck at \d|\b(initial|first|starting) loss\b/, "The recipe for a run, cheap looks first"],
    [/\bspik(e|es|ing)\b/, "The same loop trains large models"],
    [
      /vanish\w*.*\bgradients?\b|\bgradients?\b.*vanish/,
      "A wrong gradient, and labels of other pictures: steps 4 and 5",
    ],
    [/\bzero_?grad/, "Gradients that are never set to zero"],
    [/\b(fp16|bf16|b?float16|grad_?scaler|autocast)\b/, "Short numbers: an update that is lost each time"],
    [/accumulat\w*/, "A large batch on one machine, in parts"],
    [/\bbatch.*(\brate\b|\blr\b)|\brate\b.*\bbatch|(larg|bigg)er batch/, "Linear scaling holds well below the bound"],
    [/(not|n't|never|stops?) (decreas|go(ing)? down|fall|learn|improv|drop)|loss.*stuck/, "From symptom to section"],
    [/(order|shuffl).*(row|data|case|chang|matter|differ)/, "One case is taken for all"],
    [/^(?!.*critical).*\bbatch.?sizes?\b|\bsgd\b.*\bbatch\b/, "A mini-batch is a few cases"],
    [/max_?iter|convergencewarning|(not|n't) converge|how many (step|epoch|iter)/, "The run stops by step count"],
    [/(differ|unlike|not the same|match).*(sklearn|scikit|library|ridge)/, "Sum, mean and half are mixed up"],
    [/adam.*(worse|bad|fail|slow)|compar\w+ optimi|(which|best) optimi/, "All optimizers race at one rate"],
    [
      /\b(saved|loaded|logged)\b(?=.*(loss|weight)).*(differ|other|disagree)/,
      "The loss is from before the last update",
    ],
    [/\bhome-?work\b/, "Homework: how it is handed in, and its key"], // what teachers come with
    [/^(work-?sheets?|hand-?outs?|slides?)$/, "What to hand out"],
  ];
  const COMPOUND = /\b(warm|mini|cross|k)[- ](up|batch|entropy|means)\b/g; // both parts are asked for
  const MOST_LINES = 3; // of a program in an answer
  const FOR_CODE = /\b(from scratch|numpy|python|code|functions?|implement\w*)\b/; // who says so wants a function to keep

  /** What is asked for: the question in the book's words, and the title that answers it. */
  function understood(typed) {
    const plain = typed.toLowerCase().trim();
    const question = SPELLINGS.reduce((text, [word, ours]) => text.replace(word, ours), plain);
    const symptom = SYMPTOMS.find(([words]) => words.test(plain));
    return { question, title: symptom?.[1] ?? question };
  }

  const text = (html) => html.replace(/<[^>]*>/g, "").toLowerCase();
  /** Is this the section that answers: of the title asked for, or the entry of the glossary for a term or for several? */
  const answers = ({ title, location }, asked) =>
    text(title) === asked || (location.includes("glossary") && [`${text(title)}s`, `${text(title)}es`].includes(asked));

  /** Of a program show the lines that were found. */
  const shortened = (html) =>
    html.replace(/<code>(.*?)<\/code>/gs, (whole, code) => {
      const lines = code.split("\n");
      const found = lines.filter((line) => line.includes("<mark>"));
      return lines.length > MOST_LINES ? `<code>${found.slice(0, MOST_LINES).join("\n")}</code>` : whole;
    });

  /** Letters and digits of a text: a function is called warm_up, and its method warm-up. */
  const letters = (words) => words.replace(/[^a-z0-9]/g, "");

  /** Put the section that answers first, with its page, and shorten all. */
  function arrange(items, { question, title }) {
    const asked = title.toLowerCase();
    const code = FOR_CODE.test(question) && letters(question);
    for (const section of items.flat()) {
      const kept = code && section.location.includes("reference/functions/#");
      if (kept && code.includes(letters(text(section.title)))) section.score *= 20;
      section.text = shortened(section.text);
      for (const term of Object.keys(section.terms)) if (!question.includes(term)) delete section.terms[term];
      if (section.location.includes("bibliography")) section.score /= 10; // a source comes after what it is cited for
      if (`${text(section.title)} `.replace(/\W/g, " ").startsWith(`${asked} `)) section.score *= 2;
    }
    const found = items.flat().filter((section) => answers(section, asked));
    const first = found.find(({ location }) => location.includes("glossary")) ?? found[0];
    if (first) first.score = 1 + Math.max(...items.flat().map(({ score }) => score));
    for (const page of items) {
      page.sort((a, b) => b.score - a.score);
      for (const [place, section] of page.entries()) section.score -= place / 1e6; // the theme shows all of the best score
    }
    items.sort((a, b) => b[0].score - a[0].score);
  }

  const [QUERY, RESULT] = [2, 3]; // the theme's kinds of messages
  const Thread = window.Worker;
  /** The theme's worker, which is fetched when a reader goes to search. */
  class Search extends EventTarget {
    asked = { question: "", title: "" };

    constructor(address, options) {
      super();
      const place = new URL(address, location.href); // the page may be another one then
      this.started = wanted.then(() => {
        const worker = new Thread(place, options);
        worker.addEventListener("message", ({ data }) => {
          if (data.type === RESULT) arrange(data.data.items, this.asked);
          this.dispatchEvent(new MessageEvent("message", { data }));
        });
        return worker;
      });
    }

    postMessage(message) {
      if (message.type === QUERY) {
        this.asked = understood(message.data);
        const { question, title } = this.asked;
        const whole = question.replace(/(?<!\S)[a-z]{3,}(?!\S)/g, "$&^2"); // Adam is rather Adam than AdamW
        const data = title === question ? `${question} ${whole}`.replace(COMPOUND, "+$1 +$2") : `${question} ${title}`;
        message = { ...message, data };
      }
      this.started.then((worker) => worker.postMessage(message));
    }
  }
  /** Modules are the book's own workers. */
  const construct = (_, [address, options]) =>
    options?.type === "module" ? new Thread(address, options) : new Search(address, options);
  Object.assign(window, { Worker: new Proxy(Thread, { construct }) });
})();
