import MingzhangModel
import MingzhangStore

/// Who must publish what by when, and how far they are: deadlines hold for an organisation and for all below it that have none
/// of their own.
struct DeadlineCalendar: Sendable {
  let deadlines: [Deadline]
  let tree: OrganisationTree
  let today: Day

  /// Twenty days after approval: 预算法 article 14.
  static func due(after approval: Day) -> Day { approval.adding(days: 20) }

  /// One department's duty.
  struct Duty: Sendable {
    enum Status: Hashable, Sendable {
      /// Public in time.
      case done
      /// Public, so many days late.
      case late(Int)
      /// So many days left; 0 is the last day.
      case due(in: Int)
      /// So many days over.
      case overdue(Int)
    }
    var organisation: Organisation
    var deadline: Deadline
    var published: Day?
    var status: Status
  }

  /// The deadline that holds for an organisation: its own, or that of the nearest above it.
  func deadline(for organisation: String, _ year: Int, _ kind: Disclosure.Kind) -> Deadline? {
    for one in tree.line(of: organisation) {
      if let found = deadlines.first(where: { $0.organisation == one.id && $0.fiscalYear == year && $0.kind == kind }) {
        return found
      }
    }
    return nil
  }

  /// Years and kinds that have a deadline, newest first.
  var years: [(year: Int, kind: Disclosure.Kind)] {
    var seen: Set<String> = []
    return deadlines.sorted { ($0.fiscalYear, $0.dueOn) > ($1.fiscalYear, $1.dueOn) }
      .filter { seen.insert("\($0.fiscalYear) \($0.kind.rawValue)").inserted }.map { ($0.fiscalYear, $0.kind) }
  }

  /// The duties of departments, the most urgent first.
  ///
  /// - Parameter published: what is public now, or was and is superseded: the first publication counts.
  func duties(
    of departments: [Organisation], _ year: Int, _ kind: Disclosure.Kind, published: [Version]
  ) -> [Duty] {
    var firstDays: [String: Day] = [:]
    for version in published where version.fiscalYear == year && version.kind == kind {
      guard let organisation = version.organisation, let day = version.publishedAt?.day else { continue }
      firstDays[organisation] = min(firstDays[organisation] ?? day, day)
    }
    return departments.compactMap { department -> Duty? in
      guard let deadline = deadline(for: department.id, year, kind) else { return nil }
      let day = firstDays[department.id]
      let status: Duty.Status
      if let day {
        let late = deadline.dueOn.days(until: day)
        status = late > 0 ? .late(late) : .done
      } else {
        let left = today.days(until: deadline.dueOn)
        status = left < 0 ? .overdue(-left) : .due(in: left)
      }
      return Duty(organisation: department, deadline: deadline, published: day, status: status)
    }.sorted { ($0.urgency, $0.organisation.position) < ($1.urgency, $1.organisation.position) }
  }
}

extension DeadlineCalendar.Duty {
  /// For ordering: overdue longest first, then by days left, then what is done.
  fileprivate var urgency: Int {
    switch status {
    case .overdue(let days): -days
    case .due(let days): days
    case .late, .done: 1_000_000
    }
  }

  /// Whether it is time to remind: not public, and at most ten days left.
  var isUrgent: Bool {
    switch status {
    case .overdue: true
    case .due(let days): days <= 10
    case .late, .done: false
    }
  }

  var words: Wording {
    switch status {
    case .done: Wording("按时公开", "published in time")
    case .late(let days): Wording("已公开，迟 \(days) 天", "published \(days) days late")
    case .due(let days): Wording(days == 0 ? "今天到期" : "还有 \(days) 天", days == 0 ? "due today" : "\(days) days left")
    case .overdue(let days): Wording("已超期 \(days) 天", "\(days) days overdue")
    }
  }

  /// For the class of its cell.
  var code: String {
    switch status {
    case .done: "done"
    case .late: "late"
    case .due(let days): days <= 10 ? "soon" : "due"
    case .overdue: "overdue"
    }
  }
}
