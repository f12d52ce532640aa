import MingzhangFormats
import MingzhangModel

// The values of which a disclosure has thousands say their members themselves; the others go through their encoders. A test
// holds the result against Foundation's encoder.

extension SourceSpan: JSONWritable {
  public func write(to members: inout JSONMembers) throws {
    try members.add("box", members: box)
    members.add("cell", cell)
    try members.add("columns", columns)
    members.add("file", file)
    members.add("line", line)
    members.add("page", page)
    members.add("sheet", sheet)
  }
}

extension SourceSpan.Box: JSONWritable {
  public func write(to members: inout JSONMembers) throws {
    try members.add("x0", x0)
    try members.add("x1", x1)
    try members.add("y0", y0)
    try members.add("y1", y1)
  }
}

extension SpannedText: JSONWritable {
  public func write(to members: inout JSONMembers) throws {
    try members.add("span", members: span)
    members.add("text", text)
  }
}

extension PrintedNumber: JSONWritable {
  public func write(to members: inout JSONMembers) {
    members.add("decimals", decimals)
    members.add("digits", digits)
  }
}

extension ReportedAmount: JSONWritable {
  public func write(to members: inout JSONMembers) {
    members.add("money", money.fen)
    members.add("slack", slack.fen)
  }
}

extension CellReading: JSONWritable {
  public func write(to members: inout JSONMembers) throws {
    switch self {
    case .amount(let amount):
      try members.add("amount", members: amount)
      members.add("kind", "amount")
    case .number(let number):
      members.add("kind", "number")
      try members.add("number", members: number)
    case .blank: members.add("kind", "blank")
    case .text: members.add("kind", "text")
    case .illegible: members.add("kind", "illegible")
    }
  }
}

extension Cell: JSONWritable {
  public func write(to members: inout JSONMembers) throws {
    members.add("printed", printed)
    try members.add("reading", members: reading)
    try members.add("span", members: span)
  }
}

extension StatementColumn: JSONWritable {
  public func write(to members: inout JSONMembers) {
    members.add("key", key.name)
    members.add("ordinal", ordinal)
    members.add("part", part)
    members.add("path", list: path)
    members.add("side", side?.rawValue)
  }
}

extension StatementLine: JSONWritable {
  public func write(to members: inout JSONMembers) {
    members.add("caption", caption)
    members.add("key", key.name)
    members.add("part", part)
    members.add("row", row)
    members.add("sequence", sequence)
    members.add("side", side?.rawValue)
  }
}

extension Statement: JSONWritable {
  public func write(to members: inout JSONMembers) throws {
    try members.add("columns", list: columns)
    try members.add("confidence", confidence)
    members.add("entity", entity)
    members.add("fiscalYear", fiscalYear)
    members.add("kind", kind.rawValue)
    try members.add("lines", list: lines)
    try members.add("notes", list: notes)
    try members.add("otherUnit", members: otherUnit)
    try members.add("pages", pages)
    try members.add("rows", rows: rows)
    members.add("title", title)
    try members.add("titleSpan", members: titleSpan)
    members.add("unit", unit?.rawValue)
  }
}

extension Disclosure: JSONWritable {
  public func write(to members: inout JSONMembers) throws {
    try members.add("contents", contents)
    members.add("entity", entity)
    members.add("fiscalYear", fiscalYear)
    try members.add("glossary", glossary)
    try members.add("goals", goals)
    try members.add("inputNotices", inputNotices)
    members.add("kind", kind.rawValue)
    try members.add("leftovers", leftovers)
    try members.add("narrative", narrative)
    members.add("nature", nature?.rawValue)
    try members.add("source", source)
    try members.add("statements", list: statements)
    members.add("title", title)
    try members.add("units", units)
  }
}
