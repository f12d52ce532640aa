import Foundation
import MingzhangModel

/// One worker, seen from the batch: a child in a process group of its own, with a socket to talk over.
struct WorkerProcess {
  let id: pid_t
  let socket: Int32
  /// What it writes on standard error, kept for the case that it crashes. A file without a name.
  private let errors: Int32

  struct Crash {
    /// `信号 6` or `退出码 2`.
    var cause: String
    var lastWords: String
  }

  init(_ arguments: [String], environment: [String: String]) throws {
    var ends: [Int32] = [-1, -1]
    #if os(Linux)
      let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    #else
      let type = SOCK_STREAM
    #endif
    guard socketpair(AF_UNIX, type, 0, &ends) == 0 else { throw Self.failure(errno) }
    defer { close(ends[1]) }
    var template = Array((NSTemporaryDirectory() + "/mingzhang-XXXXXX").utf8CString)
    errors = mkstemp(&template)
    unlink(template)
    _ = fcntl(errors, F_SETFD, FD_CLOEXEC)
    #if os(Linux)
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
      var handled = sigset_t()
    #else
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
      var handled = sigset_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    posix_spawn_file_actions_adddup2(&actions, ends[1], 0)
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    if errors >= 0 {
      posix_spawn_file_actions_adddup2(&actions, errors, 2)
    } else {
      posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    }
    sigemptyset(&handled)
    for signal in [SIGINT, SIGTERM, SIGPIPE] { sigaddset(&handled, signal) }
    posix_spawnattr_setsigdefault(&attributes, &handled)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF))
    let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().path
    var words = ([program] + arguments).map { strdup($0) } + [nil]
    var settings = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { (words + settings).forEach { free($0) } }
    var child: pid_t = 0
    let status = posix_spawn(&child, program, &actions, &attributes, &words, &settings)
    guard status == 0 else {
      close(ends[0])
      close(errors)
      throw Self.failure(status)
    }
    (id, socket) = (child, ends[0])
  }

  /// Ends it and whatever it started.
  func end() {
    kill(-id, SIGKILL)
    _ = wait()
  }

  /// How it ended by itself.
  func collect() -> Crash {
    kill(-id, SIGKILL)
    var text = ""
    if errors >= 0 {
      let size = lseek(errors, 0, SEEK_END)
      var tail = [UInt8](repeating: 0, count: 4096)
      let count = pread(errors, &tail, tail.count, max(0, size - off_t(tail.count)))
      text = String(decoding: tail.prefix(max(0, count)), as: UTF8.self)
    }
    let words = text.split(separator: "\n").first { $0.contains("Fatal error") }.map { String($0.suffix(160)) } ?? ""
    let status = wait()
    let signal = status & 0x7F
    return Crash(cause: signal == 0 ? "exit \(status >> 8 & 0xFF)" : "signal \(signal)", lastWords: words)
  }

  private func wait() -> Int32 {
    var status: Int32 = 0
    while waitpid(id, &status, 0) < 0, errno == EINTR {}
    close(socket)
    if errors >= 0 { close(errors) }
    return status
  }

  private static func failure(_ code: Int32) -> PathProblem {
    let reason = String(cString: strerror(code))
    return PathProblem(wording: Wording("开不了工作进程：\(reason)。", "Cannot start a worker process: \(reason)."))
  }
}
