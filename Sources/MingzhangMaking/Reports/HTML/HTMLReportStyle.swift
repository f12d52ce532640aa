import MingzhangModel

/// The look of the HTML report: calm, official, equal in light and dark, and on paper.
enum HTMLReportStyle {
  /// What a cleared checkbox hides. Where a browser does not know `:has`, everything stays visible.
  static func filters(_ families: Set<RuleFamily>) -> String {
    let severities = Severity.allCases.map { (id: "show-\($0.rawValue)", name: ".\($0.rawValue)") }
    let kinds = RuleFamily.allCases.filter(families.contains).map {
      (id: "show-\($0.identifier)", name: ".family-\($0.identifier)")
    }
    return (severities + kinds).map { filter in
      "body:has(#\(filter.id):not(:checked)) :is(.finding, .sheet a)\(filter.name) { display: none; }\n"
    }.joined()
  }

  static let text = """
    :root { color-scheme: light; --ink: #1b1f24; --quiet: #565d66; --paper: #fff; --soft: #f4f6f8; --line: #d4d9df;
      --link: #0b4f9e; --error: #a30d0d; --warning: #7a4a00; --notice: #1c4f8a; }
    @media (prefers-color-scheme: dark) { :root { color-scheme: dark; --ink: #e8eaed; --quiet: #aab2bc; --paper: #15181c;
      --soft: #1e2329; --line: #3b434d; --link: #8cc0ff; --error: #ff9b93; --warning: #f2c063; --notice: #93c4ff; } }
    * { box-sizing: border-box; }
    body { margin: 0; color: var(--ink); background: var(--paper);
      font: 1rem/1.75 "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
    main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1.25rem 4rem; }
    a { color: var(--link); text-underline-offset: .2em; }
    :focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
    .skip { position: absolute; left: -99rem; } .skip:focus { left: 1rem; top: 1rem; padding: .5rem 1rem; background: var(--paper); }
    h1, h2, h3, h4 { line-height: 1.4; text-wrap: balance; }
    h1 { font-size: 1.6rem; margin: .5rem 0; } h2 { font-size: 1.2rem; margin: 2.5rem 0 1rem; padding-bottom: .3rem; border-bottom: 1px solid var(--line); }
    h3 { font-size: 1.05rem; margin: 0 0 .5rem; } h4 { font-size: .95rem; margin: 1rem 0 .3rem; }
    p { margin: .4rem 0; }
    .file { overflow-wrap: anywhere; color: var(--quiet); } .hash { font: .75rem/1.4 ui-monospace, monospace; }
    .counts { list-style: none; display: flex; flex-wrap: wrap; gap: .4rem 1.6rem; padding: 0; margin: 1rem 0 .3rem; }
    .counts b { font-size: 1.7rem; font-weight: 600; font-variant-numeric: tabular-nums; }
    .counts .error b { color: var(--error); } .counts .warning b { color: var(--warning); } .counts .notice b { color: var(--notice); }
    .counts .none b { color: var(--quiet); } .tally, .quiet { color: var(--quiet); }
    .filters { display: flex; flex-wrap: wrap; gap: .75rem; margin: 1.25rem 0 0; }
    .filters fieldset { border: 1px solid var(--line); border-radius: .3rem; padding: .1rem .9rem .4rem; margin: 0; }
    .filters legend { font-size: .85rem; color: var(--quiet); padding: 0 .3rem; }
    .filters label { display: inline-block; margin-right: 1rem; white-space: nowrap; } .filters input { width: 1.05rem; height: 1.05rem; vertical-align: -.15rem; accent-color: var(--link); }
    .finding { border: 1px solid var(--line); border-left: .35rem solid var(--line); border-radius: .3rem; padding: .9rem 1.1rem; margin: 1rem 0; scroll-margin-top: 1rem; }
    .finding.error { border-left-color: var(--error); } .finding.warning { border-left-color: var(--warning); } .finding.notice { border-left-color: var(--notice); }
    .finding:target, .page:target { outline: 3px solid var(--link); outline-offset: 3px; }
    .aside .finding { border-left-color: var(--line); }
    .chip { display: inline-block; min-width: 1.55em; padding: 0 .4em; border-radius: .8em; text-align: center; font-size: .9em; line-height: 1.55; font-weight: 600; font-variant-numeric: tabular-nums; color: var(--paper); background: var(--quiet); text-decoration: none; }
    .chip.error { background: var(--error); } .chip.warning { background: var(--warning); } .chip.notice { background: var(--notice); }
    a.chip { font-weight: 400; } a.chip .quiet { color: inherit; } a.chip:hover { text-decoration: underline; }
    .kind { font-weight: 400; font-size: .85rem; color: var(--quiet); white-space: nowrap; } .code { font-family: ui-monospace, monospace; }
    .strips { display: grid; gap: .5rem; margin: .7rem 0; }
    .strip, .sheet { display: block; width: 100%; height: auto; background: #fff; border: 1px solid var(--line); }
    .ends .strip { border-left: .35rem double var(--quiet); }
    .store { position: absolute; }
    .box { fill: #ffd84d; fill-opacity: .22; stroke: #c98700; stroke-width: 1.4; }
    .box.error { fill: #ff6b5e; fill-opacity: .18; stroke: #b00d0d; } .box.notice { fill: #6aa9f7; fill-opacity: .16; stroke: #1c4f8a; }
    circle.flag { fill: #7a4a00; } text.flag { fill: #fff; font: 600 8.5px/1 sans-serif; text-anchor: middle; }
    .error circle.flag { fill: #a30d0d; } .notice circle.flag { fill: #1c4f8a; }
    .sheet a:hover .box, .sheet a:focus .box { stroke-width: 3; }
    .page { margin: 1rem 0 2rem; scroll-margin-top: 1rem; } .page figcaption { margin-bottom: .5rem; } .page h3 { display: inline; margin-right: .6rem; }
    .upright .sheet { max-width: 46rem; }
    .page figcaption .chip { margin: .1rem .1rem; text-align: left; }
    dl { display: grid; grid-template-columns: 4.2em minmax(0, 1fr); gap: .15rem 1rem; margin: .6rem 0 0; }
    dt { color: var(--quiet); } dd { margin: 0; overflow-wrap: anywhere; } dd ul { margin: 0; padding-left: 1.1rem; }
    dl.figures { display: flex; flex-wrap: wrap; gap: .1rem 1.8rem; } .figures div { display: flex; gap: .5rem; } .figures dt { white-space: nowrap; } .figures dd { font-weight: 600; }
    html[lang="en"] dl:not(.figures) { grid-template-columns: 6.5em minmax(0, 1fr); }
    dl.reasons, html[lang="en"] dl.reasons:not(.figures) { grid-template-columns: minmax(0, 1fr); } .reasons dt { color: inherit; font-weight: 600; margin-top: .6rem; } .reasons ul { columns: 2 20rem; }
    q { quotes: "「" "」"; background: var(--soft); padding: 0 .15em; } .figure { font-variant-numeric: tabular-nums; }
    .gist { display: block; color: var(--quiet); font-size: .9rem; }
    .review { border-left: .25rem solid var(--notice); padding-left: .7rem; }
    .symptoms { margin-top: .8rem; padding: .1rem .9rem .5rem; background: var(--soft); border-radius: .3rem; } .symptoms ul { margin: 0; padding-left: 1.1rem; }
    .rule { margin: 1rem 0; scroll-margin-top: 1rem; } .clean { font-size: 1.1rem; }
    .wide { overflow-x: auto; } table { border-collapse: collapse; width: 100%; } caption { text-align: left; color: var(--quiet); }
    th, td { border: 1px solid var(--line); padding: .25rem .6rem; text-align: left; } thead th { background: var(--soft); } td.figure { text-align: right; } tbody th { font-weight: 400; overflow-wrap: anywhere; }
    footer { margin-top: 3rem; padding-top: .8rem; border-top: 1px solid var(--line); color: var(--quiet); font-size: .9rem; }
    @media (max-width: 36rem) { main { padding: 1rem .75rem 3rem; } h1 { font-size: 1.3rem; } .finding { padding: .7rem .8rem; }
      dl, html[lang="en"] dl:not(.figures) { grid-template-columns: minmax(0, 1fr); gap: 0; } dt { margin-top: .4rem; font-size: .85rem; } }
    @media print { :root { color-scheme: light; --ink: #000; --quiet: #444; --paper: #fff; --soft: #f4f6f8; --line: #bbb;
        --link: #000; --error: #a30d0d; --warning: #7a4a00; --notice: #1c4f8a; }
      @page { size: A4; margin: 18mm 16mm; }
      body { font-size: 10.5pt; line-height: 1.6; } main { max-width: none; padding: 0; } .skip, .filters { display: none; }
      h2, h3 { break-after: avoid; } .finding { break-inside: avoid-page; } .page { break-inside: avoid; } .sheet { max-height: 235mm; width: auto; max-width: 100%; margin: 0 auto; }
      a { text-decoration: none; } * { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
    """
}
