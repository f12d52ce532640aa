import MingzhangCatalog
import MingzhangModel

/// The books that one ledger makes: the department's, and one for each of its units.
///
/// State secrets are taken out first, then the units are told apart and what they pay one another leaves the department's sums. So no
/// later step ever sees a withheld amount.
public struct LedgerBooks: Sendable {
  /// What the department's book is made from; the ledger itself when it is of one unit and nothing is withheld.
  public let department: Ledger
  /// In the order of the units; empty when the ledger is of one unit.
  public let units: [Ledger]
  /// Lines that could not be told apart or hidden, with what to do.
  let problems: [Problem]

  struct Problem: Hashable {
    var origin: Ledger.Origin
    var heading: String?
    var wording: Wording
  }

  /// For a ledger as `LedgerFolder.load` gives it, which has no problems.
  public init(_ ledger: Ledger, catalog: Catalog) {
    let redaction = Redaction(ledger, catalog: catalog)
    let published = redaction.ledger
    var problems = redaction.problems
    guard published.isOfSeveralUnits else {
      (department, units, self.problems) = (published, [], problems)
      return
    }
    let split = UnitSplit(published)
    problems += split.problems
    units = split.ledgers
    var whole = published
    let now = Consolidation(
      revenue: published.revenue, expenditure: published.expenditure, balances: published.balances)
    let lastYear = Consolidation(revenue: published.lastYear.revenue, expenditure: published.lastYear.expenditure)
    (whole.revenue, whole.expenditure, whole.eliminated) = (now.revenue, now.expenditure, now.transfers)
    whole.balances = now.balances
    // of the budget beside an execution only what is spent outside is the department's
    whole.initialBudget.expenditure.removeAll { !$0.counterpart.isEmpty }
    whole.adjustedBudget.expenditure.removeAll { !$0.counterpart.isEmpty }
    whole.counts = Self.summed(published.counts)
    (whole.lastYear.revenue, whole.lastYear.expenditure) = (lastYear.revenue, lastYear.expenditure)
    // a project that only passed money on is another unit's project in the department's book
    let spending = Set(whole.expenditure.compactMap(\.nature.project))
    whole.projects.removeAll { project in
      !spending.contains(project.id) && published.expenditure.contains { $0.nature.project == project.id }
    }
    whole.reasons.removeAll { !$0.unit.isEmpty }
    problems += now.problems + lastYear.problems
    department = whole
    self.problems = problems
  }
}

extension LedgerBooks {
  /// Counts of one name as one count.
  fileprivate static func summed(_ counts: [Ledger.CountEntry]) -> [Ledger.CountEntry] {
    var out: [Ledger.CountEntry] = []
    for count in counts {
      guard let place = out.firstIndex(where: { $0.name == count.name }) else {
        var first = count
        first.unit = ""
        out.append(first)
        continue
      }
      out[place].number = out[place].number.plus(count.number)
      if let former = count.lastYear { out[place].lastYear = out[place].lastYear?.plus(former) ?? former }
    }
    return out
  }
}

extension PrintedNumber {
  /// The sum at the finer of both precisions; self where it would not fit.
  fileprivate func plus(_ other: PrintedNumber) -> PrintedNumber {
    let places = max(decimals, other.decimals)
    func scaled(_ number: PrintedNumber) -> (Int64, Bool) {
      let scale = (0..<(places - number.decimals)).reduce(Int64(1)) { power, _ in power * 10 }
      let (product, overflow) = number.digits.multipliedReportingOverflow(by: scale)
      return (product, overflow)
    }
    let ((a, over), (b, otherOver)) = (scaled(self), scaled(other))
    let (sum, overflow) = a.addingReportingOverflow(b)
    return over || otherOver || overflow ? self : PrintedNumber(digits: sum, decimals: places)
  }
}

extension Ledger {
  /// Whether lines say whose they are, so that each unit has a book of its own.
  public var isOfSeveralUnits: Bool {
    units.count > 1 && (revenue + lastYear.revenue).contains { !$0.unit.isEmpty }
  }
}

extension LedgerLoading {
  /// What only shows when the books are told apart: unnamed units, payments without their other end, secrets that cannot be hidden,
  /// figures that a unit's own book lacks.
  mutating func books(_ ledger: Ledger) {
    guard ledger.isOfSeveralUnits || ledger.hasWithheldLines else {
      for entry in ledger.expenditure where !entry.counterpart.isEmpty { needsUnits(entry.origin) }
      for entry in ledger.revenue where !entry.counterpart.isEmpty { needsUnits(entry.origin) }
      return
    }
    let books = LedgerBooks(ledger, catalog: catalog)
    for problem in books.problems {
      report(
        .unbalanced, problem.origin.file, problem.origin.line, problem.wording.chinese, problem.wording.english,
        heading: problem.heading)
    }
    guard problems.isEmpty else { return }
    for (index, book) in ([books.department] + books.units).enumerated() where book != ledger {
      let (whose, whoseEnglish) = index == 0 ? ("部门", "the department ") : ("单位", "the unit ")
      let before = problems.count
      placeholders(book)
      for place in problems.indices.dropFirst(before) {
        problems[place].wording.chinese += "（编\(whose)《\(book.book.entity)》的书时）"
        problems[place].wording.english += " (in the book of \(whoseEnglish)\(book.book.entity))"
      }
    }
  }

  private mutating func needsUnits(_ origin: Ledger.Origin) {
    report(
      .missingValue, origin.file, origin.line, "填了“往来单位”，而台账没有分单位。请在 units.csv 登记各单位，收入、支出每行填“预算单位”。",
      "“往来单位” is given in a ledger that tells no units apart. Enter the units in units.csv and the unit of every line.",
      heading: "往来单位")
  }
}
