import MingzhangCatalog
import MingzhangModel

/// A made-up city, 示例市, whose departments have ledgers for several years: for trying, for showing, for measuring.
///
/// Nothing in it is real; every ledger is marked 示例数据, and so is every page made of it. Amounts are a function of the seed, the
/// department and the year, so that last year's amounts are those of last year's ledger, and equal input gives equal ledgers.
public struct SampleCity: Sendable {
  public static let name = "示例市"
  /// No code of a real place: 99 stands for no prefecture.
  public static let region = "139900"
  public static let mark = "示例数据"
  /// How many departments there can be.
  public static let largest = SampleDepartment.all.count

  public let departments: [SampleDepartment]
  public let years: ClosedRange<Int>
  public let seed: UInt64
  /// The form in which the books are printed.
  public let profile: String

  /// - Parameter departments: how many, at least 1; more than there are means all.
  public init(departments: Int, years: ClosedRange<Int>, seed: UInt64, profile: String = "hebei-2023") {
    self.departments = Array(SampleDepartment.all.prefix(max(1, departments)))
    (self.years, self.seed, self.profile) = (years, seed, profile)
  }

  /// The ledger of one department in one year.
  public func ledger(of department: SampleDepartment, in year: Int, catalog: Catalog) -> Ledger {
    SampleLedger(city: self, department: department, year: year, catalog: catalog).ledger
  }

  /// Every ledger, department by department and year by year, made when it is asked for.
  public func ledgers(catalog: Catalog) -> some Sequence<(department: SampleDepartment, year: Int, ledger: Ledger)> {
    departments.lazy.flatMap { department in
      years.lazy.map { year in (department, year, self.ledger(of: department, in: year, catalog: catalog)) }
    }
  }
}
