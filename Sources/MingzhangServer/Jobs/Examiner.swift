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
  /// The files of a book that came as an archive; nil for one file.
  public var parts: [Part]?

  /// A file in an archive. Its bytes stand under its digest, in a folder beside the examination.
  public struct Part: Codable, Sendable {
    public var name: String
    public var sha256: String
    public var byteCount: Int
  }

  /// The exit code of the process when its result found no room: no fault of the file.
  public static let diskFull: Int32 = 75

  /// Reads and checks, in this process.
  public static func of(_ bytes: [UInt8], name: String, with catalog: Catalog) -> Examination {
    do {
      let result = try Reader(catalog: catalog).read(bytes, name: name)
      return Examination(
        disclosure: result.disclosure, report: RuleBook.standard.check(result.disclosure, with: catalog))
    } catch let error as ReadingError where error.code == .encrypted {
      // the sentence of the command tells of its option, which is not at hand here
      return Examination(
        problem: Wording(
          "文件有打开密码，读不了。请去掉密码，另存后再上传。", "It is protected by a password. Remove that, and upload it again."))
    } catch let error as ReadingError where error.code == .noReader {
      return Examination(
        problem: Wording(
          "服务器上没有装读这种文件要用的程序：扫描件和图片要文字识别，老式 Office 文件要 LibreOffice。请上传带文字的 PDF、DOCX 或 XLSX，或请管理员安装。",
          "The server lacks what reads this kind of file: recognition for scans and pictures, LibreOffice for old Office files. Upload a PDF with text, DOCX or XLSX, or ask the administrator to install it."
        ))
    } catch {
      let wording = (error as? any ExplainedError)?.wording
      return Examination(problem: wording ?? Wording("\(name) 读不出来。", "\(name) cannot be read."))
    }
  }
}

extension Examination {
  /// Reads and checks, and writes what came of it to `output`.
  public static func write(_ bytes: [UInt8], name: String, with catalog: Catalog, to output: URL) throws {
    var examination = Examination.of(bytes, name: name, with: catalog).unlessImmense(name)
    try examination.keepParts(of: bytes, in: Examiner.partsFolder(beside: output))
    var data = try JSONEncoder().encode(examination)
    if data.count > Self.mostBytes { data = try JSONEncoder().encode(Examination(problem: Self.immense(name))) }
    try data.write(to: output, options: .atomic)
  }

  /// More than any book has. Merged cells and lines of tabs can make millions of one small file, and whoever waits for the database
  /// while they are stored would wait long.
  static let mostCells = 200_000
  static let mostBytes = 32 << 20

  private func unlessImmense(_ name: String) -> Examination {
    let cells = disclosure?.statements.reduce(0) { $0 + $1.rows.reduce(0) { $0 + $1.count } } ?? 0
    return cells > Self.mostCells ? Examination(problem: Self.immense(name)) : self
  }

  private static func immense(_ name: String) -> Wording {
    Wording(
      "\(name) 读出来的表格大得不像一本部门预决算，没有收。请去掉多余的空白区域和合并单元格，再上传。",
      "The tables of \(name) are larger than those of any department's book; not taken. Remove empty areas and merged cells, and upload it again."
    )
  }

  /// Writes those files of the archive that the disclosure rests on into `folder`, so that their pages can be shown without opening
  /// the archive again.
  mutating func keepParts(of bytes: [UInt8], in folder: URL) throws {
    guard let source = disclosure?.source else { return }
    // in the order of the book
    let read = source.parts?.map(\.sha256) ?? [source.sha256]
    for file in Reader.archivedFiles(in: bytes) {
      let digest = sha256Hex(file.bytes)
      guard read.contains(digest), !(parts ?? []).contains(where: { $0.sha256 == digest }) else { continue }
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(file.bytes).write(to: folder.appending(path: digest))
      parts = (parts ?? []) + [Part(name: file.name, sha256: digest, byteCount: file.bytes.count)]
    }
    parts?.sort { (read.firstIndex(of: $0.sha256) ?? 0) < (read.firstIndex(of: $1.sha256) ?? 0) }
  }
}

struct Examiner: Sendable {
  /// The program that has the `examine` command; this one, unless a test says otherwise.
  var program: URL
  var seconds: Int
  var catalog: URL?

  /// Reads and checks the file at `place`, in a process of its own. What it gives when `isStopped` is of no use.
  ///
  /// - Parameter keepPart: is given the place of each file of an archive, which is gone afterwards.
  /// - Throws: `StoreError` `.unavailable` when it was not this file's fault, and trying again may help; what `keepPart` throws.
  func examine(
    _ place: URL, name: String, isStopped: () -> Bool = { false }, keepPart: (URL) throws -> Void = { _ in }
  ) throws -> Examination {
    let work = TemporaryPlace.new()
    defer { try? FileManager.default.removeItem(at: work) }
    do { try FileManager.default.createDirectory(at: work, withIntermediateDirectories: true) } catch {
      throw StoreError(
        .unavailable, Wording("临时文件夹不能用。", "The temporary folder cannot be used."), underlying: "\(work.path): \(error)"
      )
    }
    let out = work.appending(path: "out.json")
    let ending = run(["examine", place.path, out.path, name], in: work, isStopped: isStopped)
    if let data = FileManager.default.contents(atPath: out.path),
      let examination = try? JSONDecoder().decode(Examination.self, from: data)
    {
      let folder = Self.partsFolder(beside: out)
      for part in examination.parts ?? [] { try keepPart(folder.appending(path: part.sha256)) }
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
    case .exited, .signalled, .stopped:
      return Examination(
        problem: Wording(
          "读的时候出了故障，没有结果。文件可能已损坏或超出内存限制，请换一份。",
          "Reading failed without a result. The file may be damaged or need too much memory."))
    }
  }

  /// Where the files of an archive stand that were read into the examination `out`.
  static func partsFolder(beside out: URL) -> URL { URL(filePath: out.path + ".parts") }

  /// Runs the program with `work` as its temporary folder.
  func run(
    _ arguments: [String], in work: URL, isStopped: () -> Bool = { false }
  ) -> BoundedProgram.Ending {
    var environment = ProcessInfo.processInfo.environment
    environment["TMPDIR"] = work.path
    // the address of the database may hold a password
    environment["MINGZHANG_DATABASE"] = nil
    if let catalog { environment["MINGZHANG_CATALOG"] = catalog.path }
    return BoundedProgram.run(
      program, arguments, environment: environment.map { "\($0)=\($1)" }, seconds: seconds,
      isStopped: isStopped)
  }
}
