/** The page around the picture; its colours are the picture's. */
export const pageStyle = /* css */ `
* { box-sizing: border-box; }
html, body { height: 100%; }
body { margin: 0; display: flex; flex-direction: column; background: var(--ground); color: var(--ink);
  font: 14px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "DejaVu Sans", sans-serif; }
header { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 16px; padding: 12px 20px; background: var(--surface); border-bottom: 1px solid var(--line); }
h1 { margin: 0; font-size: 17px; } h1 small { margin-left: 8px; color: var(--quiet); font-weight: 400; font-size: 13px; }
.counts { display: flex; gap: 12px; margin: 0; padding: 0; list-style: none; font-weight: 600; font-size: 13px; }
.error { color: var(--error); } .warning { color: var(--warning); } .info { color: var(--info); } .ok { color: var(--ok); }
.tools { margin-left: auto; display: flex; align-items: center; gap: 8px; }
#found { color: var(--quiet); font-size: 13px; min-width: 5em; text-align: right; }
input, button { font: inherit; color: inherit; background: var(--surface); border: 1px solid var(--line); border-radius: 7px; padding: 5px 11px; }
input { width: 260px; background: var(--ground); } button { cursor: pointer; } button:hover { border-color: var(--quiet); }
:focus-visible { outline: 2px solid var(--info); outline-offset: 2px; }
main { flex: 1; min-height: 0; display: flex; flex-direction: column; }
#map { flex: 0 1 auto; min-height: 0; overflow: auto; }
#map > svg { display: block; height: auto; margin: 0 auto; }
#panel { flex: 1 0 24vh; height: 24vh; overflow: auto; padding: 16px 24px; background: var(--surface); border-top: 1px solid var(--line); }
#panel .head { display: flex; align-items: baseline; gap: 12px; margin-bottom: 12px; }
#panel h2 { margin: 0; font-size: 16px; overflow-wrap: anywhere; }
#panel .kind { font-size: 11px; letter-spacing: .05em; text-transform: uppercase; color: var(--quiet); }
#panel .hint { color: var(--quiet); } #panel .back { margin-left: auto; padding: 3px 10px; }
#panel dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(260px, 1fr)); gap: 10px 24px; margin: 0 0 16px; }
#panel dt { color: var(--quiet); font-size: 12px; }
#panel dd { margin: 0; overflow-wrap: anywhere; font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: 12.5px; }
.findings { display: grid; grid-template-columns: repeat(auto-fill, minmax(340px, 1fr)); gap: 10px; align-items: start; }
.finding { display: block; text-align: left; padding: 9px 12px; border-left: 3px solid currentColor; }
.finding b { display: block; font-size: 12px; } .finding span { color: var(--ink); font-size: 13px; overflow-wrap: anywhere; }
.finding small { display: block; color: var(--quiet); }
.topology [data-node], .topology [data-number] { cursor: pointer; outline: none; }
.topology .card:hover > .box, .topology .card:focus-visible > .box { stroke: var(--info); stroke-width: 2; }
.topology .chip:hover > rect { stroke: var(--info); stroke-width: 1.5; }
.topology .chosen > .box, .topology .chosen > rect { stroke: var(--info); stroke-width: 2.5; stroke-dasharray: none; }
.topology.lit [data-from]:not(.on) { opacity: .15; } .topology.lit .card:not(.on) { opacity: .35; }
.topology.lit .edge.on { stroke-width: 2.6; }
.topology .chip.miss { opacity: .18; } .topology .card.miss > .box, .topology .card.miss > text, .topology .card.miss > .mark { opacity: .3; }
`;
