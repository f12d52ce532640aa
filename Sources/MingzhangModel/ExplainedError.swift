/// An error that a person can act on: what, where, expected, found, what to do, in both languages.
public protocol ExplainedError: Error, Sendable {
  var wording: Wording { get }
}
