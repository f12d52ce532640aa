import MingzhangFormats
import MingzhangModel

extension Reader {
  /// What the files of one book say together: 说明 and 报表, main text and attachments. Every place in the disclosure keeps
  /// the digest of its own file; `source.parts` names the files.
  ///
  /// A file that cannot be read does not lose the others: it becomes an input notice. Files that repeat another (equal
  /// bytes) are read once.
  ///
  /// - Throws: `ReadingError` when none of them can be read, or when they are several books.
  public func read(
    _ files: [(name: String, bytes: [UInt8])], as book: String? = nil, password: String? = nil
  ) throws(ReadingError) -> ReadingResult {
    let name = book ?? files.first?.name ?? ""
    var results: [ReadingResult] = []
    var failures: [ReadingError] = []
    var seen = Set<String>()
    for file in files where seen.insert(sha256Hex(file.bytes)).inserted {
      do throws(ReadingError) { results.append(try read(file.bytes, name: file.name, password: password)) } catch {
        failures.append(error)
      }
    }
    if results.isEmpty, let failure = failures.first { throw failure }
    var result = try BookMerging(name: name).merged(results)
    result.disclosure.inputNotices += failures.map { failure in
      InputNotice(
        .needsReview,
        Wording("没有读：\(failure.wording.chinese)", "Not read: \(failure.wording.english)"), samples: [], count: 1)
    }
    return result
  }

  /// Which of `names` (paths below one folder) are the files of one book: indices, the words first, then tables, then
  /// attachments. A file that belongs to no other stands alone.
  public static func groups(of names: [String]) -> [[Int]] { BookGroups.groups(of: names) }

  /// The files in an archive that is no document itself, as they are read; none of anything else.
  public static func archivedFiles(in bytes: [UInt8]) -> [(name: String, bytes: [UInt8])] {
    guard FileKind(bytes) == .zip, let archive = try? ZIPReader(bytes), !OfficePages.isDocument(archive) else {
      return []
    }
    return (try? ArchivedFiles(archive))?.files ?? []
  }

  /// The book in a ZIP archive that is no Office file.
  func readArchive(_ archive: ZIPReader, name: String, password: String?) throws(ReadingError) -> ReadingResult {
    let content: ArchivedFiles
    do throws(ZIPReader.Problem) { content = try ArchivedFiles(archive) } catch {
      throw OfficePages.error(error, name: name)
    }
    guard !content.files.isEmpty else {
      let list = content.skipped.prefix(5).joined(separator: "、")
      throw ReadingError(
        .unknownFormat, file: name,
        Wording(
          "\(name) 是压缩包，里面没有能读的文件\(list.isEmpty ? "" : "，只有 \(list)")。",
          "\(name) is an archive without a readable file\(list.isEmpty ? "" : ", only \(list)")."))
    }
    var inner: [(name: String, bytes: [UInt8])] = []
    var nested = content.skipped
    for file in content.files {
      // an archive in an archive is how bombs are built: said, not opened
      if OfficePages.recognises(file.bytes), !OfficePages.isDocument(file.bytes) {
        nested.append(file.name)
      } else {
        inner.append(file)
      }
    }
    let order = BookGroups.groups(of: inner.map(\.name)).flatMap { $0 }
    var result = try read(order.map { inner[$0] }, as: name, password: password)
    if !nested.isEmpty {
      result.disclosure.inputNotices.append(
        InputNotice(
          .needsReview,
          Wording(
            "压缩包里没有读的文件：\(nested.prefix(8).joined(separator: "、"))。",
            "Files of the archive that were not read: \(nested.prefix(8).joined(separator: ", "))."),
          samples: [], count: nested.count))
    }
    return result
  }
}
