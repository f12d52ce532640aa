import ArgumentParser
import Foundation
import MingzhangModel

extension Language: ExpressibleByArgument {}
extension Severity: ExpressibleByArgument {}

/// How every command speaks: results on standard output, progress and problems on standard error.
struct Console: Sendable {
  let language: Language

  func say(_ chinese: String, _ english: String) -> String { language == .chinese ? chinese : english }

  func print(_ text: String) { write(Data((text.hasSuffix("\n") ? text : text + "\n").utf8), to: .standardOutput) }

  func print(_ bytes: Data) { write(bytes, to: .standardOutput) }

  func print(_ text: [UInt8]) {
    try? FileHandle.standardOutput.write(
      contentsOf: text.last == UInt8(ascii: "\n") ? text : text + [UInt8(ascii: "\n")])
  }

  /// A reader that has gone away (`| head`) is no failure of ours.
  private func write(_ bytes: Data, to handle: FileHandle) { try? handle.write(contentsOf: bytes) }

  /// Something to know that is no result.
  func note(_ text: String) { write(Data((text.hasSuffix("\n") ? text : text + "\n").utf8), to: .standardError) }

  func problem(_ text: String) {
    note(say("做不成：", "Could not: ") + text)
  }

  func problem(_ error: any Error) {
    problem((error as? any ExplainedError)?.wording[language] ?? String(describing: error))
  }

  /// Whether a person looks at standard error.
  var errorsAreShown: Bool { isatty(2) == 1 }

  /// Columns of the terminal.
  var width: Int {
    var size = winsize()
    return ioctl(2, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 20 ? Int(size.ws_col) : 80
  }

  /// One line that is overwritten; silent unless standard error is a terminal.
  func progress(_ text: String) {
    guard errorsAreShown else { return }
    write(Data("\r\u{1B}[K\(text)".utf8), to: .standardError)
  }

  func endProgress() { progress("") }
}

/// The option that every command has.
struct CommonOptions: ParsableArguments {
  @Option(help: "界面语言 zh 或 en。Language of messages.") var lang: Language = .chinese
  @Option(help: ArgumentHelp("目录数据所在文件夹。Folder of the catalog.", valueName: "dir")) var catalog: String?
  @Option(help: "加密 PDF 的打开密码。Opens encrypted PDFs.") var password: String?

  var console: Console { Console(language: lang) }
}

/// Exit codes of design: findings are not failures to work.
enum Exit {
  static let findings = ExitCode(1)
  static let couldNot = ExitCode(2)
}
