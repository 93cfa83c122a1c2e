/** The style of the page around the picture. It shares the picture's colors. */
export const pageStyle = /* css */ `
* { box-sizing: border-box; }
html, body { height: 100%; }
body { margin: 0; display: flex; flex-direction: column; background: var(--ground); color: var(--ink);
  font: 14px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "DejaVu Sans", sans-serif; }
header { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 16px; padding: 10px 20px; background: var(--surface); border-bottom: 1px solid var(--line); }
h1 { margin: 0; font-size: 17px; } h1 small { margin-left: 8px; color: var(--quiet); font-weight: 400; font-size: 13px; }
.read { margin: 0; color: var(--quiet); font-size: 12px; } #live:not(:empty)::before { content: " · "; }
.counts { order: 1; width: 100%; display: flex; flex-wrap: wrap; gap: 0 14px; margin: 0; padding: 0; list-style: none; font-weight: 600; font-size: 13px; }
.error { color: var(--error); } .warning { color: var(--warning); } .info { color: var(--info); } .ok { color: var(--ok); }
.tools { margin-left: auto; display: flex; align-items: center; gap: 8px; }
#found { color: var(--quiet); font-size: 13px; }
input, button { font: inherit; color: inherit; background: var(--surface); border: 1px solid var(--line); border-radius: 7px; padding: 5px 11px; }
input { width: 260px; background: var(--ground); } button { cursor: pointer; } button:hover { border-color: var(--quiet); }
:focus-visible { outline: 2px solid var(--info); outline-offset: 2px; }
main { flex: 1; min-height: 0; display: flex; flex-direction: column; }
#map { flex: 0 1 auto; min-height: 0; overflow: auto; outline: none; }
#map > svg { display: block; height: auto; margin: 0 auto; }
#panel { flex: 1 0 26vh; height: 26vh; overflow: auto; padding: 16px 24px; background: var(--surface); border-top: 1px solid var(--line); }
#panel .head { display: flex; align-items: baseline; gap: 12px; margin-bottom: 12px; }
#panel h2 { margin: 0; font-size: 16px; overflow-wrap: anywhere; }
#panel .kind { font-size: 11px; letter-spacing: .05em; text-transform: uppercase; color: var(--quiet); }
#panel .hint { color: var(--quiet); } #panel .back { margin-left: auto; padding: 3px 10px; }
a { color: var(--info); } .console::after { content: " ↗"; }
.route { display: flex; flex-wrap: wrap; align-items: stretch; gap: 6px 0; margin: 0 0 14px; padding: 0; list-style: none; }
.route li { display: flex; align-items: center; } .route li + li::before { content: "→"; padding: 0 8px; color: var(--quiet); }
.step { text-align: left; border-left: 3px solid currentColor; padding: 3px 10px; border-radius: 5px; }
.step small { display: block; color: var(--quiet); font-size: 11px; } .step span { color: var(--ink); font-weight: 600; font-size: 12.5px; overflow-wrap: anywhere; }
.unknown { color: var(--unknown); }
.copy { margin-left: 8px; padding: 0 7px; font: 11px system-ui, sans-serif; color: var(--quiet); opacity: 0; }
dl > div:hover .copy, .copy:focus-visible { opacity: 1; } @media (hover: none) { .copy { opacity: 1; } }
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
.topology .chip.miss { opacity: .3; } .topology.lit .chip.miss:not(.chosen) { opacity: .3; }
@media (max-width: 700px) {
  header { padding: 8px 12px; gap: 2px 10px; } .tools { order: 2; width: 100%; margin: 4px 0 0; }
  input { width: auto; flex: 1; min-width: 0; } .counts { font-size: 12px; }
  #panel { flex: 0 0 42vh; height: 42vh; padding: 12px; } #map { flex: 1 1 auto; }
  #panel .head { flex-wrap: wrap; gap: 4px 10px; } .findings { grid-template-columns: 1fr; }
  .console { order: 1; width: 100%; } .route { flex-direction: column; gap: 3px; } .route li + li::before { content: none; }
  .step { flex: 1; display: flex; align-items: baseline; gap: 8px; } .step small { flex: 0 0 92px; }
}
`;
