import Foundation

/// Prints results one after the other: as they are, or as the members of one JSON list.
final class ListPrinter {
  private let console: Console
  private let isList: Bool
  private var count = 0

  init(_ console: Console, isList: Bool) { (self.console, self.isList) = (console, isList) }

  /// - Throws: when a result file is gone.
  func print(_ files: [URL]) throws {
    for file in files {
      let bytes = [UInt8](try Data(contentsOf: file))
      if isList { console.print(count == 0 ? "[" : ",") }
      console.print(bytes)
      count += 1
    }
  }

  func end() { if isList { console.print(count == 0 ? "[]" : "]") } }
}
