import MingzhangModel

/// A letter that asks a department to correct its disclosure (整改通知): what, where, on which law, until when.
///
/// The words are the writer's to sign; what is not given as an option is left as a blank to fill in by hand.
public struct Letter: Sendable {
  /// Who signs it; nil leaves a blank.
  public var issuer: String?
  /// Until when; nil leaves a blank.
  public var deadline: Day?
  public var day: Day

  public init(issuer: String? = nil, deadline: Day? = nil, day: Day) {
    (self.issuer, self.deadline, self.day) = (issuer, deadline, day)
  }

  /// One point of the letter.
  struct Point: Hashable {
    /// `第 8 页《收入总表》“2010301 行政运行”`
    var place: String
    var problem: String
    var correction: String
    var law: String
  }

  /// The letter's text, before any file format.
  struct Text: Hashable {
    var title: String
    /// 主送单位.
    var addressee: String
    var opening: [String]
    /// What must be corrected, then what should be looked at; either may be empty.
    var errors: [Point]
    var questions: [Point]
    var closing: [String]
    var issuer: String
    var date: String
    /// When the points are too many for the letter, they are listed in an annex.
    var hasAnnex: Bool
  }

  /// Notices are no reason to write; they are only counted.
  func text(for report: CheckReport) -> Text {
    let errors = report.findings.filter { $0.severity == .error }.map(Self.point)
    let questions = report.findings.filter { $0.severity == .warning }.map(Self.point)
    let notices = report.count(.notice)
    let hasAnnex = errors.count + questions.count > 6
    let year = report.fiscalYear.map { "\($0)年" } ?? "　　年"
    let kind = report.kind == .budget ? "部门预算" : "部门决算"
    let limit = deadline.map { "请于\($0.chinese)前" } ?? "请于　　年　　月　　日前"
    var opening = ["经核对你单位\(year)\(kind)公开文本" + (report.source.map { "（文件名：\($0.name)）" } ?? "") + "，"]
    if errors.isEmpty && questions.isEmpty {
      opening[0] += "未发现需要更正的问题。"
    } else {
      var found: [String] = []
      if !errors.isEmpty { found.append("应予更正的问题\(errors.count)项") }
      if !questions.isEmpty { found.append("请核实的问题\(questions.count)项") }
      opening[0] += "发现" + found.joined(separator: "、") + (hasAnnex ? "，详见附件。现将有关要求通知如下：" : "。现通知如下：")
    }
    var closing: [String] = []
    if !(errors.isEmpty && questions.isEmpty) {
      closing.append(
        "\(limit)对照更正，经审核后重新公开，并保留更正前的文本备查；对请核实的问题，确认无误的说明理由。"
          + "更正情况书面报\(issuer ?? "我单位")。")
    }
    if notices > 0 {
      closing.append("另有文字、版式等提示\(notices)项，供编制时参考，不要求答复。")
    }
    return Text(
      title: "关于更正\(year)\(kind)公开内容的通知", addressee: report.entity.isEmpty ? "　　　　　　" : report.entity,
      opening: opening, errors: errors, questions: questions, closing: closing, issuer: issuer ?? "（发文单位）",
      date: day.chinese, hasAnnex: hasAnnex)
  }

  private static func point(_ finding: Finding) -> Point {
    Point(
      place: place(finding), problem: finding.message.chinese, correction: finding.correction.chinese,
      law: finding.citations.map(\.chinese).joined(separator: "、"))
  }

  /// The first place, and how many more there are.
  private static func place(_ finding: Finding) -> String {
    guard let first = finding.evidence.first else { return finding.title.chinese }
    let steps = first.label.components(separatedBy: " / ").filter { !$0.isEmpty }
    var out = compact(first.span?.place(.chinese) ?? "")
    if let table = steps.first { out += (first.statement == nil ? table : "《\(table)》") }
    if steps.count > 1 { out += "“\(steps.dropFirst().joined(separator: "·"))”" }
    let others = finding.evidence.dropFirst().compactMap { $0.span?.place(.chinese) }.uniqued.filter {
      $0 != first.span?.place(.chinese)
    }
    if !others.isEmpty {
      out += "（另见\(others.prefix(3).map(compact).joined(separator: "、"))\(others.count > 3 ? "等" : "")）"
    }
    return out
  }

  /// Official letters print no space between a word and its number.
  private static func compact(_ place: String) -> String { place.filter { $0 != " " } }
}
