import ArgumentParser
import Foundation

/// `mingzhang serve`, `mingzhang verify` and the other commands of the server: they are in a program of their own beside this
/// one, so that reading a file does not carry a web server along.
struct Serve: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "启动公开网站、审核工作台和接口。Starts the site, the desk and the API.",
    discussion: "选项见 mingzhang-server help serve。Options: mingzhang-server help serve.")
  @Argument(parsing: .captureForPassthrough) var words: [String] = []
  func run() throws { try ServerCommand.become(["serve"] + words) }
}

struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "核验公开文件是否与签名清单一致。Verifies published files against their signed manifest.",
    discussion: "选项见 mingzhang-server help verify。Options: mingzhang-server help verify.")
  @Argument(parsing: .captureForPassthrough) var words: [String] = []
  func run() throws { try ServerCommand.become(["verify"] + words) }
}

enum ServerCommand {
  /// Replaces this process by `mingzhang-server`.
  static func become(_ words: [String]) throws {
    let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
      .appending(path: "mingzhang-server")
    var arguments = ([program.path] + words).map { strdup($0) } + [nil]
    defer { arguments.forEach { free($0) } }
    execv(program.path, &arguments)
    let text = "做不成：启动不了 \(program.path)（\(String(cString: strerror(errno)))）。请把它装在 mingzhang 旁边。\n"
    FileHandle.standardError.write(
      Data((text + "Could not start \(program.path); install it beside mingzhang.\n").utf8))
    throw Exit.couldNot
  }
}
