/// The records of a comma-separated text (RFC 4180), each with the line on which it begins.
///
/// Written here because a message to the person who edits the file needs that line, which SwiftCSV does not keep.
public struct CSVRecords {
  public struct Record: Hashable, Sendable {
    /// From 1.
    public var line: Int
    public var fields: [String]
  }

  public private(set) var records: [Record] = []
  /// Where a quotation begins that never ends; what follows it is lost.
  public private(set) var unclosedQuote: Int?

  public init(_ text: String) {
    var scanner = Scanner()
    for scalar in text.unicodeScalars { scanner.take(scalar) }
    scanner.finish()
    records = scanner.records.filter { $0.fields.contains { !$0.isEmpty } }
    unclosedQuote = scanner.state == .quoted ? scanner.quoteLine : nil
  }

  private struct Scanner {
    enum State { case plain, quoted, quoteInQuoted, carriageReturn }

    var records: [Record] = []
    var state = State.plain
    var line = 1
    var quoteLine = 1
    private var recordLine = 1
    private var fields: [String] = []
    private var field = String.UnicodeScalarView()

    mutating func take(_ scalar: Unicode.Scalar) {
      if state == .carriageReturn {
        state = .plain
        if scalar == "\n" { return }
      }
      switch (state, scalar) {
      case (.quoted, "\""): state = .quoteInQuoted
      case (.quoted, _):
        if scalar == "\n" { line += 1 }
        field.append(scalar)
      case (.quoteInQuoted, "\""):
        field.append(scalar)
        state = .quoted
      case (_, "\"") where field.isEmpty:
        (state, quoteLine) = (.quoted, line)
      case (_, ","):
        endField()
        state = .plain
      case (_, "\n"): endRecord()
      case (_, "\r"):
        endRecord()
        state = .carriageReturn
      default:
        field.append(scalar)
        state = .plain
      }
    }

    mutating func finish() { if !fields.isEmpty || !field.isEmpty { endRecord() } }

    private mutating func endField() {
      fields.append(String(field))
      field = .init()
    }

    private mutating func endRecord() {
      endField()
      records.append(Record(line: recordLine, fields: fields))
      fields = []
      line += 1
      recordLine = line
      if state != .quoted { state = .plain }
    }
  }
}
