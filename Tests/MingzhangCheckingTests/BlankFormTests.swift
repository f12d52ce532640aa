import Foundation
import MingzhangModel
import MingzhangReading
import MingzhangTestSupport
import Testing

@testable import MingzhangChecking

/// An empty form gets one finding, and every other rule says why it was not tried.
@Suite struct BlankFormTests {
  @Test("空白表样只有一个发现，其余规则都写明没有核对")
  func oneFinding() throws {
    let catalog = try #require(RuleCaseTests.catalog)
    let text = try String(contentsOf: RuleCaseTests.folder.appending(path: "C201.md"), encoding: .utf8)
    let file = try CaseFile(text, code: "C201", books: try SoundBooks(RuleCaseTests.tests))
    let form = try #require(file.cases.first { $0.ending == .broken })
    let disclosure = try Reader(catalog: catalog).read(Array(form.document.utf8), name: "form.md").disclosure
    let report = RuleBook.standard.check(disclosure, with: catalog)
    #expect(report.findings.map(\.rule) == ["C201"])
    #expect(report.count(.unchecked) == RuleBook.standard.rules.count - 1)
    #expect(report.outcomes.filter { $0.status == .unchecked }.allSatisfy { $0.reason != nil })
  }
}
