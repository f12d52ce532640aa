import MingzhangModel

/// Why a ledger folder could not be loaded: every problem found in it, so that one reading is enough to mend them all.
public struct LedgerError: ExplainedError, Hashable {
  /// At least one, ordered by file and line.
  public let problems: [Problem]

  /// One thing to mend, with the place where it stands.
  public struct Problem: Hashable, Sendable {
    public var kind: Kind
    /// Relative to the ledger folder: `expenditure.csv`, also for a workbook's sheet; empty when the ledger itself is the problem.
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
      case indicatorsIncomplete, targetNotMeasurable, targetAboveAmount
    }

    init(
      _ kind: Kind, file: String, line: Int? = nil, at place: Wording, _ chinese: String, _ english: String
    ) {
      (self.kind, self.file, self.line) = (kind, file, line)
      wording = Wording(place.chinese + chinese.asOneSentence, place.english + english.asOneSentence)
    }
  }

  /// The name of the ledger's folder or workbook, so that problems of several ledgers are told apart.
  public let folder: String

  init(_ problems: [Problem], in folder: String) {
    self.problems = problems.sorted { ($0.file, $0.line ?? 0) < ($1.file, $1.line ?? 0) }
    self.folder = folder
  }

  /// All sentences, one per line: `nangong-2023/revenue.csv 第 3 行：…`.
  public var wording: Wording {
    func sentences(_ language: Language) -> String {
      let joint = folder.lowercased().hasSuffix(".xlsx") ? " " : "/"
      return problems.map { ($0.file.isEmpty ? "" : folder + joint) + $0.wording[language] }.joined(separator: "\n")
    }
    return Wording(sentences(.chinese), sentences(.english))
  }
}

extension String {
  /// On one line, and no longer than a person reads: a cell may hold a whole file when a quotation never ends.
  fileprivate var asOneSentence: String {
    let line = split(whereSeparator: \.isNewline).joined(separator: " ")
    return line.count <= 400 ? line : line.prefix(280) + "……" + line.suffix(100)
  }
}
