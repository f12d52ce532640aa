import Foundation
import MingzhangCatalog
import MingzhangChecking
import MingzhangMaking
import MingzhangModel
import MingzhangReading
import MingzhangTestSupport
import Testing

/// A final account of a department with two units, one of which pays the other: out of the committed example of one ledger.
@Suite("几个单位的部门决算") struct FinalAccountOfUnitsTests {
  private static let (own, centre) = ("青岚县水利局本级", "青岚县水利工程服务中心")
  private static let passedOn = Money(fen: 5_000_000)
  private static let leftOver = Money(fen: 1_200_000)

  private let catalog: Catalog
  private let example: Ledger

  init() throws {
    catalog = try Catalog.load(from: TestPlaces.root.appending(path: "Sources/MingzhangCatalog/Data"))
    example = try LedgerFolder.load(from: FinalAccountTests.folder, catalog: catalog)
  }

  /// The example with every line's unit: revenue as the unit spends it, counts and assets at the bureau.
  ///
  /// - Parameter transfer: whether the bureau passes other income on to the centre, which keeps a part of it.
  private func ledger(transfer: Bool) throws -> Ledger {
    var ledger = example
    ledger.revenue = parted(ledger.revenue, by: ledger.expenditure, ledger.balances)
    ledger.lastYear.revenue = parted(ledger.lastYear.revenue, by: ledger.lastYear.expenditure, [])
    for index in ledger.balances.indices {
      ledger.balances[index].unit = ledger.balances[index].item.digits == "2130306" ? Self.centre : Self.own
    }
    for index in ledger.counts.indices { ledger.counts[index].unit = Self.own }
    for index in ledger.assets.indices { ledger.assets[index].unit = Self.own }
    // what the centre's book must count and say too
    for count in example.counts {
      var none = count
      (none.unit, none.number) = (Self.centre, PrintedNumber(digits: 0, decimals: 0))
      none.lastYear = count.lastYear.map { _ in PrintedNumber(digits: 0, decimals: 0) }
      ledger.counts.append(none)
    }
    ledger.unitNarrative = [Self.own, Self.centre].map { unit in
      .init(
        unit: unit,
        source: .init(
          file: "narrative/\(unit)/02-organisation.md", markdown: "# 机构设置\n\n本单位无下属单位。\n\n{{表.机构设置}}\n"))
    }
    if transfer { try addTransfer(to: &ledger) }
    return ledger
  }

  private func parted(
    _ revenue: [Ledger.RevenueEntry], by expenditure: [Ledger.ExpenditureEntry], _ balances: [Ledger.BalanceEntry]
  ) -> [Ledger.RevenueEntry] {
    revenue.flatMap { entry in
      let spent = expenditure.filter { $0.item == entry.item && $0.source == entry.source }
      let units = Set(spent.map(\.unit)).sorted()
      guard units.count > 1 else {
        var one = entry
        one.unit = units.first ?? Self.own
        return [one]
      }
      return units.map { unit in
        var part = entry
        (part.unit, part.amount) = (unit, spent.filter { $0.unit == unit }.map(\.amount).sum())
        return part
      }
    }
  }

  private func addTransfer(to ledger: inout Ledger) throws {
    let item = try #require(FunctionalCode("2130311"))
    let place = Ledger.Origin(file: "revenue.csv", line: 900)
    func revenue(_ unit: String, _ source: FundSource, from counterpart: String) -> Ledger.RevenueEntry {
      var entry = Ledger.RevenueEntry(
        source: source, isCarryover: false, item: item, amount: Self.passedOn, origin: place)
      (entry.unit, entry.counterpart) = (unit, counterpart)
      return entry
    }
    ledger.revenue += [
      revenue(Self.own, .otherIncome, from: ""), revenue(Self.centre, .higherLevelSubsidy, from: Self.own),
    ]
    func spent(_ unit: String, _ source: FundSource, _ amount: Money, to payee: String) -> Ledger.ExpenditureEntry {
      var entry = Ledger.ExpenditureEntry(
        unit: unit, item: item, section: nil, source: source, nature: .project("河湖管护"), threePublic: nil,
        amount: amount, derivation: "", origin: .init(file: "expenditure.csv", line: 900))
      entry.counterpart = payee
      return entry
    }
    ledger.expenditure += [
      spent(Self.own, .otherIncome, Self.passedOn, to: Self.centre),
      spent(Self.centre, .higherLevelSubsidy, Self.passedOn - Self.leftOver, to: ""),
    ]
    var kept = Ledger.BalanceEntry(
      source: .higherLevelSubsidy, item: item, surplusUsed: .zero, distributed: .zero, closing: Self.leftOver,
      origin: .init(file: "balances.csv", line: 900))
    kept.unit = Self.centre
    ledger.balances.append(kept)
  }

