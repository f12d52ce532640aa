import Foundation
import MingzhangCatalog
import MingzhangChecking
import MingzhangMaking
import MingzhangModel
import MingzhangTestSupport
import Testing

@Suite("几个单位的部门") struct DepartmentTests {
  private func shown(_ report: CheckReport) -> [String] {
    report.findings.map { "\($0.severity) \($0.rule) \($0.message.chinese)" }
  }

  @Test("各单位之和减去往来等于部门；每本书核对没有发现，部门与各单位之间也没有", arguments: 1...12 as ClosedRange<UInt64>)
  func unitsLessTransfers(_ seed: UInt64) throws {
    let sample = try DepartmentSample(seed: seed, unitCount: 2 + Int(seed % 3), transfers: Int(seed % 4))
    let books = LedgerBooks(sample.ledger, catalog: sample.catalog)
    #expect(books.units.map(\.book.entity) == sample.ledger.units.map(\.name))
    let expenditure = books.units.map { $0.expenditure.map(\.amount).sum() }.sum()
    let revenue = books.units.map { $0.revenue.map(\.amount).sum() }.sum()
    #expect(expenditure - sample.transferred == books.department.expenditure.map(\.amount).sum())
    #expect(revenue - sample.transferred == books.department.revenue.map(\.amount).sum())
    #expect(books.department.eliminated.map(\.amount).sum() == sample.transferred)
    // outside money only: no unit's receipt from another is left
    #expect(books.department.revenue.allSatisfy { $0.counterpart.isEmpty && $0.source != .higherLevelSubsidy })
    var printed: [Disclosure] = []
    for unit in books.units {
      let book = try sample.book(unit)
      #expect(shown(sample.check(book.printed)) == [], "\(unit.book.entity)")
      #expect(book.printed.entity == unit.book.entity)
      printed.append(book.printed)
    }
    let whole = try sample.book(books.department)
    #expect(shown(sample.check(whole.printed, units: printed)) == [])
    let table = whole.printed.statements.first { $0.title.contains("往来抵销") }
    #expect((table == nil) == (sample.transferred == .zero))
    if let table { #expect(table.notes.first?.text.contains(sample.transferred.printed(in: .yuan)) == true) }
  }

  @Test("往来的钱在部门的书里按付款单位的资金来源支出：财政拨款收支仍平")
  func theSourceOfThePayer() throws {
    let sample = try DepartmentSample(seed: 7, unitCount: 3, transfers: 3)
    let books = LedgerBooks(sample.ledger, catalog: sample.catalog)
    for source in FundSource.allCases {
      let revenue = books.department.revenue.filter { $0.source == source }.map(\.amount).sum()
      let expenditure = books.department.expenditure.filter { $0.source == source }.map(\.amount).sum()
      #expect(revenue == expenditure, "\(source)")
    }
  }

  @Test("命令行：部门的书和每个单位一个文件夹；部门的书里有抵销表")
  func command() throws {
    let sample = try DepartmentSample(seed: 3, unitCount: 3, transfers: 2)
    let scratch = try TemporaryFolder()
    let (folder, out) = (scratch.url.appending(path: "ledger"), scratch.url.appending(path: "out"))
    try OutputFolder.write(LedgerFiles(sample.ledger).files(), to: folder)
    let result = try Program().run(["make", folder.path, "--output", out.path, "--formats", "md,html,data"])
    #expect(result.code == 0, "\(result.output)\(result.errors)")
    for name in ["."] + sample.ledger.units.map(\.name) {
      #expect(FileManager.default.fileExists(atPath: out.appending(path: "\(name)/book.md").path), "\(name)")
    }
    let text = try String(contentsOf: out.appending(path: "book.md"), encoding: .utf8)
    #expect(text.contains("所属单位之间往来抵销情况表"))
    let unit = try String(contentsOf: out.appending(path: "南宫市第一中学/book.md"), encoding: .utf8)
    #expect(!unit.contains("抵销") && unit.hasPrefix("南宫市第一中学"))
    // workbook and folder hold the same ledger
    let workbook = scratch.url.appending(path: "ledger.xlsx")
    #expect(try Program().run(["convert", folder.path, workbook.path]).code == 0)
    #expect(try Program().run(["diff", folder.path, workbook.path]).code == 0)
  }

  private func problems(_ change: (inout Ledger) -> Void) throws -> [String] {
    let sample = try DepartmentSample(seed: 5, unitCount: 3, transfers: 2, change: change)
    let scratch = try TemporaryFolder()
    try OutputFolder.write(LedgerFiles(sample.ledger).files(), to: scratch.url)
    do {
      _ = try LedgerFolder.load(from: scratch.url, catalog: sample.catalog)
      return []
    } catch { return error.problems.map(\.wording.chinese) }
  }

  @Test("往来两头对不上、绕成圈、没有填单位：各说各的，指到行") func whatIsWrong() throws {
    #expect(try problems { _ in } == [])
    let unequal = try problems { ledger in
      guard let index = ledger.expenditure.firstIndex(where: { !$0.counterpart.isEmpty }) else { return }
      let unit = ledger.expenditure[index].unit
      ledger.expenditure[index].counterpart = ""
      ledger.expenditure[index].unit = unit
    }
    #expect(unequal.contains { $0.contains("往来对不上") && $0.contains("第") })
    let round = try problems { ledger in
      // the payee pays its payer back, from money of its own
      guard let first = ledger.expenditure.first(where: { !$0.counterpart.isEmpty }),
        let receipt = ledger.revenue.first(where: { $0.unit == first.counterpart && $0.counterpart == first.unit })
      else { return }
      let amount = Money(fen: 500_000)
      var back = first
      (back.unit, back.counterpart, back.amount, back.source) = (first.counterpart, first.unit, amount, .otherIncome)
      var spent = first
      (spent.counterpart, spent.amount, spent.source) = ("", amount, .higherLevelSubsidy)
      ledger.expenditure += [back, spent]
      var (received, own) = (receipt, receipt)
      (received.unit, received.counterpart, received.amount) = (first.unit, first.counterpart, amount)
      (own.counterpart, own.amount, own.source) = ("", amount, .otherIncome)
      if let same = ledger.revenue.firstIndex(where: {
        $0.unit == own.unit && $0.item == own.item && $0.source == .otherIncome && $0.counterpart.isEmpty
      }) {
        ledger.revenue[same].amount += amount
      } else {
        ledger.revenue.append(own)
      }
      ledger.revenue.append(received)
    }
    #expect(round.contains { $0.contains("绕成了圈") }, "\(round)")
    let unnamed = try problems { $0.revenue[3].unit = "" }
    #expect(unnamed.contains { $0.contains("没有填“预算单位”") })
    let foreign = try problems { $0.assets[0].unit = "别的单位" }
    #expect(foreign.contains { $0.contains("没有单位“别的单位”") })
  }

  @Test("单位自己的说明文字代替部门的同名文件") func wordsOfAUnit() throws {
    let sample = try DepartmentSample(seed: 9, unitCount: 2, transfers: 1) { ledger in
      let file = ledger.narrative[0].file.replacing("narrative/", with: "narrative/南宫市第一中学/")
      ledger.unitNarrative = [
        .init(
          unit: "南宫市第一中学",
          source: .init(
            file: file, markdown: "# 部门职责及机构设置情况\n\n## 部门职责\n\n承担高中阶段教育教学工作。\n\n## 机构设置\n\n机构设置情况见下表。\n\n{{表.机构设置}}\n"))
      ]
    }
    let scratch = try TemporaryFolder()
    try OutputFolder.write(LedgerFiles(sample.ledger).files(), to: scratch.url)
    let loaded = try LedgerFolder.load(from: scratch.url, catalog: sample.catalog)
    let books = LedgerBooks(loaded, catalog: sample.catalog)
    func text(_ ledger: Ledger) throws -> String {
      MarkdownWriter().text(for: try sample.book(ledger).view)
    }
    #expect(try text(books.units[1]).contains("承担高中阶段教育教学工作"))
    #expect(try !text(books.department).contains("承担高中阶段教育教学工作"))
    #expect(try !text(books.units[0]).contains("承担高中阶段教育教学工作"))
  }
}
