import Foundation
import MingzhangModel

/// By when a disclosure must be public.
public struct Deadline: Hashable, Codable, Sendable {
  /// An organisation; it holds for all below it that have none of their own.
  public var organisation: String
  public var fiscalYear: Int
  public var kind: Disclosure.Kind
  /// The day on which the budget was approved and communicated (批复).
  public var approvedOn: Day?
  public var dueOn: Day
  public var note: String?

  public init(
    organisation: String, fiscalYear: Int, kind: Disclosure.Kind, approvedOn: Day?, dueOn: Day, note: String? = nil
  ) {
    (self.organisation, self.fiscalYear, self.kind) = (organisation, fiscalYear, kind)
    (self.approvedOn, self.dueOn, self.note) = (approvedOn, dueOn, note)
  }

  init?(_ row: SQLRow) throws(StoreError) {
    guard let kind = Disclosure.Kind(rawValue: try row.text("kind")), let due = Day(try row.text("due_on")) else {
      return nil
    }
    self.init(
      organisation: try row.text("organisation"), fiscalYear: Int(try row.integer("fiscal_year")), kind: kind,
      approvedOn: try row.optionalText("approved_on").flatMap { Day($0) }, dueOn: due,
      note: try row.optionalText("note"))
  }
}

extension Store {
  public func set(_ deadline: Deadline, by actor: String, at moment: Moment) async throws {
    try await database.write { transaction in
      try transaction.run(
        "deadline-set", deadline.organisation, deadline.fiscalYear, deadline.kind.rawValue,
        deadline.approvedOn?.description, deadline.dueOn.description, deadline.note)
      try transaction.audit(
        actor, "deadline.set", "organisation:\(deadline.organisation)",
        "\(deadline.fiscalYear) \(deadline.kind.rawValue) \(deadline.dueOn)", at: moment)
    }
  }

  public func deadlines() async throws -> [Deadline] {
    try await database.read { try $0.rows("deadline-all").compactMap(Deadline.init) }
  }
}