  /// The ledger as it is loaded from its files, once every reason that is asked for is given.
  private func answered(_ ledger: Ledger) throws -> Ledger {
    var ledger = ledger
    let scratch = try TemporaryFolder()
    let place = Ledger.Origin(file: "reasons.csv", line: 1)
    for _ in 0..<3 {
      try OutputFolder.write(LedgerFiles(ledger).files(), to: scratch.url)
      do { return try LedgerFolder.load(from: scratch.url, catalog: catalog) } catch {
        let asked = error.problems.compactMap {
          $0.wording.chinese.firstMatch(of: /写上“(.+?)”的原因。（编(?:部门|单位)《(.+?)》的书时）/)
        }
        try #require(asked.count == error.problems.count, "\(error.problems.map(\.wording.chinese))")
        for question in asked {
          var answer = Ledger.Reason(figure: String(question.1), answer: "年度工作任务安排有变化", origin: place)
          answer.unit = String(question.2)
          if !ledger.reasons.contains(where: { $0.figure == answer.figure && $0.unit == answer.unit }) {
            ledger.reasons.append(answer)
          }
        }
      }
    }
    return try LedgerFolder.load(from: scratch.url, catalog: catalog)
  }

  private func book(_ ledger: Ledger) throws -> (made: Disclosure, printed: Disclosure) {
    let profile = try #require(catalog.profile(ledger.book.profile))
    let disclosure = Posting(ledger: ledger, profile: profile, catalog: catalog).disclosure()
    let view = BookView(disclosure: disclosure, ledger: ledger, profile: profile).document
    return (
      disclosure, try Reader(catalog: catalog).read(MarkdownWriter().bytes(for: view), name: "book.md").disclosure
    )
  }

  private func total(_ disclosure: Disclosure, _ line: LineKey, _ side: StatementSide) -> Money? {
    guard let statement = disclosure.statement(.revenueAndExpenditureSummary),
      case .amount(let amount)? = statement.line(line, side: side).flatMap({ statement.cell($0, .amount) })?.reading
    else { return nil }
    return amount.money
  }

  @Test("两本单位决算之和减去往来等于部门决算，结转结余也是；每本书核对没有发现", arguments: [false, true])
  func unitsLessTransfers(_ transfer: Bool) throws {
    let ledger = try ledger(transfer: transfer)
    let loaded = try answered(ledger)
    let books = LedgerBooks(loaded, catalog: catalog)
    try #require(books.units.map(\.book.entity) == [Self.own, Self.centre])
    let passed = transfer ? Self.passedOn : .zero
    #expect(
      books.units.flatMap(\.expenditure).map(\.amount).sum() - passed
        == books.department.expenditure.map(\.amount).sum())
    #expect(
      books.units.flatMap(\.balances).map(\.closing).sum() == books.department.balances.map(\.closing).sum())
    // what is left of passed-on money is left of the payer's source
    let left = books.department.balances.filter { $0.source == .otherIncome }.map(\.closing).sum()
    #expect(left == (transfer ? Self.leftOver : .zero))
    #expect(books.department.balances.allSatisfy { $0.source != .higherLevelSubsidy || $0.closing == .zero })

    let units = try books.units.map(book)
    for unit in units {
      #expect(unit.printed.kind == .final)
      #expect(
        RuleBook.standard.check(unit.printed, with: catalog).findings.map { "\($0.rule) \($0.message.chinese)" } == [],
        "\(unit.made.entity)")
    }
    let whole = try book(books.department)
    let report = RuleBook.standard.check(
      whole.printed, with: catalog, beside: Companions(units: units.map(\.printed)))
    #expect(report.findings.map { "\($0.rule) \($0.message.chinese)" } == [])
    for (line, side) in [(LineKey.totalRevenue, StatementSide.revenue), (.carryoverOut, .expenditure)] {
      let parts = try units.map { try #require(total($0.made, line, side)) }
      let difference = parts.sum() - (try #require(total(whole.made, line, side)))
      // printed in 万元 to two decimals: each of three figures is off by 50 yuan at most
      let expected = line == .totalRevenue ? passed : .zero
      #expect((difference - expected).magnitude <= Money(fen: 15_000), "\(line): \(difference)")
    }
  }
}
