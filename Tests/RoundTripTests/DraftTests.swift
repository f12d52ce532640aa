import Foundation
import MingzhangChecking
import MingzhangMaking
import MingzhangModel
import MingzhangTestSupport
import Testing

@Suite("有错误的书是草稿") struct DraftTests {
  @Test("文字写死的数与表不符：编成草稿，开头列出错误；没有错误的书原样") func aBookWithErrorsIsADraft() throws {
    let book = try NangongBook()
    let clean = RuleBook.standard.check(book.disclosure, with: book.catalog)
    #expect(book.view.released(after: clean) == book.view)
    var wrong = book.disclosure
    for section in wrong.narrative.sections.indices {
      for paragraph in wrong.narrative.sections[section].paragraphs.indices {
        var words = wrong.narrative.sections[section].paragraphs[paragraph]
        guard let claim = words.claims.firstIndex(where: { $0.measure == .totalExpenditure && $0.direction == nil }),
          let amount = ReportedAmount(printed: "2400", unit: .tenThousandYuan)
        else { continue }
        words.claims[claim].value = .amount(amount, unit: .tenThousandYuan)
        wrong.narrative.sections[section].paragraphs[paragraph] = words
      }
    }
    let report = RuleBook.standard.check(wrong, with: book.catalog)
    #expect(!report.errors.isEmpty)
    let draft = book.view.released(after: report)
    #expect(draft.isDraft)
    #expect(draft.title.hasSuffix("（草稿）"))
    #expect(draft.blocks.first == .heading(level: 1, "草稿：不得公开"))
    #expect(draft.blocks.count == book.view.blocks.count + 2 + report.errors.count)
  }

  @Test("命令行：草稿放在 draft 下，以 1 退出，不占公开书的位置") func theCommandMakesADraft() throws {
    let scratch = try TemporaryFolder()
    let folder = scratch.url.appending(path: "ledger")
    try FileManager.default.copyItem(at: TestPlaces.examples.appending(path: "nangong-2023"), to: folder)
    let file = folder.appending(path: "narrative/02-overview.md")
    let text = try String(contentsOf: file, encoding: .utf8)
    try Data(text.replacing("支出预算{{支出.合计}}", with: "支出预算2400万元").utf8).write(to: file)
    let out = scratch.url.appending(path: "out")
    let result = try Program().run(["make", folder.path, "--output", out.path, "--formats", "md,html"])
    #expect(result.code == 1)
    #expect(result.output.contains("编成草稿，不得公开"))
    #expect(FileManager.default.fileExists(atPath: out.appending(path: "draft/book.md").path))
    #expect(!FileManager.default.fileExists(atPath: out.appending(path: "book.md").path))
  }
}
