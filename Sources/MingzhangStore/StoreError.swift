import MingzhangModel

/// The store could not do what it was asked to. The database's own words are for the log (`underlying`), never for a page.
public struct StoreError: ExplainedError {
  public struct Code: Hashable, Sendable, RawRepresentable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
    /// The database does not answer; it may answer later.
    public static let unavailable = Code(rawValue: "unavailable")
    /// No room left on the disk.
    public static let full = Code(rawValue: "full")
    /// Someone else changed it in the meantime.
    public static let conflict = Code(rawValue: "conflict")
    public static let notFound = Code(rawValue: "notFound")
    /// What was asked breaks a rule of the store (a unique name, a step that may not be taken).
    public static let refused = Code(rawValue: "refused")
    /// A fault of ours: an SQL file missing, a row that cannot be understood.
    public static let broken = Code(rawValue: "broken")
  }

  public let code: Code
  public let wording: Wording
  /// What the engine said, for the log.
  public let underlying: String?

  public init(_ code: Code, _ wording: Wording, underlying: String? = nil) {
    (self.code, self.wording, self.underlying) = (code, wording, underlying)
  }
}
