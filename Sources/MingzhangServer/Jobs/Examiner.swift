import Foundation
import MingzhangCatalog
import MingzhangChecking
import MingzhangFormats
import MingzhangModel
import MingzhangReading
import MingzhangStore

/// Reads and checks one file. It is done in a process of its own, whose time and memory are bounded, because files come from
/// anywhere: `mingzhang-server examine IN OUT NAME` is that process, and writes an `Examination` as JSON.
public struct Examination: Codable, Sendable {
  public var disclosure: Disclosure?
  public var report: CheckReport?
  /// Why it could not be read.
  public var problem: Wording?
  /// The exit code of the process when its result found no room: no fault of the file.
  public static let diskFull: Int32 = 75

  /// Reads and checks, in this process.
  public static func of(_ bytes: [UInt8], name: String, with catalog: Catalog) -> Examination {
    do {
      let result = try Reader(catalog: catalog).read(bytes, name: name)
      return Examination(
        disclosure: result.disclosure, report: RuleBook.standard.check(result.disclosure, with: catalog))
    } catch {
      let wording = (error as? any ExplainedError)?.wording
      return Examination(problem: wording ?? Wording("\(name) 读不出来。", "\(name) cannot be read."))
    }
  }
}

struct Examiner: Sendable {
  /// The program that has the `examine` command; this one, unless a test says otherwise.
  var program: URL
  var seconds: Int
  var catalog: URL?

  /// Reads and checks the file at `place`, in a process of its own.
  ///
  /// - Throws: `StoreError` `.unavailable` when it was not this file's fault, and trying again may help.
  func examine(_ place: URL, name: String) throws -> Examination {
    let work = FileManager.default.temporaryDirectory.appending(path: "mingzhang-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: work) }
    do { try FileManager.default.createDirectory(at: work, withIntermediateDirectories: true) } catch {
      throw StoreError(
        .unavailable, Wording("临时文件夹不能用。", "The temporary folder cannot be used."), underlying: "\(work.path): \(error)"
      )
    }
    let out = work.appending(path: "out.json")
    let ending = run(["examine", place.path, out.path, name], in: work)
    if let data = FileManager.default.contents(atPath: out.path),
      let examination = try? JSONDecoder().decode(Examination.self, from: data)
    {
      return examination
    }
    switch ending {
    case .outOfTime:
      return Examination(
        problem: Wording(
          "读了 \(seconds) 秒还没读完，已停止。文件可能太大或已损坏，请换一份。",
          "Not finished after \(seconds) s; stopped. The file may be too large or damaged."))
    case .notStarted(let why):
      throw StoreError(.unavailable, Wording("阅读程序启动不了。", "The reading process did not start."), underlying: why)
    case .exited(Examination.diskFull):
      throw StoreError(.full, Wording("磁盘已满，没有读完。", "The disk is full; reading did not end."), underlying: work.path)
    case .exited, .signalled:
      return Examination(
        problem: Wording(
          "读的时候出了故障，没有结果。文件可能已损坏或超出内存限制，请换一份。",
          "Reading failed without a result. The file may be damaged or need too much memory."))
    }
  }

  /// Runs the program with `work` as its temporary folder.
  func run(_ arguments: [String], in work: URL) -> BoundedProgram.Ending {
    var environment = ProcessInfo.processInfo.environment
    environment["TMPDIR"] = work.path
    // the address of the database may hold a password
    environment["MINGZHANG_DATABASE"] = nil
    if let catalog { environment["MINGZHANG_CATALOG"] = catalog.path }
    return BoundedProgram.run(
      program, arguments, environment: environment.map { "\($0)=\($1)" }, seconds: seconds)
  }
}
