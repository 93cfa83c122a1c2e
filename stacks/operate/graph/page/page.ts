/** The page: loads the picture, searches it, and applies changes from its server. */

function load(): void {
  data = JSON.parse(one("#data").textContent ?? "") as Data;
  svg = one("#map > svg");
  parts = [...svg.querySelectorAll<SVGElement>("[data-node], [data-number]")];
  edges = [...svg.querySelectorAll<SVGElement>("[data-from]")];
  for (const part of parts) {
    part.addEventListener("click", (event) => {
      event.stopPropagation();
      show(keyOf(part));
    });
    part.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") show(keyOf(part));
    });
  }
  svg.addEventListener("click", clear);
  zoom(scaleWished);
  cards = measured();
  const selected = chosen;
  if (search.value !== "") mark();
  if (selected !== undefined && data.items[selected]) show(selected);
  else clear();
}

const wanted = () => search.value.trim().toLowerCase();

/** Marks what matches the search, and returns it: numbers, or cards if no number matches. */
function mark(): SVGElement[] {
  const hits = parts.filter((part) => {
    const item = data.items[keyOf(part)];
    const text = `${item?.kind} ${item?.title} ${item?.health} ${item?.fields.flat().join(" ")}`.toLowerCase();
    const isHit = text.includes(wanted());
    part.classList.toggle("miss", !isHit);
    return isHit;
  });
  const numbers = hits.filter((part) => part.hasAttribute("data-number"));
  return numbers.length > 0 ? numbers : hits;
}

/** Goes to the first match, or to the next one. */
function find(next = false): void {
  const hits = mark();
  const at = next ? hits.findIndex((part) => keyOf(part) === chosen) + 1 : 0;
  const match = wanted() === "" ? undefined : hits[at % hits.length];
  const place = match ? `${hits.indexOf(match) + 1} of ${hits.length}` : "No match";
  one("#found").textContent = wanted() === "" ? "" : place;
  if (match) show(keyOf(match), true);
  else clear();
}

search.addEventListener("input", () => find());
search.addEventListener("keydown", (event) => event.key === "Enter" && find(true));
document.addEventListener("keydown", (event) => event.key === "Escape" && clear());

// The server's events: the picture changed, or it could not be read.

/** Shows when the clouds were read, in the reader's time zone. */
function showTime(): void {
  const time = one<HTMLTimeElement>("time");
  const style = document.body.dataset.live ? "medium" : "short";
  time.textContent = new Date(time.dateTime).toLocaleString([], { dateStyle: "medium", timeStyle: style });
}

/** Replaces the picture with the server's, and keeps the selection, the search and the scroll position. */
async function update(): Promise<void> {
  const answer = await fetch(location.href);
  const next = new DOMParser().parseFromString(await answer.text(), "text/html");
  const isSame = next.querySelector("#data")?.textContent === one("#data").textContent;
  const [left, top] = [map.scrollLeft, map.scrollTop];
  for (const selector of isSame ? ["time"] : ["time", "#map > svg", "#data", ".counts"]) {
    const fresh = next.querySelector(selector);
    if (fresh) one(selector).replaceWith(document.adoptNode(fresh));
  }
  showTime();
  if (isSame) return;
  load();
  map.scrollTo(left, top);
}

function listen(url: string): void {
  const changes = new EventSource(url);
  const say = (text: string) => (one("#live").textContent = text);
  changes.addEventListener("open", () => say("live"));
  changes.addEventListener("picture", () => void update().then(() => say("live")));
  changes.addEventListener("problem", (event) => say(`not refreshed: ${(event as MessageEvent<string>).data}`));
  changes.addEventListener("error", () => say("not refreshed: arkenos graph --serve does not answer"));
}

function resize(wished?: number): void {
  scaleWished = wished;
  zoom(wished);
  place();
}

one("#fit").addEventListener("click", () => resize());
one("#full").addEventListener("click", () => resize(1));
window.addEventListener("resize", () => resize(scaleWished));
map.addEventListener("scroll", () => requestAnimationFrame(place));
showTime();
load();
if (document.body.dataset.live) listen(document.body.dataset.live);
