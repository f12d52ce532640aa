import MingzhangModel

/// A difference as a workbook: what was compared, and every change with both ends and the difference in yuan and in fen.
public struct DifferenceWorkbook: Sendable {
  private let words: DifferenceWords
  public init(language: Language) { words = DifferenceWords(language: language) }

  public func bytes(for difference: DisclosureDifference) throws(MakingError) -> [UInt8] {
    let file = try WorkbookFile()
    try file.sheet(
      named: words.say("概况", "overview"),
      columns: [
        .init(title: words.say("部分", "part"), width: 44), .init(title: words.say("比了", "compared"), isNumber: true),
        .init(title: words.say("相同", "equal"), isNumber: true), .init(title: words.say("不同", "differences"), width: 40),
      ],
      rows: [
        [words.say("旧", "old"), "", "", words.end(difference.old)],
        [words.say("新", "new"), "", "", words.end(difference.new)],
        [words.say("结论", "result"), "", "", words.verdict(difference)],
      ] + difference.groups.map { [words.title($0), "\($0.compared)", "\($0.equal)", words.counts($0.changes)] })
    let figures = difference.groups.filter { $0.area == .table || $0.area == .claims }
    let others = difference.groups.filter { $0.area != .table && $0.area != .claims }
    try sheet(words.say("金额和数字", "figures"), figures, in: file)
    try sheet(words.say("文字和指标", "words and targets"), others, in: file)
    return try file.bytes()
  }

  private func sheet(_ name: String, _ groups: [DisclosureDifference.Group], in file: WorkbookFile) throws(MakingError)
  {
    try file.sheet(
      named: name,
      columns: [
        .init(title: words.say("部分", "part"), width: 28), .init(title: words.say("类别", "sort"), width: 9),
        .init(title: words.say("行", "line"), width: 34), .init(title: words.say("列", "column"), width: 24),
        .init(title: words.say("旧", "old"), width: 22), .init(title: words.say("旧在哪里", "old place"), width: 22),
        .init(title: words.say("新", "new"), width: 22), .init(title: words.say("新在哪里", "new place"), width: 22),
        .init(title: words.say("差（元）", "difference (yuan)"), isNumber: true, width: 18),
        .init(title: words.say("差（分）", "difference (fen)"), isNumber: true, width: 16),
        .init(title: words.say("印刷精度±（分）", "printing ± (fen)"), isNumber: true, width: 14),
        .init(title: words.say("差（数量、百分数）", "difference (count, percent)"), isNumber: true, width: 14),
      ],
      rows: groups.flatMap { group in
        group.changes.map { change in
          [
            words.title(group), words.name(change.sort), change.line, change.column, change.old?.text ?? "",
            change.old.map(words.place) ?? "", change.new?.text ?? "", change.new.map(words.place) ?? "",
            change.difference?.money.printed(in: .yuan) ?? "", change.difference.map { "\($0.money.fen)" } ?? "",
            change.difference.map { "\($0.slack.fen)" } ?? "", change.number?.description ?? "",
          ]
        }
      })
  }
}
