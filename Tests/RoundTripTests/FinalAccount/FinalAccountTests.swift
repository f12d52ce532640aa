import Foundation
import MingzhangCatalog
import MingzhangChecking
import MingzhangFormats
import MingzhangMaking
import MingzhangModel
import MingzhangReading
import MingzhangTestSupport
import Testing

/// The committed example of a final account: made up, plausible, and made into a book without a finding.
@Suite("部门决算") struct FinalAccountTests {
  static let folder = TestPlaces.examples.appending(path: "qinglan-2024-final")

  private struct Example {
    let catalog: Catalog
    let ledger: Ledger
    let disclosure: Disclosure
    let view: DocumentView

    init(_ folder: URL = FinalAccountTests.folder) throws {
      catalog = try Catalog.load(from: TestPlaces.root.appending(path: "Sources/MingzhangCatalog/Data"))
      ledger = try LedgerFolder.load(from: folder, catalog: catalog)
      let profile = try #require(catalog.profile(ledger.book.profile))
      disclosure = Posting(ledger: ledger, profile: profile, catalog: catalog).disclosure()
      view = BookView(disclosure: disclosure, ledger: ledger, profile: profile).document
    }
  }

  private func amount(_ statement: Statement?, _ line: LineKey, _ column: ColumnKey, side: StatementSide? = nil)
    -> String?
  {
    guard let statement, let line = statement.line(line, side: side) else { return nil }
    return statement.cell(line, column)?.printed
  }

  @Test("九张表：年初结转、收入、支出、结余分配、年末结转，总计两边相等") func nineTables() throws {
    let book = try Example()
    #expect(book.disclosure.statements.map(\.kind).count == 9)
    #expect(Set(book.disclosure.statements.map(\.kind)) == Set(StatementKind.nine))
    let summary = book.disclosure.statement(.revenueAndExpenditureSummary)
    #expect(amount(summary, .surplusUsed, .amount, side: .revenue) == "2.46")
    #expect(amount(summary, .carryoverIn, .amount, side: .revenue) == "128.40")
    #expect(amount(summary, .surplusDistributed, .amount, side: .expenditure) == "3.15")
    #expect(amount(summary, .carryoverOut, .amount, side: .expenditure) == "84.05")
    #expect(amount(summary, .totalRevenue, .amount, side: .revenue) == "2974.60")
    #expect(amount(summary, .totalExpenditure, .amount, side: .expenditure) == "2974.60")
    let fund = book.disclosure.statement(.governmentFundExpenditure)
    #expect(amount(fund, .total, .carryoverIn) == "64.23")
    #expect(amount(fund, .total, .carryoverOut) == "40.85")
    // the right half is numbered on from the left
    #expect(summary?.rows.first?.filter { $0.printed == "31" }.count == 1)
    // what the ministry's form prints beside the final amount is the adjusted budget
    let expenses = try #require(book.disclosure.statement(.threePublicExpenses))
    #expect(expenses.rows.first?.map(\.printed).prefix(1) == ["16.20"])
    #expect(expenses.columns.first?.key == .budget(.total))
  }

