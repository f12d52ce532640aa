import Foundation
import MingzhangModel

/// A case file: a sound disclosure, changed here and there, and what the rule must say.
///
/// ```
/// ## 违反
/// - 改 「原文」→「新文」   replaces the first place (「原文」@2 the second)
/// - 删 「一行里的字」      deletes the lines that have these words
/// - 删段 「从这一行」…「到这一行之前」
/// - 全文 「…」           the whole document is these words
/// - 底本 「决算」         the case is about the sound final accounts, not the budget
/// - 上年 改 「…」→「…」   a step on a file beside it: 上年, 预算, 单位一, 单位二
/// - 没有 「上年」         the file beside it is not given
/// - 应指 「发现里要有的字」
/// ```
struct CaseFile {
  enum Ending: String, CaseIterable { case broken = "违反", unchecked = "无法核对", holds = "成立" }
  struct Case {
    var ending: Ending
    var books: SoundBooks
    var expectations: [String] = []
    /// The steps, for people.
    var changes: [RuleExample.Change] = []
    var document: String { books.main }
  }
  struct Mistake: Error, CustomStringConvertible {
    var description: String
  }

  let code: String
  var cases: [Case] = []
  private let sound: SoundBooks

  /// Every case file has a case that holds: the sound document, unless it says otherwise.
  init(_ text: String, code: String, books: SoundBooks) throws {
    self.sound = books
    self.code = code
    for line in Self.steps(text) {
      if line.hasPrefix("## ") {
        guard let ending = Ending.allCases.first(where: { line.hasPrefix("## " + $0.rawValue) }) else {
          throw Mistake(description: "\(code): unknown section \(line)")
        }
        cases.append(Case(ending: ending, books: books))
      } else if line.hasPrefix("- "), !cases.isEmpty {
        try apply(line.dropFirst(2))
      }
    }
  }

  /// Lines; a step whose 「 is still open goes on in the next line.
  private static func steps(_ text: String) -> [String] {
    var steps: [String] = []
    for line in text.components(separatedBy: "\n") {
      if let last = steps.last, last.count(where: { $0 == "「" }) > last.count(where: { $0 == "」" }) {
        steps[steps.count - 1] = last + "\n" + line
      } else {
        steps.append(line)
      }
    }
    return steps
  }

  private mutating func apply(_ step: Substring) throws {
    let words = Self.quoted(String(step))
    guard let last = cases.indices.last, let first = words.first else { throw Mistake(description: "\(code): \(step)") }
    if step.hasPrefix("应指") {
      cases[last].expectations += words
      return
    }
    if step.hasPrefix("底本 ") {
      guard first == "决算" else { throw Mistake(description: "\(code): unknown base \(first)") }
      cases[last].books = try sound.final
      return
    }
    if step.hasPrefix("没有 ") {
      guard cases[last].books.beside.removeValue(forKey: first) != nil else {
        throw Mistake(description: "\(code): no file \(first) beside it")
      }
      cases[last].changes.append(.init(book: first, before: nil, after: nil))
      return
    }
    let name = cases[last].books.beside.keys.first { step.hasPrefix($0 + " ") }
    let step = name.map { step.dropFirst($0.count + 1) } ?? step
    var document = name.flatMap { cases[last].books.beside[$0] } ?? cases[last].document
    defer {
      if let name { cases[last].books.beside[name] = document } else { cases[last].books.main = document }
    }
    if step.hasPrefix("全文 ") {
      cases[last].changes.append(.init(book: name, before: nil, after: first))
      document = first
      return
    }
    guard document.contains(first) else {
      throw Mistake(description: "\(code): “\(first)” is not in the base document")
    }
    cases[last].changes.append(
      .init(
        book: name, before: step.hasPrefix("删段 ") ? first + "\n……" : first,
        after: step.hasPrefix("删") || words.count < 2 || words[1].isEmpty ? nil : words[1]))
    if step.hasPrefix("改 ") {
      guard words.count == 2 else { throw Mistake(description: "\(code): \(step)") }
      let place = step.contains("@2") ? 2 : step.contains("@3") ? 3 : step.contains("@4") ? 4 : 1
      var parts = document.components(separatedBy: first)
      guard parts.count > place else {
        throw Mistake(description: "\(code): “\(first)” stands only \(parts.count - 1) times")
      }
      let head = parts[..<place].joined(separator: first)
      parts.removeFirst(place)
      document = head + words[1] + parts.joined(separator: first)
    } else if step.hasPrefix("全改 ") {
      document = document.replacingOccurrences(of: first, with: words.count > 1 ? words[1] : "")
    } else if step.hasPrefix("删段 ") {
      var lines = document.components(separatedBy: "\n")
      guard words.count == 2, let start = lines.lastIndex(of: first), let end = lines[start...].firstIndex(of: words[1])
      else {
        throw Mistake(description: "\(code): no lines “\(words)”")
      }
      lines.removeSubrange(start..<end)
      document = lines.joined(separator: "\n")
    } else if step.hasPrefix("删 ") {
      document = document.components(separatedBy: "\n").filter { !$0.contains(first) }.joined(separator: "\n")
    } else {
      throw Mistake(description: "\(code): unknown step \(step)")
    }
  }

  /// The words between 「 and 」.
  private static func quoted(_ text: String) -> [String] {
    var words: [String] = []
    var open: String?
    for character in text {
      if character == "「", open == nil {
        open = ""
      } else if character == "」", let word = open {
        words.append(word)
        open = nil
      } else {
        open?.append(character)
      }
    }
    return words
  }
}

/// A sound document and the sound files beside it.
struct SoundBooks {
  var main: String
  /// By what the file is: 上年, 预算, 单位一, 单位二.
  var beside: [String: String]
  private let folder: URL

  /// The sound budget of `folder`, with last year's and its units'.
  init(_ folder: URL) throws {
    self.folder = folder
    main = try Self.text("Cases/base", in: folder)
    beside = [
      "上年": try Self.text("Books/previous", in: folder), "单位一": try Self.text("Books/unit-1", in: folder),
      "单位二": try Self.text("Books/unit-2", in: folder),
    ]
  }

  /// The sound final accounts of the same year, with last year's and the budget.
  var final: SoundBooks {
    get throws {
      var books = self
      books.main = try Self.text("Books/final", in: folder)
      books.beside = [
        "上年": try Self.text("Books/final-previous", in: folder), "预算": try Self.text("Cases/base", in: folder),
      ]
      return books
    }
  }

  private static func text(_ name: String, in folder: URL) throws -> String {
    try String(contentsOf: folder.appending(path: name + ".md"), encoding: .utf8)
  }
}
