/// A value that says its members itself instead of through an encoder.
///
/// What it writes must be what its `encode(to:)` would give: the same members, those that are nil left out, in the order of
/// their names (checked in debug builds). `JSONBytes` asks for it wherever such a value stands.
public protocol JSONWritable: Encodable {
  func write(to members: inout JSONMembers) throws
}

/// The members of one object on their way into bytes.
public struct JSONMembers {
  private let output: JSONOutput
  private let depth: Int
  private(set) var isEmpty = true
  #if DEBUG
    private var last = ""
  #endif

  init(_ output: JSONOutput, depth: Int) { (self.output, self.depth) = (output, depth) }

  private mutating func open(_ name: StaticString) {
    #if DEBUG
      precondition(last < name.description, "\(name) is written after \(last)")
      last = name.description
    #endif
    output.separate(first: isEmpty, depth: depth)
    output.name(name)
    isEmpty = false
  }

  public mutating func add(_ name: StaticString, _ value: String?) {
    guard let value else { return }
    open(name)
    output.string(value)
  }

  public mutating func add(_ name: StaticString, _ value: Int?) {
    guard let value else { return }
    open(name)
    output.integer(value)
  }

  public mutating func add(_ name: StaticString, _ value: Int64) {
    open(name)
    output.integer(value)
  }

  public mutating func add(_ name: StaticString, _ value: Double) throws {
    open(name)
    try output.number(value)
  }

  /// A member that may say its own members, or not.
  public mutating func add(_ name: StaticString, _ value: (some Encodable)?) throws {
    guard let value else { return }
    open(name)
    try output.write(value, depth: depth)
  }

  /// A member of which it is known that it says its own members.
  public mutating func add(_ name: StaticString, members value: (some JSONWritable)?) throws {
    guard let value else { return }
    open(name)
    try output.object(value, depth: depth)
  }

  public mutating func add(_ name: StaticString, list values: [some JSONWritable]) throws {
    open(name)
    try output.list(values, depth: depth) { [output, depth] in try output.object($0, depth: depth + 1) }
  }

  public mutating func add(_ name: StaticString, rows: [[some JSONWritable]]) throws {
    open(name)
    try output.list(rows, depth: depth) { [output, depth] row in
      try output.list(row, depth: depth + 1) { try output.object($0, depth: depth + 2) }
    }
  }

  public mutating func add(_ name: StaticString, list values: [String]) {
    open(name)
    output.list(values, depth: depth) { [output] in output.string($0) }
  }

  public mutating func add(_ name: StaticString, rows: [[String]]) {
    open(name)
    output.list(rows, depth: depth) { [output, depth] row in
      output.list(row, depth: depth + 1) { output.string($0) }
    }
  }
}
