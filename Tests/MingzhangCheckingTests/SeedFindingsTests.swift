import Foundation
import MingzhangCatalog
import MingzhangChecking
import MingzhangModel
import MingzhangReading
import MingzhangTestSupport
import Testing

/// What is wrong in the Nangong disclosure, found by hand; what looks wrong and is not.
@Suite struct SeedFindingsTests {
  let report: CheckReport

  init() throws {
    let catalog = try Catalog.load(from: TestPlaces.root.appending(path: "Sources/MingzhangCatalog/Data"))
    let bytes = try Data(contentsOf: TestPlaces.examples.appending(path: "seed/nangong-2023.md"))
    let disclosure = try Reader(catalog: catalog).read(Array(bytes), name: "nangong-2023.md").disclosure
    report = RuleBook.standard.check(disclosure, with: catalog)
  }

  struct Defect: Sendable, CustomStringConvertible {
    var rule: String
    var line: Int
    var words: String
    init(_ rule: String, line: Int, _ words: String) { (self.rule, self.line, self.words) = (rule, line, words) }
    var description: String { "\(rule) 第 \(line) 行 \(words)" }
  }

  @Test(
    "人工找到的每一处缺陷都报出来，指到行",
    arguments: [
      Defect("W120", line: 245, "14"), Defect("A101", line: 690, "11.39"), Defect("W123", line: 692, "空表"),
      Defect("A102", line: 690, "汽车"), Defect("L101", line: 16, "政府基金"), Defect("L102", line: 416, "我省"),
      Defect("L102", line: 702, "省级"), Defect("C107", line: 33, "104 政府部门"), Defect("N114", line: 420, "项目支出表"),
      Defect("C106", line: 416, "所属事业单位"), Defect("C108", line: 268, "绩效工资"), Defect("N116", line: 430, "1.6"),
      Defect("P101", line: 620, "926.30"), Defect("P106", line: 633, "7229.05"), Defect("P102", line: 634, "≥98"),
      Defect("P105", line: 553, "进一步"), Defect("C105", line: 701, "上缴上级支出"), Defect("C105", line: 703, "机关运行费"),
      Defect("A104", line: 664, "0.00"), Defect("V101", line: 340, "1576000"),
    ])
  func found(_ defect: Defect) {
    let findings = report.findings.filter { $0.rule == defect.rule }
    #expect(
      findings.contains { finding in
        finding.evidence.first?.span?.line == defect.line
          && (finding.message.chinese + finding.evidence.map(\.text).joined()).contains(defect.words)
      }, "\(findings.map { ($0.evidence.first?.span?.line ?? 0, $0.message.chinese) })")
  }

  @Test("除此之外没有错误，也没有别的警告")
  func nothingElse() {
    let errors = Set(report.findings.filter { $0.severity == .error }.map(\.rule))
    #expect(errors == ["A101", "W123"])
    let warnings = Set(report.findings.filter { $0.severity == .warning }.map(\.rule))
    #expect(warnings == ["W120", "L101", "L102", "N114", "P102"])
  }

  @Test("识别噪声不算编制错误")
  func noise() {
    for finding in report.findings where finding.rule != "Q101" {
      #expect(!finding.message.chinese.contains("南官") || finding.severity == .notice)
    }
    #expect(report.findings.first { $0.rule == "Q101" }?.severity == .notice)
    #expect(report.inputNotices.count >= 5)
  }

  @Test("没核对的列出原因，不算通过")
  func unchecked() {
    #expect(report.outcomes.count == RuleBook.standard.rules.count)
    #expect(report.outcomes.filter { $0.status == .unchecked }.allSatisfy { $0.reason != nil })
  }
}
