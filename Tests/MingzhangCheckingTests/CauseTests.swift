import MingzhangModel
import MingzhangReading
import Testing

@testable import MingzhangChecking

/// One cause, one finding: a wrong cell breaks many sums, and is reported once, with what it should be.
@Suite struct CauseTests {
  // MARK: the search

  private func term(_ name: String, _ yuan: Int64, _ sign: Int64) -> Comparison.Term {
    Comparison.Term(
      Evidence("表 / \(name) / 合计", text: name, statement: .expenditure), ReportedAmount(Money(fen: yuan * 100)),
      sign: sign, unit: .yuan)
  }

  private func sum(_ whole: (String, Int64), _ parts: [(String, Int64)]) -> Comparison {
    Comparison([term(whole.0, whole.1, 1)] + parts.map { term($0.0, $0.1, -1) })
  }

  @Test("一格错，两处合计都不平：原因是共有的那一格，改正数使两处都平")
  func sharedCell() throws {
    let broken = [sum(("甲", 100), [("丙", 70), ("丁", 40)]), sum(("乙", 90), [("丙", 70), ("戊", 30)])]
    let causes = CauseSearch(broken: broken, holding: []).causes()
    let cause = try #require(causes.first)
    #expect(causes.count == 1)
    #expect(cause.repair.term.evidence.text == "丙")
    #expect(cause.repair.corrected.money == Money(fen: 6_000))
    #expect(cause.explained == [0, 1])
    #expect(cause.alternatives.isEmpty)
  }

  @Test("别处相符的格不轻易怀疑：错的是没有旁证的一格")
  func witnessed() throws {
    let broken = [sum(("甲", 100), [("丙", 120)])]
    let holding = [sum(("丁", 100), [("甲", 100)]), sum(("戊", 100), [("甲", 100)])]
    let cause = try #require(CauseSearch(broken: broken, holding: holding).causes().first)
    #expect(cause.repair.term.evidence.text == "丙")
    #expect(cause.repair.harms == 0)
  }

  @Test("两处互不相干的错是两个原因")
  func twoCauses() {
    let broken = [sum(("甲", 100), [("乙", 90)]), sum(("丙", 50), [("丁", 20), ("戊", 20)])]
    #expect(CauseSearch(broken: broken, holding: []).causes().count == 2)
  }

  @Test("分不出是哪一格时，列出其他可能")
  func alternatives() throws {
    let broken = [sum(("甲", 10_000), [("乙", 4_123), ("丙", 5_555)])]
    let cause = try #require(CauseSearch(broken: broken, holding: []).causes().first)
    #expect(cause.repair.term.evidence.text == "甲")
    #expect(cause.alternatives.map(\.term.evidence.text) == ["乙", "丙"])
  }

  @Test("差一万倍、一位数错、相邻两位颠倒是常见笔误")
  func slips() {
    func slip(_ a: Int64, _ b: Int64) -> Bool { CauseSearch.isSlip(Money(fen: a), Money(fen: b)) }
    #expect(slip(24_660_800_00, 24_660_800_00 / 10_000 * 100_000_000))
    #expect(slip(12_345, 12_945) && slip(12_345, 13_245) && slip(-12_345, 12_345))
    #expect(!slip(12_345, 54_321) && !slip(12_345, 1_234))
  }

  @Test("上百处不平也有界、有定：贪心，且两次结果相同")
  func many() {
    let broken = (0..<200).map { sum(("合计\($0)", 100), [("共有", 70), ("余\($0)", 40)]) }
    let search = CauseSearch(broken: broken, holding: [])
    let first = search.causes()
    #expect(first.count == 1)
    #expect(first.first?.repair.term.evidence.text == "共有")
    #expect(search.causes().map(\.explained) == first.map(\.explained))
  }

  @Test("极大的数不溢出")
  func extremes() {
    let big = Int64.max / 100
    let broken = [sum(("甲", big), [("乙", -big), ("丙", big)])]
    _ = CauseSearch(broken: broken, holding: broken).causes()
  }

  // MARK: on a document

  private func report(_ change: (String, String)) throws -> CheckReport {
    let catalog = try #require(RuleCaseTests.catalog)
    #expect(RuleCaseTests.base.contains(change.0))
    let text = RuleCaseTests.base.replacing(change.0, with: change.1, maxReplacements: 1)
    return RuleBook.standard.check(
      try Reader(catalog: catalog).read(Array(text.utf8), name: "case.md").disclosure, with: catalog)
  }

  @Test("支出总表一格错：一个发现，指到这一格，建议改回，其余为其表现")
  func oneCellOneFinding() throws {
    let row = "| 5 | 2010302 | 一般行政管理事务 | 200000.00 | | 200000.00 | |"
    let report = try report((row, row.replacing("200000.00 | |", with: "206000.00 | |", maxReplacements: 1)))
    let errors = report.findings.filter { $0.severity == .error }
    let finding = try #require(errors.first)
    #expect(errors.count == 1, "\(errors.map { "\($0.rule) \($0.message.chinese)" })")
    #expect(finding.evidence.first?.text.contains("206000.00") == true)
    #expect(finding.expected == "200000.00元" && finding.found == "206000.00元")
    #expect(finding.correction.chinese.contains("200000.00元") && finding.correction.chinese.contains("建议"))
    #expect(!finding.symptoms.isEmpty)
    #expect(Set(report.findings.map(\.identity)).isDisjoint(with: finding.symptoms.map(\.identity)))
  }

  @Test("文字一个数错，总额与比例同时不符：只报一次")
  func oneClaimOneFinding() throws {
    let report = try report(("2024年预算收入100万元", "2024年预算收入180万元"))
    let errors = report.findings.filter { $0.severity == .error }
    #expect(errors.count == 1, "\(errors.map { "\($0.rule) \($0.message.chinese)" })")
    #expect(errors.first?.expected?.hasPrefix("100") == true)
  }
}
