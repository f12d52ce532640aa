import MingzhangModel

/// Why a file could not be read at all. What is wrong inside a readable file is a notice or a finding, never an error.
public struct ReadingError: ExplainedError {
  public enum Code: String, Sendable {
    case empty, notText, unknownFormat, damaged, encrypted, noReader, tooLarge, timedOut, notADisclosure, severalBooks
  }
  public let code: Code
  public let file: String
  public let wording: Wording

  public init(_ code: Code, file: String, _ wording: Wording) {
    (self.code, self.file, self.wording) = (code, file, wording)
  }
}
