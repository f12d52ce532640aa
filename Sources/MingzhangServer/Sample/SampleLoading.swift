import Crypto
import Foundation
import MingzhangCatalog
import MingzhangMaking
import MingzhangModel
import MingzhangStore

/// Fills an empty database with something to look at: a made-up city, whose books go the whole way of real ones (made, read
/// back, checked, published), and real published files from a folder. Everything made up is marked 示例数据.
struct SampleLoading: Sendable {
  let site: Site
  /// How much is made up.
  struct Extent: Sendable {
    var departments = 12
    var years = 2022...2024
    var seed: UInt64 = 1
  }
  var extent = Extent()

  static let city = "sample"

  /// Organisations, people, deadlines, and one job for every book. Nothing when there are organisations already.
  ///
  /// - Returns: the password of the sample's people, made up at random; nil when nothing was done.
  func begin(realFiles: [URL]) async throws -> String? {
    guard try await site.store.organisations().isEmpty else { return nil }
    let now = site.now()
    let sample = self.sample
    var organisations = [
      Organisation(id: Self.city, parent: nil, kind: .city, name: SampleCity.name, isSample: true),
      Organisation(id: "sample-finance", parent: Self.city, kind: .bureau, name: "示例市财政局（审核）", isSample: true),
    ]
    for (index, department) in sample.departments.enumerated() {
      organisations.append(
        Organisation(
          id: Self.id(index), parent: Self.city, kind: .department, name: department.name, position: index + 1,
          isSample: true))
    }
    try await site.store.keep(organisations, by: "system", at: now)
    let password = String(Tokens.fresh().prefix(14))
    let hash = try Passwords.hash(password)
    for role in Role.allCases {
      let place = role == .preparer || role == .lead ? Self.id(0) : Self.city
      let person = Person(
        id: UUID().uuidString, login: role.rawValue, name: "示例·\(role.name.chinese)", password: hash)
      try await site.store.add(person, [Membership(role, in: place)], by: "system", at: now)
    }
    for year in extent.years {
      guard let approved = Day(year: year, month: 1, day: 25), let due = Day(year: year, month: 2, day: 14) else {
        continue
      }
      let deadline = Deadline(
        organisation: Self.city, fiscalYear: year, kind: .budget, approvedOn: approved, dueOn: due,
        note: SampleCity.mark)
      try await site.store.set(deadline, by: "system", at: now)
    }
    for file in realFiles { try await take(file, at: now) }
    for year in extent.years {
      for index in sample.departments.indices {
        try await site.store.enqueue("sample", "\(index)/\(year)", at: now)
      }
    }
    return password
  }

  /// Makes one book and hands it in. Done twice, the second time finds it there.
  func make(_ subject: String, with press: BookPress) async throws {
    let numbers = subject.split(separator: "/").compactMap { Int($0) }
    guard numbers.count == 2, extent.years.contains(numbers[1]) else { return }
    let (index, year) = (numbers[0], numbers[1])
    guard try await site.store.versions(of: Self.id(index), year, .budget).isEmpty else { return }
    guard sample.departments.indices.contains(index) else { return }
    let ledger = sample.ledger(of: sample.departments[index], in: year, catalog: site.catalog)
    let book = try await JobWork.onThread { Result { try press.book(of: ledger) } }.get()
    let version = try await add(
      book.original.bytes, name: book.original.name, mediaType: book.original.mediaType,
      NewVersionPlace(organisation: Self.id(index), year: year, kind: .budget, isSample: true),
      at: Self.published(index, year))
    for file in book.others {
      try await site.store.keep(
        file.bytes, as: file.format, named: file.name, mediaType: file.mediaType, of: version.id, at: site.now())
    }
  }

  /// A real published file: it keeps its own name and year, and its organisation is made from what it says.
  private func take(_ file: URL, at moment: Moment) async throws {
    guard let data = FileManager.default.contents(atPath: file.path) else {
      throw ServerProblem(Wording("读不到示例文件 \(file.path)。", "The sample file \(file.path) cannot be read."))
    }
    _ = try await add(
      data, name: file.lastPathComponent, mediaType: MediaTypes.type(of: file.pathExtension), nil, at: moment)
  }

  private struct NewVersionPlace {
    var organisation: String
    var year: Int
    var kind: Disclosure.Kind
    var isSample: Bool
  }

  private func add(
    _ bytes: Data, name: String, mediaType: String, _ place: NewVersionPlace?, at moment: Moment
  ) async throws -> Version {
    let digest = try site.store.shelf.keep(bytes)
    return try await site.store.add(
      NewVersion(
        file: digest, byteCount: bytes.count, mediaType: mediaType, fileName: name, origin: .sample,
        organisation: place?.organisation, fiscalYear: place?.year, kind: place?.kind,
        isSample: place?.isSample ?? false),
      by: "system", at: moment)
  }

  /// After its examination: a sample goes public by itself. The organisation of a real file is made from its own words.
  func finish(_ version: Version) async throws {
    guard version.origin == .sample, version.state == .draft, version.examination == .done else { return }
    var version = version
    if version.organisation == nil, let entity = version.entity,
      let year = version.fiscalYear ?? Self.year(in: version.title)
    {
      let id = "real-" + Pinyin.initials(of: entity)
      // not below the made-up city: its deadlines are not theirs
      try await site.store.keep(
        [
          Organisation(id: "real", parent: nil, kind: .city, name: "真实公开文件"),
          Organisation(id: id, parent: "real", kind: .department, name: entity),
        ], by: "system", at: site.now())
      version = try await site.store.match(version, to: id, year, version.kind ?? .budget, by: "system", at: site.now())
    }
    guard version.organisation != nil else { return }
    _ = try await site.store.publishSample(version, at: version.isSample ? version.createdAt : site.now())
  }

  private static func year(in title: String?) -> Int? {
    title.flatMap { $0.firstMatch(of: /20\d\d/) }.flatMap { Int($0.0) }
  }

  private var sample: SampleCity {
    SampleCity(departments: extent.departments, years: extent.years, seed: extent.seed)
  }
  private static func id(_ index: Int) -> String { "sample-\(index + 1)" }

  /// When a book of the sample became public: most in time, every seventh a few days late.
  private static func published(_ index: Int, _ year: Int) -> Moment {
    let day = (index + year) % 7 == 6 ? 17 : 5 + (index * 3 + year) % 9
    var parts = DateComponents(year: year, month: 2, day: day, hour: 1 + index % 8)
    parts.timeZone = TimeZone(identifier: "UTC")
    return Calendar(identifier: .gregorian).date(from: parts).map { Moment($0) } ?? Moment(milliseconds: 0)
  }
}
