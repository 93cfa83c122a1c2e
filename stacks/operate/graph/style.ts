/** The style of the picture in light and dark mode, shared by the SVG file and the page. */
export const style = /* css */ `
:root { color-scheme: light dark;
  --ground: #f6f7f9; --band: #eceef2; --surface: #ffffff; --line: #d3d8e0; --ink: #16202e; --quiet: #5a6677;
  --in: #8593a8; --out: #7f6bc4; --ok: #1a7f4b; --info: #1f6fd1; --warning: #a86400; --error: #cc2b3c; --unknown: #7d8794;
  --tint-warning: #fdf1dd; --tint-error: #fde7e9; --tint-info: #e6f0fc; --mark: #ffffff; }
@media (prefers-color-scheme: dark) { :root {
  --ground: #0f141b; --band: #161d27; --surface: #1e2733; --line: #344152; --ink: #e8edf4; --quiet: #a0adbd;
  --in: #71829a; --out: #a294e0; --ok: #43b97c; --info: #6aa9f4; --warning: #e0a03c; --error: #f2707c; --unknown: #8a96a5;
  --tint-warning: #3a2f1c; --tint-error: #412329; --tint-info: #1d3149; --mark: #10161e; } }
.topology { font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "DejaVu Sans", sans-serif; }
.topology .ground { fill: var(--ground); }
.topology .band { fill: var(--band); }
.topology .band-name { fill: var(--quiet); font-size: 12px; font-weight: 600; letter-spacing: .04em; }
.topology .card > .box { fill: var(--surface); stroke: var(--line); stroke-width: 1; }
.topology .card.planned > .box, .topology .card.missing > .box, .topology .card.unseen > .box { stroke-dasharray: 5 4; stroke: var(--unknown); }
.topology .card.foreign > .box { fill: var(--band); }
.topology .kind { fill: var(--quiet); font-size: 10.5px; letter-spacing: .05em; text-transform: uppercase; }
.topology .title { fill: var(--ink); font-size: 14px; font-weight: 600; }
.topology .text, .topology .chip text { fill: var(--quiet); font-size: 11.5px; font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
.topology .chip text { fill: var(--ink); font-size: 12px; }
.topology .chip rect { fill: var(--band); }
.topology .chip.error rect { fill: var(--tint-error); }
.topology .chip.warning rect { fill: var(--tint-warning); }
.topology .chip.info rect { fill: var(--tint-info); }
.topology .mark .shape { fill: var(--ok); }
.topology .info > .mark .shape { fill: var(--info); }
.topology .warning > .mark .shape { fill: var(--warning); }
.topology .error > .mark .shape { fill: var(--error); }
.topology .unknown > .mark .shape { fill: none; stroke: var(--unknown); stroke-width: 1.5; }
.topology .mark .sign { fill: none; stroke: var(--mark); stroke-width: 1.6; stroke-linecap: round; stroke-linejoin: round; }
.topology .card.error > .box { stroke: var(--error); stroke-width: 1.5; }
.topology .card.warning > .box { stroke: var(--warning); stroke-width: 1.5; }
.topology .edge { fill: none; stroke: var(--in); stroke-width: 1.6; }
.topology .edge.out { stroke: var(--out); }
.topology .edge.wanted { stroke-dasharray: 3 5; }
.topology .arrow { fill: var(--in); }
.topology .arrow.out { fill: var(--out); }
.topology .legend text { fill: var(--quiet); font-size: 12px; }
`;
