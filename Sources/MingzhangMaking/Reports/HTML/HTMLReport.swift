import MingzhangModel

/// Check reports as one accessible HTML page: findings on pictures of the pages, two-ended where two places disagree,
/// filtered by severity and family, printable, usable by keyboard, in light and dark; no script.
public struct HTMLReport: Sendable {
  /// Gives the picture of a page of the report's file, or nil when there is none.
  public typealias Pictures = @Sendable (CheckReport, Int) -> PagePicture?

  private let context: ReportContext
  private let pictures: Pictures
  /// More pages than this are not pictured: the file must still open.
  private let mostPictures: Int

  public init(_ context: ReportContext, mostPictures: Int = 60, pictures: @escaping Pictures = { _, _ in nil }) {
    (self.context, self.mostPictures, self.pictures) = (context, mostPictures, pictures)
  }

  public func html(for reports: [CheckReport]) -> String {
    let title = reports.count == 1 ? heading(reports[0]) : say("核对报告", "Check report")
    let families = Set(reports.flatMap { $0.allFindings.map { RuleFamily(ofRule: $0.finding.rule) } })
    var number = 1
    var left = mostPictures
    var body = ""
    for (index, report) in reports.enumerated() {
      let section = ReportSection(
        report, index: index + 1, firstNumber: number, pictures: pictures(for: report, &left), context,
        isAlone: reports.count == 1)
      number += report.allFindings.count
      body += section.html
    }
    return """
      <!DOCTYPE html>
      <html lang="\(context.language == .chinese ? "zh-CN" : "en")">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(escape(title))</title>
      <style>
      \(HTMLReportStyle.text)
      \(HTMLReportStyle.filters(families))</style>
      </head>
      <body>
      <a class="skip" href="#main">\(say("跳到正文", "Skip to content"))</a>
      <main id="main">
      \(reports.count == 1 ? "" : overview(reports, title))\(body)\(rules(reports))\(failures)\(imprint)</main>
      </body>
      </html>

      """
  }

  /// Pictures of the pages that findings point to, as many as may still be shown.
  private func pictures(for report: CheckReport, _ left: inout Int) -> [PagePicture] {
    var out: [PagePicture] = []
    let pages = report.findings.flatMap { $0.boxes.map(\.page) }.uniqued
    for page in pages where left > 0 {
      guard let picture = pictures(report, page) else { continue }
      out.append(picture)
      left -= 1
    }
    return out
  }

  private func heading(_ report: CheckReport) -> String { ReportSection.heading(report, context) }

  // MARK: what belongs to the file as a whole

  private func overview(_ reports: [CheckReport], _ title: String) -> String {
    var out = "<header>\n<h1>\(escape(title))</h1>\n</header>\n"
    out +=
      "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"\(say("各文件", "Files"))\">\n<table class=\"files\"><caption>\(say("各文件", "Files"))</caption>\n<thead><tr>"
    for name in [
      say("文件", "File"), say("单位", "Unit"), say("年度", "Year"), say("错误", "Errors"), say("警告", "Warnings"),
      say("提示", "Notices"), say("未能核对", "Unchecked"),
    ] {
      out += "<th scope=\"col\">\(name)</th>"
    }
    out += "</tr></thead>\n<tbody>\n"
    for (index, report) in reports.enumerated() {
      out += "<tr><th scope=\"row\"><a href=\"#r\(index + 1)\">\(escape(report.source?.name ?? report.entity))</a></th>"
      out += "<td>\(escape(report.entity))</td><td>\(report.fiscalYear.map(String.init) ?? "")</td>"
      for count in [
        report.count(.error), report.count(.warning), report.count(.notice), report.count(.unchecked),
      ] {
        out += "<td class=\"figure\">\(count)</td>"
      }
      out += "</tr>\n"
    }
    return out + "</tbody></table>\n</div>\n"
  }

  /// Each rule that found something, explained once, in two voices.
  private func rules(_ reports: [CheckReport]) -> String {
    let findings = reports.flatMap { $0.allFindings.map(\.finding) }
    let codes = findings.flatMap { [$0.rule] + $0.symptoms.map(\.rule) }.uniqued.sorted()
    let rules = codes.compactMap(context.rule)
    guard !rules.isEmpty else { return "" }
    var out = "<section aria-labelledby=\"rules\">\n<h2 id=\"rules\">\(say("规则说明", "The rules explained"))</h2>\n"
    for rule in rules {
      out +=
        "<section class=\"rule\" id=\"rule-\(rule.code)\">\n<h3><span class=\"code\">\(rule.code)</span> \(escape(rule.title[context.language]))</h3>\n<dl>\n"
      out += row(say("编制人", "Preparer"), escape(rule.preparer[context.language]))
      out += row(say("读者", "Reader"), escape(rule.citizen[context.language]))
      let law = rule.citations.map { citation -> String in
        let gist = context.articles[citation.chinese].map { "：" + $0[context.language] } ?? ""
        return escape(citation.chinese + gist)
      }
      out += row(
        say("依据", "Law"),
        law.isEmpty
          ? say("无直接条文；依公开表自身的勾稽关系。", "No article; rests on the tables themselves.") : law.joined(separator: "<br>"))
      out += "</dl>\n</section>\n"
    }
    return out + "</section>\n"
  }

  private var failures: String {
    guard !context.failures.isEmpty else { return "" }
    var out =
      "<section aria-labelledby=\"failures\">\n<h2 id=\"failures\">\(say("没有读成的文件", "Files that could not be read"))</h2>\n<ul>\n"
    for failure in context.failures {
      out += "<li>\(escape(failure.file))：\(escape(failure.reason[context.language]))</li>\n"
    }
    return out + "</ul>\n</section>\n"
  }

  private var imprint: String {
    let version = context.version.isEmpty ? "" : " \(context.version)"
    return
      "<footer>\n<p>\(say("明账\(version) 核对，\(context.day.chinese)。改法是建议，以原件和主管部门意见为准。", "Checked by Mingzhang\(version), \(context.day). Corrections are proposals; the originals decide."))</p>\n</footer>\n"
  }

  private func row(_ label: String, _ value: String) -> String { "<dt>\(label)</dt><dd>\(value)</dd>\n" }
  private func say(_ chinese: String, _ english: String) -> String { context.say(chinese, english) }
  private func escape(_ text: String) -> String { HTMLWriter.escaped(text) }
}
