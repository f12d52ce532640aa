import Foundation

/// One run of a child process: bytes in by a file, bytes out by a pipe, stopped when its time is up.
enum WorkerProcess {
  enum Ending: Hashable, Sendable {
    case exited(Int32)
    case signalled(Int32)
    case outOfTime
  }

  /// Runs `executable` with `input` as standard input, and gives its standard output piece by piece.
  static func run(
    _ executable: URL, _ arguments: [String], input: [UInt8], environment: [String], wallSeconds: Int,
    output: (UnsafeRawBufferPointer) throws(PDFWorkerError) -> Void
  ) throws(PDFWorkerError) -> Ending {
    let file = try inputFile(holding: input)
    defer { close(file) }
    var ends: [Int32] = [-1, -1]
    guard openPipe(&ends) else { throw .failed("管道打不开", "no pipe") }
    let reading = ends[0]
    defer { close(reading) }
    let started = Result { () throws(PDFWorkerError) in
      try spawn(executable, arguments, environment: environment, input: file, output: ends[1])
    }
    close(ends[1])
    let child = try started.get()
    do throws(PDFWorkerError) {
      let deadline = ContinuousClock.now + .seconds(wallSeconds)
      if try drain(reading, until: deadline, output), let ending = wait(for: child, until: deadline) { return ending }
      kill(child, SIGKILL)
      _ = wait(for: child)
      return .outOfTime
    } catch {
      kill(child, SIGKILL)
      _ = wait(for: child)
      throw error
    }
  }

  /// A file without a name that holds `input`: the child can map it, and nothing is left behind.
  private static func inputFile(holding input: [UInt8]) throws(PDFWorkerError) -> Int32 {
    var template = Array((NSTemporaryDirectory() + "/mingzhang-XXXXXX").utf8CString)
    let file = mkstemp(&template)
    guard file >= 0 else { throw .failed("临时文件写不了", "no temporary file") }
    unlink(template)
    _ = fcntl(file, F_SETFD, FD_CLOEXEC)
    var done = 0
    while done < input.count {
      let wrote = input.withUnsafeBytes { write(file, $0.baseAddress.map { $0 + done }, input.count - done) }
      guard wrote > 0 else {
        close(file)
        throw .failed("临时文件写不了", "the temporary file cannot be written")
      }
      done += wrote
    }
    lseek(file, 0, SEEK_SET)
    return file
  }

  /// Both ends are closed in any child that another thread starts meanwhile; a pipe could not be made so in one step.
  private static func openPipe(_ ends: inout [Int32]) -> Bool {
    #if os(Linux)
      return socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0
    #else
      guard socketpair(AF_UNIX, SOCK_STREAM, 0, &ends) == 0 else { return false }
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      return true
    #endif
  }

  private static func spawn(
    _ executable: URL, _ arguments: [String], environment: [String], input: Int32, output: Int32
  ) throws(PDFWorkerError) -> pid_t {
    #if os(Linux)
      var actions = posix_spawn_file_actions_t()
    #else
      var actions: posix_spawn_file_actions_t?
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    var words = ([executable.path] + arguments).map { strdup($0) } + [nil]
    var settings = environment.map { strdup($0) } + [nil]
    defer { (words + settings).forEach { free($0) } }
    var child: pid_t = 0
    let status = posix_spawn(&child, executable.path, &actions, nil, &words, &settings)
    guard status == 0 else {
      let reason = String(cString: strerror(status))
      throw .failed("\(executable.path)：\(reason)", "\(executable.path): \(reason)")
    }
    return child
  }

  /// Reads to the end; false when the time is up first.
  private static func drain(
    _ file: Int32, until deadline: ContinuousClock.Instant,
    _ output: (UnsafeRawBufferPointer) throws(PDFWorkerError) -> Void
  ) throws(PDFWorkerError) -> Bool {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { buffer.deallocate() }
    while true {
      let left = deadline - .now
      guard left > .zero else { return false }
      var waiting = pollfd(fd: file, events: Int16(POLLIN), revents: 0)
      let ready = poll(&waiting, 1, Int32(clamping: left.components.seconds * 1000 + 1))
      if ready < 0, errno == EINTR { continue }
      guard ready > 0 else { continue }
      let count = read(file, buffer.baseAddress, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return true }
      try output(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
  }

  private static func wait(for child: pid_t) -> Ending {
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 { if errno != EINTR { return .exited(127) } }
    return ending(status)
  }

  /// Nil when the time is up first: a child may have closed its output and still not end.
  private static func wait(for child: pid_t, until deadline: ContinuousClock.Instant) -> Ending? {
    var pause: UInt32 = 100
    while true {
      var status: Int32 = 0
      let ended = waitpid(child, &status, WNOHANG)
      if ended == child { return ending(status) }
      if ended < 0, errno != EINTR { return .exited(127) }
      guard ContinuousClock.now < deadline else { return nil }
      usleep(pause)
      pause = min(pause * 2, 20_000)
    }
  }

  private static func ending(_ status: Int32) -> Ending {
    status & 0x7F == 0 ? .exited(status >> 8 & 0xFF) : .signalled(status & 0x7F)
  }
}
