import MingzhangModel
import MingzhangStore

/// Who published a year's disclosures in time: within twenty days after the budget was approved and communicated (预算法 第十四条).
struct PublicationCalendar: Sendable {
  enum Status: Hashable, Sendable {
    case onTime
    case late(days: Int)
    /// Not public, and still in time.
    case awaited(until: Day)
    /// Not public, and late.
    case overdue(days: Int)
    /// Public, but nobody said by when it had to be.
    case unknown
    case unpublished

    var isLate: Bool {
      switch self {
      case .late, .overdue: true
      default: false
      }
    }

    var words: Wording {
      switch self {
      case .onTime: Wording("按时公开", "in time")
      case .late(let days): Wording("晚 \(days) 天", "\(days) days late")
      case .awaited(let day): Wording("应于 \(day.chinese) 前公开", "due by \(day)")
      case .overdue(let days): Wording("未公开，已逾期 \(days) 天", "not public, \(days) days overdue")
      case .unknown: Wording("已公开（未设期限）", "public (no deadline set)")
      case .unpublished: Wording("未公开", "not public")
      }
    }

    var cssClass: String {
      switch self {
      case .onTime: "good"
      case .late: "warning"
      case .overdue: "error"
      default: "quiet"
      }
    }
  }

  /// When each organisation's disclosure first became public.
  let first: [String: Moment]
  let hasDeadlines: Bool
  private let due: [String: Day]
  private let tree: OrganisationTree
  private let today: Day

  init(_ site: Site, _ tree: OrganisationTree, _ year: Int, _ kind: Disclosure.Kind) async throws {
    self.init(
      try await site.store.firstPublished(in: year, kind), try await site.store.deadlines(), tree, year, kind,
      today: site.now().day)
  }

  /// - Parameters:
  ///   - first: when the disclosure of each organisation that is asked for first became public.
  ///   - deadlines: of every year.
  init(
    _ first: [String: Moment], _ deadlines: [Deadline], _ tree: OrganisationTree, _ year: Int, _ kind: Disclosure.Kind,
    today: Day
  ) {
    let deadlines = deadlines.filter { $0.fiscalYear == year && $0.kind == kind }
    due = Dictionary(deadlines.map { ($0.organisation, $0.dueOn) }, uniquingKeysWith: { first, _ in first })
    hasDeadlines = !due.isEmpty
    (self.first, self.tree, self.today) = (first, tree, today)
  }

  /// Its own deadline, or that of whoever stands above it.
  func deadline(of organisation: String) -> Day? { tree.line(of: organisation).lazy.compactMap { due[$0.id] }.first }

  func status(of organisation: String) -> Status {
    let deadline = deadline(of: organisation)
    guard let day = first[organisation]?.day else {
      guard let deadline else { return .unpublished }
      return today > deadline ? .overdue(days: deadline.days(until: today)) : .awaited(until: deadline)
    }
    guard let deadline else { return .unknown }
    return day > deadline ? .late(days: deadline.days(until: day)) : .onTime
  }

  /// Of every department, and of whoever else published.
  var statuses: [String: Status] {
    let all = Set(tree.departments.map(\.id)).union(first.keys)
    return Dictionary(uniqueKeysWithValues: all.map { ($0, status(of: $0)) })
  }
}