  @Test("说明文字：逐项、占比、完成率、原因、数量都由台账写出") func words() throws {
    let text = try Example().disclosure.narrative.sections.flatMap(\.paragraphs).map(\.text).joined(separator: "\n")
    for words in [
      "收入支出总计2974.60万元。与2023年度相比，收入支出总计增加101.52万元，增长3.53%，主要原因是防汛应急抢险和库区基础设施资金增加。",
      "财政拨款收入2761.38万元，占97.10%", "农林水支出（类）2241.90万元，占92.26%",
      "农林水支出（类）水利（款）防汛（项）。年初预算为150万元，支出决算为231.68万元，完成年初预算的154.46%，决算数大于年初预算数的主要原因是汛期险情较多",
      "年末公务用车保有量5辆", "国内公务接待42批次、386人次", "因公出国（境）费预算为0万元，支出决算为0万元，全年未安排预算，决算数与全年预算数持平",
    ] { #expect(text.contains(words), "\(words)") }
    #expect(!text.contains("{{"))
  }

  @Test("文件夹与工作簿互换，一个字不差") func lossless() throws {
    let book = try Example()
    let bytes = try LedgerWorkbook(LedgerFiles(book.ledger), catalog: book.catalog).bytes()
    let scratch = try TemporaryFolder()
    let file = scratch.url.appending(path: "决算.xlsx")
    try Data(bytes).write(to: file)
    let again = try LedgerFolder.load(from: file, catalog: book.catalog)
    #expect(LedgerFiles(again).files() == LedgerFiles(book.ledger).files())
    #expect(again.balances.map(\.closing) == book.ledger.balances.map(\.closing))
    #expect(again.counts.map(\.name) == book.ledger.counts.map(\.name))
  }

  @Test("读回来同样的表、同样的数，核对没有发现", arguments: ["html", "docx", "md", "xlsx"]) func readsBack(_ format: String) throws {
    let book = try Example()
    let bytes: [UInt8] =
      switch format {
      case "html": HTMLWriter().bytes(for: book.view)
      case "docx": WordWriter().bytes(for: book.view)
      case "xlsx": try ExcelWriter().bytes(for: book.view)
      default: MarkdownWriter().bytes(for: book.view)
      }
    let read = try Reader(catalog: book.catalog).read(bytes, name: "book.\(format)").disclosure
    #expect(read.kind == .final)
    #expect(read.fiscalYear == 2024)
    for made in book.disclosure.statements {
      let back = try #require(read.statement(made.kind), "\(made.title)")
      #expect(Self.amounts(made) == Self.amounts(back), "\(made.title)")
    }
    #expect(RuleBook.standard.check(read, with: book.catalog).findings.map(\.rule) == [])
  }

  private static func amounts(_ statement: Statement) -> [String: Money] {
    var out: [String: Money] = [:]
    for line in statement.lines {
      for (index, column) in statement.columns.enumerated() where column.belongs(to: line) {
        guard case .amount(let amount) = statement.rows[line.row][index].reading else { continue }
        out["\(line.side?.rawValue ?? "")/\(line.part ?? 0)/\(line.key)/\(column.key)"] = amount.money
      }
    }
    return out
  }

  @Test(
    "决算台账的错误：一句话，说出文件和行",
    arguments: [
      ("balances.csv", "312640.00", "312640.01", "balances.csv 第 3 行：科目 2130335（一般公共预算拨款） 不平"),
      ("balances.csv", "一般公共预算拨款,2130335,,,312640.00", "一般公共预算拨款,2130335,1.00,,312641.00", "财政拨款没有“使用非财政拨款结余”"),
      ("counts.csv", "公务用车保有量,5,5", "公务用车保有量,五,5", "counts.csv 第 5 行：“数量”应为数字，现为“五”"),
      ("counts.csv", "公务用车保有量,5,5\n", "", "需要数量，而 counts.csv 中没有“公务用车保有量”"),
      ("reasons.csv", "年初预算.一般公共预算.科目.2130314,", "年初预算.一般公共预算.科目.2130311,", "需要原因：比年初预算增加 816840.75 元"),
    ])
  func problems(_ file: String, _ old: String, _ new: String, _ sentence: String) throws {
    let scratch = try TemporaryFolder()
    let folder = scratch.url.appending(path: "ledger")
    try FileManager.default.copyItem(at: Self.folder, to: folder)
    let place = folder.appending(path: file)
    let text = try String(contentsOf: place, encoding: .utf8)
    try #require(text.contains(old))
    try Data(text.replacing(old, with: new).utf8).write(to: place)
    let error = #expect(throws: LedgerError.self) { try Example(folder) }
    let said = error?.problems.map(\.wording.chinese) ?? []
    #expect(said.contains { $0.contains(sentence) }, "\(said)")
  }

  @Test("下一年：年末结转成为年初结转，预算和数量重新填，上年数列在旁边") func nextYear() throws {
    let book = try Example()
    let files = LedgerRolling(book.ledger).files.files()
    let revenue = String(decoding: try #require(files["revenue.csv"]), as: UTF8.self)
    #expect(revenue.contains("一般公共预算拨款,2130335,是,312640.00"))
    let counts = String(decoding: try #require(files["counts.csv"]), as: UTF8.self)
    #expect(counts.contains("公务用车保有量,,5"))
    let expenditure = String(decoding: try #require(files["expenditure.csv"]), as: UTF8.self)
    #expect(!expenditure.contains("7700000.00"))
    #expect(expenditure.contains("7642180.00"))
  }
}
