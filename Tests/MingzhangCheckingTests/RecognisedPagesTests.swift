import MingzhangCatalog
import MingzhangChecking
import MingzhangModel
import MingzhangReading
import MingzhangTestSupport
import Testing

@Suite struct RecognisedPagesTests {
  @Test("图片里认出来的数只能作提示，并请先核对原件")
  func onlyNotices() throws {
    let catalog = try Catalog.load(from: TestPlaces.root.appending(path: "Sources/MingzhangCatalog/Data"))
    let base = RuleCaseTests.base
    let text = base.replacing("| 7 | 收入总计 | 1000000.00 |", with: "| 7 | 收入总计 | 1000000.01 |")
    try #require(text != base)
    var disclosure = try Reader(catalog: catalog).read(Array(text.utf8), name: "t.md").disclosure
    let before = RuleBook.standard.check(disclosure, with: catalog)
    let error = try #require(before.findings.first { $0.severity == .error })
    #expect(([error.rule] + error.symptoms.map(\.rule)).contains("X101"))
    disclosure.source?.recognisedPages = [1]
    let after = RuleBook.standard.check(disclosure, with: catalog)
    // from what was recognised no cause is concluded: each breach stands for itself
    #expect(Set(after.findings.map(\.rule)).isSuperset(of: [error.rule] + error.symptoms.map(\.rule)))
    #expect(after.findings.allSatisfy { $0.symptoms.isEmpty })
    #expect(after.worst == .notice)
    #expect(after.findings.contains { $0.rule == "X101" && $0.message.chinese.contains("核对原件") })
    // another page was the picture: what is printed stays what it is
    disclosure.source?.recognisedPages = [9]
    let other = RuleBook.standard.check(disclosure, with: catalog)
    #expect(other.findings.contains { $0.identity == error.identity && $0.severity == .error })
  }
}
