import ArgumentParser

/// 明账: reads, checks and makes department budget disclosures.
@main
struct Mingzhang: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mingzhang",
    abstract: "明账：读、核、编部门预算公开。Reads, checks and makes department budget disclosures.",
    discussion: """
      退出码：0 正常；1 有达到 --fail-on 的发现；2 有文件做不成；64 用法不对。
      Exit codes: 0 clean; 1 findings at --fail-on or above; 2 something could not be done; 64 usage.
      命令补全：把 mingzhang --generate-completion-script 的输出放进 shell 的补全文件夹。
      Completions: mingzhang --generate-completion-script prints them for bash, zsh and fish.
      """,
    version: "0.1.0",
    subcommands: [
      Read.self, Check.self, Make.self, New.self, Convert.self, Remake.self, Diff.self, Import.self, Explain.self,
      Doctor.self,
      Sample.self,
      Serve.self, Verify.self,
    ]
  )

  /// As the library does it, but commands that wait for nothing run on the main thread, which has the large stack and the cheap
  /// memory of a process; the library starts a thread for them.
  @MainActor
  static func main() async {
    do {
      var command = try parseAsRoot()
      if var waiting = command as? any AsyncParsableCommand { try await waiting.run() } else { try command.run() }
    } catch { exit(withError: error) }
  }
}
