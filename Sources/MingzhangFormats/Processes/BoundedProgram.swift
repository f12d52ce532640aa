import Foundation

/// One run of somebody else's program, in a process group of its own: whatever it starts ends with it.
public enum BoundedProgram {
  public enum Ending: Hashable, Sendable {
    case exited(Int32)
    case signalled(Int32)
    case outOfTime
    /// Whoever started it wants it no more.
    case stopped
    /// It could not be started; why.
    case notStarted(String)
  }

  /// Runs `executable` until all of its group have ended, or for `seconds`, or until `isStopped`, which is asked ten times a second.
  ///
  /// Standard input and output are closed to it; the limits are CPU seconds (twice the wall limit) and written file size.
  public static func run(
    _ executable: URL, _ arguments: [String], environment: [String], seconds: Int, maximumFileMegabytes: Int = 512,
    isStopped: () -> Bool = { false }
  ) -> Ending {
    var ends: [Int32] = [-1, -1]
    guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else {
      return .notStarted("socketpair")
    }
    defer { close(ends[0]) }
    // the shell sets the limits and becomes the program: they cannot be set from here without racing other threads
    let script = "ulimit -t \(seconds * 2); ulimit -f \(maximumFileMegabytes * 2048); ulimit -c 0; exec \"$@\""
    let words = ["/bin/sh", "-c", script, "sh", executable.path] + arguments
    let child = spawn(words, environment: environment, holding: ends[1])
    close(ends[1])
    guard child > 0 else { return .notStarted(String(cString: strerror(-child))) }
    let early = waitForClosing(ends[0], until: .now + .seconds(seconds), isStopped)
    kill(-child, SIGKILL)
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 { if errno != EINTR { break } }
    if let early { return early }
    return status & 0x7F == 0 ? .exited(status >> 8 & 0xFF) : .signalled(status & 0x7F)
  }

  /// The child's id, or the negative error number. `holding` stays open in it: it closes when the last of the group ends.
  private static func spawn(_ words: [String], environment: [String], holding end: Int32) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, end, 3)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    posix_spawnattr_setpgroup(&attributes, 0)
    var arguments = words.map { strdup($0) } + [nil]
    var settings = environment.map { strdup($0) } + [nil]
    defer { (arguments + settings).forEach { free($0) } }
    var child: pid_t = 0
    let status = posix_spawn(&child, words[0], &actions, &attributes, &arguments, &settings)
    return status == 0 ? child : -status
  }

  /// Why it does not wait any longer; nil when it is closed.
  private static func waitForClosing(
    _ file: Int32, until deadline: ContinuousClock.Instant, _ isStopped: () -> Bool
  ) -> Ending? {
    var byte: UInt8 = 0
    while true {
      guard deadline > .now else { return .outOfTime }
      if isStopped() { return .stopped }
      var waiting = pollfd(fd: file, events: Int16(POLLIN), revents: 0)
      if poll(&waiting, 1, 100) > 0, read(file, &byte, 1) <= 0 { return nil }
    }
  }
}
