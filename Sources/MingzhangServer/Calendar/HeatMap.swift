import MingzhangModel
import MingzhangStore

/// Departments against years and kinds: in every cell how far that disclosure is.
struct HeatMap: Sendable {
  struct Column: Hashable, Sendable {
    var year: Int
    var kind: Disclosure.Kind
  }
  struct Cell: Sendable {
    /// For its class, its filter, its count.
    var code: String
    var label: Wording
    /// The version that it speaks of.
    var version: Version?
    var deadline: Deadline?
  }
  struct Row: Sendable {
    var organisation: Organisation
    var cells: [Cell]
  }

  /// Newest first.
  let columns: [Column]
  private let departments: [Organisation]
  private let newest: [String: Version]
  private let calendar: DeadlineCalendar

  static let labels: [(code: String, label: Wording)] = [
    ("overdue", Wording("超期未公开", "overdue")), ("none", Wording("未交", "nothing yet")),
    ("draft", Wording("待送审", "draft")), ("returned", Wording("已退回", "returned")),
    ("submitted", Wording("审核中", "in review")), ("approved", Wording("待公开", "to be published")),
    ("published", Wording("已公开", "published")), ("late", Wording("迟公开", "published late")),
  ]

  /// - Parameter versions: oldest first; the public one of a disclosure is shown unless a later one is under way.
  init(_ departments: [Organisation], _ versions: [Version], _ calendar: DeadlineCalendar) {
    (self.departments, self.calendar) = (departments, calendar)
    var newest: [String: Version] = [:]
    var columns: Set<Column> = []
    for version in versions {
      guard let organisation = version.organisation, let year = version.fiscalYear, let kind = version.kind else {
        continue
      }
      columns.insert(Column(year: year, kind: kind))
      newest[Self.key(organisation, Column(year: year, kind: kind))] = version
    }
    for (year, kind) in calendar.years { columns.insert(Column(year: year, kind: kind)) }
    self.newest = newest
    self.columns = columns.sorted { ($0.year, $0.kind.rawValue) > ($1.year, $1.kind.rawValue) }
  }

  func rows(_ columns: [Column]) -> [Row] {
    departments.map { department in
      Row(organisation: department, cells: columns.map { cell(department, $0) })
    }
  }

  private func cell(_ department: Organisation, _ column: Column) -> Cell {
    let version = newest[Self.key(department.id, column)]
    let deadline = calendar.deadline(for: department.id, column.year, column.kind)
    var code = version?.state.rawValue ?? "none"
    if let deadline {
      if let day = version?.publishedAt?.day, version?.state == .published, deadline.dueOn < day, version?.number == 1 {
        code = "late"
      } else if version?.state != .published, deadline.dueOn < calendar.today, version?.publishedAt == nil {
        code = version == nil ? "overdue" : code
      }
    }
    var label = Self.labels.first { $0.code == code }?.label ?? Wording(code, code)
    if let deadline, version?.state != .published, deadline.dueOn < calendar.today, code != "overdue" {
      label = Wording(label.chinese + "，已超期", label.english + ", overdue")
    }
    return Cell(code: code, label: label, version: version, deadline: deadline)
  }

  private static func key(_ organisation: String, _ column: Column) -> String {
    "\(organisation) \(column.year) \(column.kind.rawValue)"
  }
}
