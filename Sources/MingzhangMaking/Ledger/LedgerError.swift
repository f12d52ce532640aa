import MingzhangModel

/// Why a ledger folder could not be loaded: every problem found in it, so that one reading is enough to mend them all.
public struct LedgerError: ExplainedError, Hashable {
  /// At least one, ordered by file and line.
  public let problems: [Problem]

  /// One thing to mend, with the place where it stands.
  public struct Problem: Hashable, Sendable {
    public var kind: Kind
    /// Relative to the ledger folder: `expenditure.csv`; empty when the folder itself is the problem.
    public var file: String
    /// Counted from 1 as an editor counts; nil when the file as a whole is meant.
    public var line: Int?
    /// The whole sentence, place included.
    public var wording: Wording

    public enum Kind: String, Hashable, CaseIterable, Sendable {
      case missingFolder, missingFile, emptyFile, notUTF8, malformed
      case unknownKey, missingKey, duplicateKey
      case missingColumn, unknownColumn, duplicateColumn, missingValue
      case notANumber, unknownCode, unknownWord, unknownProject, unknownUnit, unknownProfile
      case projectWithoutLines, projectWithoutIndicators, unbalanced, unboundPlaceholder
    }

    init(_ kind: Kind, file: String, line: Int? = nil, _ chinese: String, _ english: String) {
      (self.kind, self.file, self.line) = (kind, file, line)
      let place = line.map { ("\(file) 第 \($0) 行：", "\(file):\($0): ") } ?? ("\(file)：", "\(file): ")
      wording = file.isEmpty ? Wording(chinese, english) : Wording(place.0 + chinese, place.1 + english)
    }
  }

  init(_ problems: [Problem]) {
    self.problems = problems.sorted { ($0.file, $0.line ?? 0) < ($1.file, $1.line ?? 0) }
  }

  /// All sentences, one per line.
  public var wording: Wording {
    Wording(
      problems.map(\.wording.chinese).joined(separator: "\n"), problems.map(\.wording.english).joined(separator: "\n"))
  }
}
