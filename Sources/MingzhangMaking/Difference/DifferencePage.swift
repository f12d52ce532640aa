import MingzhangModel

/// A difference as one web page: no script, readable by a screen reader, printable, in light and dark.
public struct DifferencePage: Sendable {
  private let words: DifferenceWords
  public init(language: Language) { words = DifferenceWords(language: language) }

  public func html(for difference: DisclosureDifference) -> String {
    let title = words.say("两份公开的比较", "Two disclosures compared")
    var out = """
      <!DOCTYPE html>
      <html lang="\(words.language == .chinese ? "zh-CN" : "en")">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(title)：\(escape(difference.new.entity))</title>
      <style>
      \(Self.style)
      </style>
      </head>
      <body>
      <a class="skip" href="#main">\(words.say("跳到正文", "Skip to content"))</a>
      <main id="main">
      <h1>\(title)</h1>
      <dl>
      <dt>\(words.say("旧", "Old"))</dt><dd>\(escape(words.end(difference.old)))</dd>
      <dt>\(words.say("新", "New"))</dt><dd>\(escape(words.end(difference.new)))</dd>
      </dl>
      <p class="verdict">\(escape(words.verdict(difference)))</p>

      """
    out += overview(difference)
    for (index, group) in difference.groups.enumerated() where !group.changes.isEmpty { out += section(group, index) }
    return out + "</main>\n</body>\n</html>\n"
  }

  private func overview(_ difference: DisclosureDifference) -> String {
    let headings = [
      words.say("部分", "Part"), words.say("比了", "Compared"), words.say("相同", "Equal"), words.say("不同", "Differences"),
    ]
    var out = table(caption: words.say("各部分", "Parts"), headings)
    for (index, group) in difference.groups.enumerated() {
      let title = escape(words.title(group))
      let name = group.changes.isEmpty ? title : "<a href=\"#g\(index)\">\(title)</a>"
      out +=
        "<tr><th scope=\"row\">\(name)</th><td class=\"figure\">\(group.compared)</td><td class=\"figure\">\(group.equal)</td><td>\(escape(words.counts(group.changes)))</td></tr>\n"
    }
    return out + "</tbody></table></div>\n"
  }

  private func section(_ group: DisclosureDifference.Group, _ index: Int) -> String {
    let title = escape(words.title(group))
    var out = "<section aria-labelledby=\"g\(index)\">\n<h2 id=\"g\(index)\">\(title)</h2>\n"
    let hasFigures = group.changes.contains { words.difference($0) != nil }
    var headings = [words.say("类别", "Sort"), words.say("在哪里", "Where"), words.say("旧", "Old"), words.say("新", "New")]
    if hasFigures { headings.append(words.say("差（新减旧）", "New less old")) }
    out += table(caption: title, headings)
    for change in group.changes {
      out += "<tr class=\"\(change.sort.rawValue)\"><td>\(words.name(change.sort))</td>"
      out += "<th scope=\"row\">\(escape(words.what(change, in: group)))</th>"
      out += end(change.old, change) + end(change.new, change)
      if hasFigures {
        let fen = change.difference.map { " data-fen=\"\($0.money.fen)\"" } ?? ""
        out += "<td class=\"figure\"\(fen)>\(escape(words.difference(change) ?? ""))</td>"
      }
      out += "</tr>\n"
    }
    return out + "</tbody></table></div>\n</section>\n"
  }

  private func table(caption: String, _ headings: [String]) -> String {
    "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"\(caption)\">\n<table>\n<caption class=\"hidden\">\(caption)</caption>\n<thead><tr>"
      + headings.map { "<th scope=\"col\">\($0)</th>" }.joined() + "</tr></thead>\n<tbody>\n"
  }

  private func end(_ place: DisclosureDifference.Place?, _ change: DisclosureDifference.Change) -> String {
    guard let place else { return "<td class=\"none\">—</td>" }
    let isFigure = change.difference != nil || change.number != nil
    let text = place.text.isEmpty ? "<i>\(words.say("空白", "blank"))</i>" : escape(place.text)
    let span = words.place(place)
    return
      "<td\(isFigure ? " class=\"figure\"" : "")>\(text)\(span.isEmpty ? "" : "<br><small>\(escape(span))</small>")</td>"
  }

  private func escape(_ text: String) -> String { HTMLWriter.escaped(text) }

  private static let style = """
    :root { color-scheme: light; --ink: #1b1f24; --quiet: #565d66; --paper: #fff; --soft: #f4f6f8; --line: #8a929c;
      --link: #0b4f9e; --add: #e3f4e6; --cut: #fbe6e4; --alter: #fdf3d6; }
    @media (prefers-color-scheme: dark) { :root { color-scheme: dark; --ink: #e8eaed; --quiet: #aab2bc; --paper: #15181c;
      --soft: #1e2329; --line: #6b737d; --link: #8cc0ff; --add: #16321d; --cut: #3d1d1b; --alter: #3a3012; } }
    body { margin: 0; color: var(--ink); background: var(--paper);
      font: 1rem/1.7 "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
    main { max-width: 75rem; margin: 0 auto; padding: 1.5rem 1.25rem 4rem; }
    a { color: var(--link); } :focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
    .skip { position: absolute; left: -99rem; } .skip:focus { left: 1rem; top: 1rem; padding: .5rem 1rem; background: var(--paper); }
    h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin-top: 2.5rem; }
    dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; } dt { color: var(--quiet); } dd { margin: 0; overflow-wrap: anywhere; }
    .verdict { font-size: 1.1rem; font-weight: 600; }
    .scroll { overflow-x: auto; }
    .hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    table { border-collapse: collapse; width: 100%; font-size: .9rem; line-height: 1.5; }
    th, td { border: 1px solid var(--line); padding: .3em .6em; text-align: left; vertical-align: top; font-weight: 400; overflow-wrap: anywhere; }
    thead th { background: var(--soft); font-weight: 600; white-space: nowrap; }
    .figure { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
    small { color: var(--quiet); white-space: normal; } tr.added td:first-child { background: var(--add); }
    tr.removed td:first-child { background: var(--cut); } tr:is(.changed, .renamed) td:first-child { background: var(--alter); }
    .none { color: var(--quiet); text-align: center; }
    @media print { :root { color-scheme: light; --ink: #000; --paper: #fff; --quiet: #444; --soft: #eee; --add: #e3f4e6; --cut: #fbe6e4; --alter: #fdf3d6; --line: #777; }
      main { max-width: none; padding: 0; } .skip { display: none; } .scroll { overflow: visible; } thead { display: table-header-group; } tr { break-inside: avoid; } h2 { break-after: avoid; } .figure { white-space: normal; } }
    """
}
