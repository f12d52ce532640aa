import MingzhangModel

/// Other files of the same story that stand beside the one under check. What is not given is not checked.
public struct Companions: Sendable {
  /// Last year's disclosure of the same kind and entity.
  public var previous: Disclosure?
  /// For final accounts: the budget of the same year.
  public var budget: Disclosure?
  /// The disclosures of the department's own units, the department itself (本级) among them.
  public var units: [Disclosure]
  /// Whether `units` are all of them, so that their sums are the department's. Whoever gives the files says so.
  public var areUnitsAll = true
  /// The other half, when tables (报表) and words (说明) are two files.
  public var counterpart: Disclosure?

  public init(
    previous: Disclosure? = nil, budget: Disclosure? = nil, units: [Disclosure] = [], counterpart: Disclosure? = nil
  ) {
    (self.previous, self.budget, self.units, self.counterpart) = (previous, budget, units, counterpart)
  }

  public static let none = Companions()
}
