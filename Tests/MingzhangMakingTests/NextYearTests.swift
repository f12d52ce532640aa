import Foundation
import MingzhangCatalog
import MingzhangMaking
import MingzhangModel
import MingzhangTestSupport
import Testing

@Suite("下一年的台账") struct NextYearTests {
  /// The Nangong ledger rolled to 2024, in a folder that a test may fill in.
  private func rolled() throws -> (SpoiledLedger, LedgerRolling) {
    let rolling = LedgerRolling(try NangongLedger().ledger)
    let copy = try SpoiledLedger()
    try FileManager.default.removeItem(at: copy.folder)
    try OutputFolder.write(rolling.files.files(), to: copy.folder)
    return (copy, rolling)
  }

  /// This year's amounts as a person would enter them: last year's for every line, and one line changed.
  private func fillIn(_ copy: SpoiledLedger) throws {
    for file in ["revenue.csv", "expenditure.csv"] {
      let lines = try copy.text(file).split(separator: "\r\n").enumerated().map { index, line in
        var fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        let last = file == "revenue.csv" ? 4 : 8
        if index > 0 { fields[last - 1] = fields[last] }
        return fields.joined(separator: ",")
      }
      try copy.write(lines.joined(separator: "\n") + "\n", to: file)
    }
    try copy.replace("汽车,,", with: "汽车,7,113900.00", in: "assets.csv")
    try copy.replace("日期: \"\"", with: "日期: \"2024-02-15\"", in: "book.yaml")
  }

  @Test("写出的台账读回来还是同一个台账") func aLedgerWrittenIsTheLedgerRead() throws {
    let original = try NangongLedger().ledger
    let copy = try SpoiledLedger()
    try FileManager.default.removeItem(at: copy.folder)
    try OutputFolder.write(LedgerFiles(original).files(), to: copy.folder)
    let again = try NangongLedger(copy.folder).ledger
    #expect(again.book == original.book)
    #expect(again.revenue == original.revenue)
    #expect(again.expenditure == original.expenditure)
    #expect(again.projects == original.projects)
    #expect(again.assets == original.assets)
    #expect(again.glossary == original.glossary)
    #expect(again.narrative == original.narrative)
  }

  @Test("没有填金额、没有答原因、没有日期，都逐条问") func nothingOfLastYearPassesAsNew() throws {
    let (copy, rolling) = try rolled()
    let problems = try copy.problems()
    #expect(rolling.questions == ["支出.基本", "支出.项目", "三公.合计"])
    #expect(problems.contains { $0.file == "expenditure.csv" && $0.kind == .missingValue })
    #expect(problems.contains { $0.file == "book.yaml" && $0.wording.chinese.contains("日期") })
    #expect(problems.contains { $0.file == "assets.csv" && $0.wording.chinese.contains("价值") })
    #expect(problems.contains { $0.wording.chinese.contains("三公.合计") && $0.wording.chinese.contains("原因") })
  }

  @Test("年份顺延到文字里，没有变动的写持平、不问原因") func wordsMoveOnWithTheYear() throws {
    let (copy, _) = try rolled()
    try fillIn(copy)
    #expect(try copy.problems() == [])
    let disclosure = try NangongLedger(copy.folder).disclosure
    let text = disclosure.narrative.sections.flatMap(\.paragraphs).map(\.text).joined(separator: "\n")
    #expect(disclosure.fiscalYear == 2024)
    #expect(text.contains("与2023年相比持平。"))
    #expect(!text.contains("主要原因是"))
    #expect(!text.contains("2022"))
  }

  @Test("变了就要原因，答了就印出") func aChangeNeedsItsReason() throws {
    let (copy, _) = try rolled()
    try fillIn(copy)
    // 公务接待费 in 公用经费 falls by 50,000 yuan, and so does the appropriation of its item
    try copy.replace(
      "30217,一般公共预算拨款,公用经费,,公务接待费,100000.00", with: "30217,一般公共预算拨款,公用经费,,公务接待费,50000.00",
      in: "expenditure.csv")
    try copy.replace("2010301,否,7473800.00", with: "2010301,否,7423800.00", in: "revenue.csv")
    let asked = try copy.problems()
    #expect(asked.count == 2)
    #expect(asked.allSatisfy { $0.kind == .unboundPlaceholder && $0.wording.chinese.contains("减少 50000.00 元") })
    try copy.replace("三公.合计,,", with: "三公.合计,压减公务接待费,", in: "reasons.csv")
    try copy.replace("支出.基本,,", with: "支出.基本,压减公用经费,", in: "reasons.csv")
    #expect(try copy.problems() == [])
    let disclosure = try NangongLedger(copy.folder).disclosure
    let text = disclosure.narrative.sections.flatMap(\.paragraphs).map(\.text).joined(separator: "\n")
    #expect(text.contains("与2023年相比减少5万元，主要原因是压减公务接待费。"))
  }

  @Test("标题和文号里的年份不动，别的年份列出来请人看") func titlesAndDocumentNumbersKeepTheirYears() throws {
    let copy = try SpoiledLedger()
    try copy.write(
      "# 其他需要说明的事项\n\n2023年按《2023年预算编制通知》（财预〔2023〕8号）和2020年规划执行，比2022年好。\n",
      to: "narrative/09-other.md")
    let rolling = LedgerRolling(try NangongLedger(copy.folder).ledger)
    let words = String(decoding: try #require(rolling.files.files()["narrative/09-other.md"]), as: UTF8.self)
    #expect(words.contains("{{年度}}年按《2023年预算编制通知》（财预〔2023〕8号）和2020年规划执行，比{{上年}}年好。"))
    #expect(rolling.yearsToReview.map(\.year) == ["2020"])
  }

  @Test("空白台账逐条问没有填的") func anEmptyLedgerAsksForWhatIsMissing() throws {
    let profile = try #require(try NangongLedger.loadCatalog().profile("hebei-2023"))
    let copy = try SpoiledLedger()
    try FileManager.default.removeItem(at: copy.folder)
    try OutputFolder.write(LedgerSkeleton(entity: "某县财政局", year: 2025, profile: profile).files.files(), to: copy.folder)
    let problems = try copy.problems()
    #expect(problems.contains { $0.wording.chinese.contains("请填写.部门职责") })
    #expect(problems.allSatisfy { [.missingKey, .unboundPlaceholder].contains($0.kind) })
  }
}
