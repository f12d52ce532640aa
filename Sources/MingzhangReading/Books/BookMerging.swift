import MingzhangFormats
import MingzhangModel

/// The files of one book, read one by one, → one disclosure. Every place keeps the digest of its own file.
struct BookMerging {
  /// The book's name, for sentences.
  let name: String

  /// - Parameter results: in the order of the book, the words first.
  /// - Throws: `ReadingError` when they speak of different departments or years.
  func merged(_ results: [ReadingResult]) throws(ReadingError) -> ReadingResult {
    guard let first = results.first else {
      throw ReadingError(.empty, file: name, Wording("\(name) 里没有文件。", "\(name) has no files in it."))
    }
    guard results.count > 1 else { return first }
    let disclosures = results.map(\.disclosure)
    try agree(disclosures)
    // who it is about is said best by the file that names department and year
    let leader = disclosures.first { !$0.entity.isEmpty && $0.fiscalYear != nil } ?? disclosures[0]
    var book = Disclosure(
      kind: leader.kind,
      entity: leader.entity.isEmpty ? disclosures.map(\.entity).first { !$0.isEmpty } ?? "" : leader.entity,
      fiscalYear: leader.fiscalYear ?? disclosures.compactMap(\.fiscalYear).first, title: leader.title)
    var account = DigitConservation(total: 0)
    for result in results {
      let part = result.disclosure
      book.contents += part.contents
      book.statements += part.statements
      book.narrative.sections += part.narrative.sections
      book.units += part.units
      book.goals += part.goals
      book.glossary += part.glossary
      book.leftovers += part.leftovers
      book.inputNotices += part.inputNotices.map { notice in
        var notice = notice
        let file = part.source?.name ?? ""
        notice.message = Wording("\(file)：\(notice.message.chinese)", "\(file): \(notice.message.english)")
        return notice
      }
      account.total += result.conservation.total
      account.inTables += result.conservation.inTables
      account.inGoals += result.conservation.inGoals
      account.inClaims += result.conservation.inClaims
      account.named.merge(result.conservation.named, uniquingKeysWith: +)
    }
    let parts = disclosures.compactMap(\.source)
    book.source = SourceFile(
      name: name, sha256: sha256Hex(Array(parts.map(\.sha256).joined(separator: "\n").utf8)),
      byteCount: parts.reduce(0) { $0 + $1.byteCount }, format: "book",
      pageCount: parts.reduce(0) { $0 + $1.pageCount }, parts: parts)
    return ReadingResult(disclosure: book, conservation: account)
  }

  /// Two departments, or two years, are two books.
  private func agree(_ parts: [Disclosure]) throws(ReadingError) {
    let years = Set(parts.compactMap(\.fiscalYear))
    let names = parts.map { $0.entity.foldedForMatching }.filter { !$0.isEmpty }
    let isOneName = names.allSatisfy { a in names.allSatisfy { a.contains($0) || $0.contains(a) } }
    guard years.count > 1 || (!isOneName && parts.count(where: { $0.statements.count > 5 }) > 1) else { return }
    let list = parts.map { "\($0.source?.name ?? "?")（\($0.entity) \($0.fiscalYear.map(String.init) ?? "")）" }
    throw ReadingError(
      .severalBooks, file: name,
      Wording(
        "\(name) 里不是一本公开，而是几本：\(list.prefix(6).joined(separator: "、"))。请解开后分别读。",
        "\(name) holds not one disclosure but several: \(list.prefix(6).joined(separator: ", ")). Unpack it and read them one by one."
      ))
  }
}
